package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.Types;
import io.lakeprint.ml.registry.Bins;
import io.lakeprint.ml.registry.TrainedModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * How many of the people scored are in each bin that a model froze: in one pass, each partition
 * counts for itself.
 *
 * <p>In: {@code ml.features} of one date. Out: (subject, bin, people), subject the position of an
 * input, or one more for the score; only bins with anybody in them.
 *
 * @param model whose bins
 */
record DriftTransform(TrainedModel model) {
  static final String SUBJECT = "subject";
  static final String BIN = "bin";
  static final String PEOPLE = "people";

  private static final String VECTOR = "_vector";
  private static final String SCORE = "_score";
  private static final StructType SCHEMA =
      new StructType().add(SUBJECT, Types.INT).add(BIN, Types.INT).add(PEOPLE, Types.LONG);

  Dataset<Row> apply(Dataset<Row> features) {
    Dataset<Row> read =
        model
            .score(features.filter(model.eligibility().holds()), SCORE)
            .select(model.learner().inputs().vector().as(VECTOR), col(SCORE));
    return read.mapPartitions(new Counting(model.frozen().all()), Encoders.row(SCHEMA))
        .groupBy(SUBJECT, BIN)
        .agg(sum(PEOPLE).as(PEOPLE));
  }

  /** Rows of a vector and a score in; what this partition has in each bin out. */
  private record Counting(List<Bins> bins) implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      List<long[]> counts = new ArrayList<>();
      bins.forEach(one -> counts.add(new long[one.shares().size()]));
      int last = bins.size() - 1;
      rows.forEachRemaining(
          row -> {
            Vector values = row.getAs(0);
            for (int i = 0; i < last; i++) {
              counts.get(i)[bins.get(i).at(values.apply(i))]++;
            }
            counts.get(last)[bins.get(last).at(row.getDouble(1))]++;
          });
      List<Row> counted = new ArrayList<>();
      for (int subject = 0; subject <= last; subject++) {
        long[] own = counts.get(subject);
        for (int bin = 0; bin < own.length; bin++) {
          if (own[bin] > 0) {
            counted.add(RowFactory.create(subject, bin, own[bin]));
          }
        }
      }
      return counted.iterator();
    }
  }
}

package io.lakeprint.ml.scoring;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.ml.registry.Bins;
import io.lakeprint.ml.registry.TrainedModel;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Rows of {@code ml.drift} about the models that scored in one run. */
final class DriftRows {
  private static final double STABLE_BELOW = 0.1;
  private static final double MOVING_BELOW = 0.25;
  private static final String SCORE = "score";

  private final LocalDate asOf;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> moved = new ArrayList<>();

  /** Starts empty. */
  DriftRows(LocalDate asOf) {
    this.asOf = asOf;
  }

  /**
   * Adds a model.
   *
   * @param counted rows of {@link DriftTransform}, as many as there are bins
   */
  void add(TrainedModel model, Dataset<Row> counted) {
    List<Bins> bins = model.frozen().all();
    List<long[]> counts = bins.stream().map(one -> new long[one.shares().size()]).toList();
    counted
        .takeAsList(counts.stream().mapToInt(one -> one.length).sum())
        .forEach(row -> counts.get(row.getInt(0))[row.getInt(1)] = row.getLong(2));
    List<String> names = new ArrayList<>(model.learner().inputs().names());
    names.add(SCORE);
    List<String> far = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double index = bins.get(i).drift(counts.get(i));
      rows.add(
          RowFactory.create(
              model.model(),
              model.version(),
              Date.valueOf(asOf),
              names.get(i),
              index,
              state(index),
              LongStream.of(counts.get(i)).sum()));
      if (index >= MOVING_BELOW) {
        far.add(String.format(Locale.ROOT, "%s %.2f", names.get(i), index));
      }
    }
    if (!far.isEmpty()) {
      moved.add(
          model.model()
              + ": "
              + far.size()
              + " of "
              + names.size()
              + " distributions are others than in training (ml.drift): "
              + String.join(", ", far.subList(0, Math.min(3, far.size()))));
    }
  }

  private static String state(double index) {
    return index < STABLE_BELOW ? "stable" : index < MOVING_BELOW ? "moving" : "moved";
  }

  Dataset<Row> rows(SparkSession spark) {
    return spark.createDataFrame(rows, DriftTable.SPEC.schema());
  }

  /** A sentence per model whose population moved. */
  List<String> moved() {
    return List.copyOf(moved);
  }
}

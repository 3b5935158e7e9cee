package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.ml.registry.ModelInputs;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labelled rows with their features, in one partition ordered by snapshot and person: what is
 * learned from them is then the same to the last bit however the tables are laid out. Sums of
 * doubles over several partitions are not, because Spark adds them as tasks finish; so training is
 * bounded in rows instead of spread.
 *
 * <p>In: {@code ml.features}, {@code ml.labels} of one model. Out: as_of, one_id, label, all input
 * features and the vector.
 *
 * @param inputs features to learn from
 * @param seed chooses who is left out
 * @param keepPerMillion how many of a million people are kept; a person stays or goes whole
 */
public record TrainingRowsTransform(ModelInputs inputs, long seed, long keepPerMillion) {
  private static final long MILLION = 1_000_000;

  /** How many of a million to keep of {@code rows} for about {@code maximum} to stay. */
  static long keepPerMillion(long rows, long maximum) {
    return rows <= maximum ? MILLION : Math.max(1, maximum * MILLION / rows);
  }

  /** Rows to learn from and to be judged by. */
  public Dataset<Row> apply(Dataset<Row> features, Dataset<Row> labels) {
    Column sameRow =
        FeaturesTable.AS_OF
            .of("f")
            .equalTo(LabelsTable.AS_OF.of("l"))
            .and(FeaturesTable.ONE_ID.of("f").equalTo(LabelsTable.ONE_ID.of("l")));
    Column[] columns =
        Stream.concat(
                Stream.of(
                    LabelsTable.AS_OF.of("l"),
                    LabelsTable.ONE_ID.of("l"),
                    LabelsTable.LABEL.of("l").cast("double").as(TrainingRows.LABEL)),
                inputs.columns().stream().map(name -> col("f." + name)))
            .toArray(Column[]::new);
    return labels
        .filter(kept())
        .as("l")
        .join(features.as("f"), sameRow)
        .select(columns)
        .repartition(1)
        .sortWithinPartitions(LabelsTable.AS_OF.col(), LabelsTable.ONE_ID.col())
        .withColumn(TrainingRows.VECTOR, inputs.vector());
  }

  private Column kept() {
    return keepPerMillion == MILLION
        ? lit(true)
        : pmod(xxhash64(lit(seed), LabelsTable.ONE_ID.col()), lit(MILLION)).lt(keepPerMillion);
  }
}

package io.lakeprint.ml.automl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.ml.registry.Calibration;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.training.Fold;
import io.lakeprint.ml.training.Tournament;
import io.lakeprint.ml.training.TrainingRows;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A model of any table with a key and a label, its columns read by their types. Rows have no time
 * here, so folds by a hash of the key judge: every row is judged by learners that have not seen it,
 * calibration rests on what they said, and the winner learns from all rows in the end.
 * Deterministic for rows and settings, whatever the order or partitioning of rows.
 *
 * @param config how
 */
public record TableTraining(AutoMlConfig config) {
  private static final String KEY = "_key";

  /**
   * What came out.
   *
   * @param learner what was learned
   * @param calibration of its probabilities
   * @param winner the way to learn, in words
   * @param rejected columns that it may not see, each with a reason
   * @param evaluations made by the tournament
   */
  public record Learned(
      FittedLearner learner,
      Calibration calibration,
      String winner,
      List<String> rejected,
      int evaluations) {

    /** The rows with the calibrated probability as one more column. */
    public Dataset<Row> score(Dataset<Row> rows, String column) {
      return learner.score(rows, column).withColumn(column, calibration.ofProbability(col(column)));
    }
  }

  /**
   * Learns.
   *
   * @param table one row per key
   * @param key a column that is unique
   * @param label a column of 0 and 1, both present
   * @param timeIsUp stops the search early
   * @throws io.lakeprint.common.error.InputContractException when the table does not carry a model
   */
  public Learned learn(Dataset<Row> table, String key, String label, BooleanSupplier timeIsUp) {
    TypedInputs.Found found =
        new TypedInputs(config.categories(), config.minimumCategoryRows())
            .of(table, List.of(key, label));
    if (found.inputs().isEmpty()) {
      throw AutoMlErrors.nothingToSee(found.rejected());
    }
    Dataset<Row> all = rows(table, key, label, new ModelInputs(found.inputs()));
    List<Rejected> rejected = checked(all, found.inputs());
    Set<String> gone = rejected.stream().map(Rejected::column).collect(Collectors.toSet());
    List<ModelInput> left = new ModelInputs(found.inputs()).without(gone);
    if (left.isEmpty()) {
      throw AutoMlErrors.nothingToSee(rejected);
    }
    ModelInputs inputs = new ModelInputs(left);
    Dataset<Row> rows = rows(table, key, label, inputs).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = requireBothLabels(rows);
      Tournament.Outcome won =
          config
              .tournament()
              .run(
                  new Tournament.Field(
                      rows,
                      col(KEY),
                      inputs,
                      Fold.byKey(col(KEY), config.folds(), config.seed()),
                      (int) Math.min(Integer.MAX_VALUE - 1, count + 1)),
                  timeIsUp);
      return new Learned(
          won.learner(),
          config.calibration().of(won.judged()),
          won.name(),
          Stream.concat(found.rejected().stream(), rejected.stream())
              .map(Rejected::toString)
              .toList(),
          won.evaluations());
    } finally {
      rows.unpersist();
    }
  }

  private static Dataset<Row> rows(
      Dataset<Row> table, String key, String label, ModelInputs inputs) {
    Column[] columns =
        Stream.concat(
                Stream.of(
                    col(key).cast("string").as(KEY),
                    col(label).cast("double").as(TrainingRows.LABEL),
                    inputs.vector().as(TrainingRows.VECTOR)),
                inputs.columns().stream().map(name -> col(name)))
            .toArray(Column[]::new);
    return table.select(columns).repartition(1).sortWithinPartitions(KEY);
  }

  private static long requireBothLabels(Dataset<Row> rows) {
    long positives = rows.filter(col(TrainingRows.LABEL).equalTo(1)).count();
    long all = rows.count();
    if (positives == 0 || positives == all) {
      throw AutoMlErrors.oneLabel(all, positives);
    }
    return all;
  }

  /** Looks at a sample of the rows, chosen by their key. */
  private List<Rejected> checked(Dataset<Row> rows, List<ModelInput> inputs) {
    List<Row> sample =
        rows.select(col(KEY), col(TrainingRows.LABEL), col(TrainingRows.VECTOR))
            .orderBy(xxhash64(lit(config.seed()), col(KEY)), col(KEY))
            .takeAsList(config.checks().sample());
    return config
        .checks()
        .checks()
        .of(
            new ColumnChecks.Sample(
                inputs,
                sample.stream().map(row -> row.<Vector>getAs(2).toArray()).toArray(double[][]::new),
                sample.stream().mapToInt(row -> (int) row.getDouble(1)).toArray(),
                new int[sample.size()]));
  }
}

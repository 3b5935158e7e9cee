package io.lakeprint.ml.automl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.training.Recipe;
import io.lakeprint.ml.training.Split;
import io.lakeprint.ml.training.TrainConfig;
import io.lakeprint.ml.training.Trainer;
import io.lakeprint.ml.training.TrainingRows;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The recipe that searches.
 *
 * @param config how
 * @param train what it shares with training by hand
 * @param now the clock
 */
record Search(AutoMlConfig config, TrainConfig train, Supplier<Instant> now) implements Recipe {

  /** The time limit is part of it, so that a search that a clock cut short can be made longer. */
  @Override
  public String settings() {
    return config.tournament()
        + "|"
        + config.timeLimit()
        + "|"
        + config.checks()
        + "|"
        + config.isotonicFrom()
        + "|"
        + train.costs();
  }

  @Override
  public long seed() {
    return config.seed();
  }

  @Override
  public int maximumRows() {
    return config.maximumRows();
  }

  /** Rows learned from are compared with those of the validation and the test snapshot. */
  @Override
  public Seen seen(ModelInputs inputs, Dataset<Row> rows, Split split) {
    Column part =
        when(LabelsTable.AS_OF.col().isInCollection(split.train()), 0)
            .when(LabelsTable.AS_OF.col().equalTo(lit(split.validation())), 1)
            .otherwise(2);
    Column one = LabelsTable.ONE_ID.col();
    List<Row> sample =
        rows.orderBy(xxhash64(lit(config.seed()), one), one, LabelsTable.AS_OF.col())
            .select(part, col(TrainingRows.LABEL), col(TrainingRows.VECTOR))
            .takeAsList(config.checks().sample());
    List<Rejected> rejected =
        config
            .checks()
            .checks()
            .of(
                new ColumnChecks.Sample(
                    inputs.inputs(),
                    sample.stream()
                        .map(row -> row.<Vector>getAs(2).toArray())
                        .toArray(double[][]::new),
                    sample.stream().mapToInt(row -> (int) row.getDouble(1)).toArray(),
                    sample.stream().mapToInt(row -> row.getInt(0)).toArray()));
    return new Seen(
        inputs.without(rejected.stream().map(Rejected::column).collect(Collectors.toSet())),
        rejected.stream().map(Rejected::toString).toList());
  }

  @Override
  public Trainer trainer() {
    return new Trainer(
        config.tournament(),
        config.calibration(),
        train.promotion().bootstrap(config.seed()),
        train.costs());
  }

  @Override
  public BooleanSupplier timeIsUp() {
    Instant end = now.get().plus(config.timeLimit());
    return () -> now.get().isAfter(end);
  }

  /** Whoever asks for a search wants a model. */
  @Override
  public Insistence insists() {
    return Insistence.ON_A_MODEL;
  }
}

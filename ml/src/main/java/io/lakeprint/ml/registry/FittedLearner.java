package io.lakeprint.ml.registry;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a learner learned. Scores each row for itself: the other rows do not matter. */
public interface FittedLearner {

  /** Name of the learner. */
  String learner();

  /** What it reads. */
  ModelInputs inputs();

  /**
   * The rows with one more double column: the probability as learned, before calibration.
   *
   * @param rows must have the columns of {@link #inputs()}
   */
  Dataset<Row> score(Dataset<Row> rows, String column);

  /**
   * The rows with one more column, an array with one double per input: the change in log-odds that
   * its value makes against the average person. Empty where a learner cannot say so honestly.
   */
  Optional<Dataset<Row>> effects(Dataset<Row> rows, String column);

  /** What the artefact's own file holds of it. */
  SavedLearner saved();

  /** Writes the rest into {@code folder}; may write nothing. */
  void saveTo(Path folder, Configuration hadoop);

  /**
   * What {@link #saveTo} wrote.
   *
   * @throws io.lakeprint.common.error.InputContractException when it is not what Lakeprint wrote
   */
  static FittedLearner load(
      SavedLearner saved, ModelInputs inputs, Path folder, Configuration hadoop) {
    SavedLearner.Linear linear = saved.linear();
    if (linear != null) {
      return new FittedLinear(inputs, linear.intercept(), linear.coefficients(), linear.means());
    }
    return switch (saved.name()) {
      case FittedBlend.NAME -> FittedBlend.load(saved, inputs, folder, hadoop);
      case FittedBoost.NAME -> new FittedBoost(BoostedTrees.load(inputs, folder, hadoop));
      case FittedTrees.FOREST, FittedTrees.GRADIENT_BOOSTING ->
          FittedTrees.load(saved.name(), inputs, folder);
      default -> throw RegistryErrors.unknownLearner(folder.toString(), saved.name());
    };
  }
}

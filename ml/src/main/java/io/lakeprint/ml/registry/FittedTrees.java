package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * MLlib's random forest or boosted trees. Say no reasons: how often a feature was split on is not
 * what moved one person's score.
 *
 * @param learner which of the two
 * @param inputs features in the order of the vector
 * @param model the trees
 */
public record FittedTrees(
    String learner, ModelInputs inputs, ProbabilisticClassificationModel<Vector, ?> model)
    implements FittedLearner {

  /** Name of the random forest. */
  public static final String FOREST = "random-forest";

  /** Name of the boosted trees. */
  public static final String GRADIENT_BOOSTING = "gradient-boosting";

  private static final String VECTOR = "_trees_vector";
  private static final String BOTH = "_trees_probabilities";

  @Override
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    ProbabilisticClassificationModel<Vector, ?> quiet = model.copy(model.extractParamMap());
    quiet.setFeaturesCol(VECTOR);
    quiet.setRawPredictionCol("");
    quiet.setPredictionCol("");
    quiet.setProbabilityCol(BOTH);
    return quiet
        .transform(rows.withColumn(VECTOR, inputs.vector()))
        .withColumn(column, element_at(functions.vector_to_array(col(BOTH), "float64"), 2))
        .drop(VECTOR, BOTH);
  }

  @Override
  public Optional<Dataset<Row>> effects(Dataset<Row> rows, String column) {
    return Optional.empty();
  }

  @Override
  public SavedLearner saved() {
    return SavedLearner.inFiles(learner);
  }

  @Override
  public void saveTo(Path folder, Configuration hadoop) {
    try {
      ((MLWritable) model).write().overwrite().save(folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #saveTo} wrote. */
  static FittedTrees load(String learner, ModelInputs inputs, Path folder) {
    return new FittedTrees(
        learner,
        inputs,
        learner.equals(FOREST)
            ? RandomForestClassificationModel.load(folder.toString())
            : GBTClassificationModel.load(folder.toString()));
  }
}

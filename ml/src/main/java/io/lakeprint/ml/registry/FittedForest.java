package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * MLlib's random forest. Says no reasons: how often a feature was split on is not what moved one
 * person's score.
 *
 * @param inputs features in the order of the vector
 * @param model the trees
 */
public record FittedForest(ModelInputs inputs, RandomForestClassificationModel model)
    implements FittedLearner {

  /** Its name. */
  public static final String NAME = "random-forest";

  private static final String VECTOR = "_forest_vector";
  private static final String BOTH = "_forest_probabilities";

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    RandomForestClassificationModel quiet = model.copy(model.extractParamMap());
    quiet.setFeaturesCol(VECTOR).setRawPredictionCol("").setPredictionCol("");
    quiet.setProbabilityCol(BOTH);
    return quiet
        .transform(rows.withColumn(VECTOR, inputs.vector()))
        .withColumn(column, element_at(functions.vector_to_array(col(BOTH), "float64"), 2))
        .drop(VECTOR, BOTH);
  }

  @Override
  public Optional<Column> reasons(int count) {
    return Optional.empty();
  }

  @Override
  public void saveTo(String folder) {
    try {
      model.write().overwrite().save(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #saveTo} wrote. */
  static FittedForest load(ModelInputs inputs, String folder) {
    return new FittedForest(inputs, RandomForestClassificationModel.load(folder));
  }
}

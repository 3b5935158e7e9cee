package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A model that can score: what was learned, its calibration, and whom it speaks about.
 *
 * @param model name
 * @param version version in {@code ml.models}
 * @param eligibility whom it speaks about
 * @param learner what was learned
 * @param calibration from learned to calibrated probability
 * @param frozen the population it learned from
 */
public record TrainedModel(
    String model,
    String version,
    Eligibility eligibility,
    FittedLearner learner,
    Calibration calibration,
    Frozen frozen) {

  private static final String RAW = "_raw_probability";

  /** The rows with the calibrated probability as one more double column. */
  public Dataset<Row> score(Dataset<Row> features, String column) {
    return learner
        .score(features, RAW)
        .withColumn(column, calibration.ofProbability(col(RAW)))
        .drop(RAW);
  }

  /**
   * Checks that rows have what it reads.
   *
   * @throws io.lakeprint.common.error.InputContractException when they do not
   */
  public void requireFeatures(Dataset<Row> features) {
    List<String> missing = learner.inputs().missingFrom(features.columns());
    if (!missing.isEmpty()) {
      throw RegistryErrors.otherFeatures(model, version, missing);
    }
  }
}

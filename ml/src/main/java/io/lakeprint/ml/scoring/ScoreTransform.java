package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.Reasons;
import io.lakeprint.ml.registry.TrainedModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores of everybody whom a model speaks about.
 *
 * <p>In: {@code ml.features} of one date. Out: {@code ml.predictions}, one row per eligible person;
 * equal scores share percentile and decile. No reasons (null) for learners that cannot say them.
 *
 * @param model the model in service
 * @param reasons how many reasons to tell
 */
public record ScoreTransform(TrainedModel model, int reasons) {
  private static final String EFFECTS = "_effects";

  /** {@code ml.predictions} of the model. */
  public Dataset<Row> apply(Dataset<Row> features) {
    Dataset<Row> eligible = features.filter(model.eligibility().holds());
    return told(model.score(eligible, PredictionsTable.SCORE.name()))
        .select(
            FeaturesTable.AS_OF.col(),
            FeaturesTable.ONE_ID.col(),
            FeaturesTable.ANCHOR_NODE.col(),
            PredictionsTable.SCORE.col(),
            PredictionsTable.TOP_REASONS.col())
        .withColumn(PredictionsTable.PERCENTILE.name(), Ranks.percentile())
        .select(
            PredictionsTable.MODEL.is(lit(model.model())),
            PredictionsTable.MODEL_VERSION.is(lit(model.version())),
            PredictionsTable.ROLE.is(lit("champion")),
            PredictionsTable.AS_OF.col(),
            PredictionsTable.ONE_ID.col(),
            PredictionsTable.ANCHOR_NODE.col(),
            PredictionsTable.SCORE.col(),
            PredictionsTable.PERCENTILE.col(),
            PredictionsTable.DECILE.is(Ranks.decile()),
            PredictionsTable.TOP_REASONS.is(PredictionsTable.TOP_REASONS.col()));
  }

  private Dataset<Row> told(Dataset<Row> scored) {
    String told = PredictionsTable.TOP_REASONS.name();
    if (reasons == 0) {
      return scored.withColumn(told, lit(null));
    }
    FittedLearner learner = model.learner();
    return learner
        .effects(scored, EFFECTS)
        .map(
            rows ->
                rows.withColumn(told, Reasons.strongest(learner.inputs(), col(EFFECTS), reasons)))
        .orElseGet(() -> scored.withColumn(told, lit(null)));
  }
}

package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.PredictionsTable;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores made elsewhere, for the people the lake knows.
 *
 * <p>In: one row per person with a probability; {@code ml.features} of the date. Out: {@code
 * ml.predictions}, one row per person who is in both; without reasons.
 *
 * @param config what is what
 * @param asOf date that the scores speak of
 */
record ExternalScoresTransform(ExternalScoresConfig config, LocalDate asOf) {
  static final String PERSON = "_person";
  static final String NUMBER = "_number";

  /** Person and probability, as they came. */
  Dataset<Row> read(Dataset<Row> scores) {
    return scores.select(
        col(config.oneId()).cast("string").as(PERSON),
        col(config.score()).try_cast("double").as(NUMBER));
  }

  /** Holds for rows of {@link #read} that are no score of anybody. */
  static Column wrong() {
    return col(PERSON)
        .isNull()
        .or(col(NUMBER).isNull())
        .or(col(NUMBER).isNaN())
        .or(col(NUMBER).lt(0))
        .or(col(NUMBER).gt(1));
  }

  /**
   * The predictions.
   *
   * @param read of {@link #read}, none of them wrong, each person once
   */
  Dataset<Row> apply(Dataset<Row> read, Dataset<Row> features) {
    Dataset<Row> known =
        features
            .filter(FeaturesTable.AS_OF.col().equalTo(lit(asOf)))
            .select(FeaturesTable.ONE_ID.col(), FeaturesTable.ANCHOR_NODE.col());
    return read.join(known, col(PERSON).equalTo(FeaturesTable.ONE_ID.col()))
        .select(
            PredictionsTable.AS_OF.is(lit(asOf)),
            PredictionsTable.ONE_ID.is(FeaturesTable.ONE_ID.col()),
            PredictionsTable.ANCHOR_NODE.is(FeaturesTable.ANCHOR_NODE.col()),
            PredictionsTable.SCORE.is(col(NUMBER)))
        .withColumn(PredictionsTable.PERCENTILE.name(), Ranks.percentile())
        .select(
            PredictionsTable.MODEL.is(lit(config.model())),
            PredictionsTable.MODEL_VERSION.is(lit(config.version())),
            PredictionsTable.ROLE.is(lit(config.role().name().toLowerCase(Locale.ROOT))),
            PredictionsTable.AS_OF.col(),
            PredictionsTable.ONE_ID.col(),
            PredictionsTable.ANCHOR_NODE.col(),
            PredictionsTable.SCORE.col(),
            PredictionsTable.PERCENTILE.col(),
            PredictionsTable.DECILE.is(Ranks.decile()),
            PredictionsTable.TOP_REASONS.is(lit(null)));
  }
}

package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The people of an audience, each once, under their ids of today.
 *
 * <p>Members of a segment are those whose stay has no end. Scores are those of the champion on its
 * latest day up to the as-of; of people who have become one, the highest counts. {@code top} is
 * taken after everything else: the best of the segment, not those of the best who are in it.
 * Deterministic.
 *
 * @param rule whom
 * @param asOf predictions of later days are left out
 */
record AudienceTransform(AudienceRule rule, LocalDate asOf) {

  private static final String CHAMPION = "champion";
  private static final String LATEST = "latest";

  /**
   * What audiences come from.
   *
   * @param members {@code SegmentMembersTable} rows
   * @param predictions {@code PredictionsTable} rows
   * @param aliases {@code OneIdAliasesTable} rows
   */
  record Inputs(Dataset<Row> members, Dataset<Row> predictions, Dataset<Row> aliases) {}

  /** Rows of {@code one_id}. */
  Dataset<Row> apply(Inputs inputs) {
    if (rule.model().isEmpty()) {
      return members(inputs.members());
    }
    Dataset<Row> scored = scores(inputs);
    if (rule.minScore().isPresent()) {
      scored = scored.where(PredictionsTable.SCORE.col().geq(rule.minScore().get()));
    }
    if (rule.segment().isPresent()) {
      scored =
          scored.join(
              members(inputs.members()),
              new String[] {SegmentMembersTable.ONE_ID.name()},
              "left_semi");
    }
    if (rule.top().isPresent()) {
      scored =
          scored
              .orderBy(PredictionsTable.SCORE.col().desc(), PredictionsTable.ONE_ID.col())
              .limit(rule.top().get());
    }
    return scored.select(PredictionsTable.ONE_ID.col());
  }

  private Dataset<Row> members(Dataset<Row> members) {
    return members
        .where(SegmentMembersTable.SEGMENT_ID.col().equalTo(rule.segment().orElseThrow()))
        .where(SegmentMembersTable.VALID_TO.col().isNull())
        .select(SegmentMembersTable.ONE_ID.col())
        .distinct();
  }

  /** {@code one_id} of today and {@code score}. */
  private Dataset<Row> scores(Inputs inputs) {
    String person = "_scored_id";
    Dataset<Row> champion = champion(inputs.predictions());
    // One row, that goes to every task.
    Dataset<Row> latest =
        champion
            .agg(
                max(struct(PredictionsTable.AS_OF.col(), PredictionsTable.MODEL_VERSION.col()))
                    .as(LATEST))
            .select(col(LATEST + ".*"));
    return champion
        .join(
            functions.broadcast(latest),
            new String[] {PredictionsTable.AS_OF.name(), PredictionsTable.MODEL_VERSION.name()},
            "inner")
        .select(PredictionsTable.ONE_ID.col().as(person), PredictionsTable.SCORE.col())
        .join(inputs.aliases(), col(person).equalTo(OneIdAliasesTable.RETIRED_ID.col()), "left")
        .groupBy(
            coalesce(OneIdAliasesTable.ONE_ID.col(), col(person))
                .as(PredictionsTable.ONE_ID.name()))
        .agg(max(PredictionsTable.SCORE.col()).as(PredictionsTable.SCORE.name()));
  }

  /** The champion's scores up to the as-of, of any day. */
  Dataset<Row> champion(Dataset<Row> predictions) {
    return predictions
        .where(PredictionsTable.MODEL.col().equalTo(rule.model().orElseThrow()))
        .where(PredictionsTable.ROLE.col().equalTo(CHAMPION))
        .where(PredictionsTable.AS_OF.col().leq(lit(asOf)));
  }
}

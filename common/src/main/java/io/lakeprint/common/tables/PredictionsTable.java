package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/** Scores. Grain: (model, model_version, as_of, one_id). */
public final class PredictionsTable {
  public static final ColumnSpec MODEL =
      required("model", STRING, "Model name (churn, repurchase, ...)");
  public static final ColumnSpec MODEL_VERSION =
      required("model_version", STRING, "Version in ml.models");
  public static final ColumnSpec ROLE =
      required("role", STRING, "Whether it is the one acted on")
          .oneOf("champion", "challenger", "shadow");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the features were taken");
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person at the time").pseudonym();
  public static final ColumnSpec ANCHOR_NODE =
      optional("anchor_node", LONG, "Node that stands for the person; null = none").pseudonym();
  public static final ColumnSpec SCORE =
      required("score", DOUBLE, "Calibrated probability, 0 to 1");
  public static final ColumnSpec PERCENTILE =
      required("percentile", DOUBLE, "Share of the scored with a lower score, 0 to 1");
  public static final ColumnSpec DECILE = required("decile", INT, "1 = highest tenth");
  public static final ColumnSpec TOP_REASONS =
      optional(
          "top_reasons",
          STRING,
          "JSON array of the features that moved the score most; null = not explained");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.predictions",
              "One score of one person by one model version",
              MODEL,
              MODEL_VERSION,
              ROLE,
              AS_OF,
              ONE_ID,
              ANCHOR_NODE,
              SCORE,
              PERCENTILE,
              DECILE,
              TOP_REASONS)
          .key(MODEL, MODEL_VERSION, AS_OF, ONE_ID)
          .partitionedBy(MODEL, AS_OF)
          .statisticsOn(ONE_ID)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private PredictionsTable() {}
}

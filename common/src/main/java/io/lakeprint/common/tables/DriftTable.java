package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * How far the scored population is from the one a model learned from. Grain: (model, model_version,
 * as_of, subject).
 */
public final class DriftTable {
  public static final ColumnSpec MODEL = required("model", STRING, "Model name");
  public static final ColumnSpec MODEL_VERSION =
      required("model_version", STRING, "Version in ml.models");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the scored features were taken");
  public static final ColumnSpec SUBJECT =
      required("subject", STRING, "score, or what the model reads as in ml.models.features");
  public static final ColumnSpec STABILITY_INDEX =
      required(
          "stability_index",
          DOUBLE,
          "Population stability index against the bins frozen in training, 0 = the same");
  public static final ColumnSpec STATE =
      required("state", STRING, "stable below .1, moving below .25, else moved")
          .oneOf("stable", "moving", "moved");
  public static final ColumnSpec ROW_COUNT = required("row_count", LONG, "People scored");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.drift",
              "One thing a model reads or says, at one scoring",
              MODEL,
              MODEL_VERSION,
              AS_OF,
              SUBJECT,
              STABILITY_INDEX,
              STATE,
              ROW_COUNT)
          .key(MODEL, MODEL_VERSION, AS_OF, SUBJECT)
          .asExchange();

  private DriftTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.STRING;

/** What happened after a snapshot to those eligible at it. Grain: (model, as_of, one_id). */
public final class LabelsTable {
  public static final ColumnSpec MODEL = required("model", STRING, "Model that learns from it");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the features were taken");
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person as in the features of that day").pseudonym();
  public static final ColumnSpec LABEL =
      required("label", INT, "1 = what the model predicts came true, 0 = it did not");
  public static final ColumnSpec HORIZON_FROM =
      required("horizon_from", DATE, "First day that was watched");
  public static final ColumnSpec HORIZON_TO =
      required("horizon_to", DATE, "Last day that was watched");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.labels",
              "One person eligible for one model at one snapshot",
              MODEL,
              AS_OF,
              ONE_ID,
              LABEL,
              HORIZON_FROM,
              HORIZON_TO)
          .key(MODEL, AS_OF, ONE_ID)
          .partitionedBy(MODEL, AS_OF)
          .statisticsOn(ONE_ID)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private LabelsTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * How often each target was sent anything about: one row per target that a send added or changed
 * and that the destination took. The outbox knows the last change only, this every one of them;
 * frequency caps count here. Grain: (activation, send_number, target_key).
 */
public final class TouchesTable {
  public static final ColumnSpec ACTIVATION = required("activation", STRING, "The activation");
  public static final ColumnSpec SEND_NUMBER =
      required("send_number", LONG, "The send, as in activation.deliveries");
  public static final ColumnSpec TARGET_KEY =
      required("target_key", STRING, "SHA-256 of type, scope and stored value").pseudonym();
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person whose the target was then").pseudonym();
  public static final ColumnSpec DESTINATION =
      required("destination", STRING, "Name of the destination");
  public static final ColumnSpec CHANGE =
      required("change", STRING, "What it was told").oneOf("add", "change");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "As-of date of the run that delivered it");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "activation.touches",
              "One target that one send added or changed",
              ACTIVATION,
              SEND_NUMBER,
              TARGET_KEY,
              ONE_ID,
              DESTINATION,
              CHANGE,
              AS_OF)
          .key(ACTIVATION, SEND_NUMBER, TARGET_KEY)
          .partitionedBy(ACTIVATION)
          .restates(Restatement.AS_WAS);

  private TouchesTable() {}
}

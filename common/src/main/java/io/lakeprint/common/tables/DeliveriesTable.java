package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * Every batch that a run handed to a destination, and how that went. The same batch of the same
 * send has the same idempotency key however often it is tried. Grain: (activation, send_number,
 * batch_number, tried_at).
 */
public final class DeliveriesTable {
  public static final ColumnSpec ACTIVATION = required("activation", STRING, "The activation");
  public static final ColumnSpec SEND_NUMBER =
      required("send_number", LONG, "Counts the sends of the activation, from 1");
  public static final ColumnSpec BATCH_NUMBER =
      required("batch_number", LONG, "Counts the batches of the send, from 0");
  public static final ColumnSpec TRIED_AT =
      required("tried_at", TIMESTAMP, "When the run began to deliver the send, UTC");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the run looked at the audience");
  public static final ColumnSpec DESTINATION =
      required("destination", STRING, "Name of the destination");
  public static final ColumnSpec OUTCOME =
      required("outcome", STRING, "What became of it").oneOf("delivered", "refused", "failed");
  public static final ColumnSpec TARGET_COUNT =
      required("target_count", LONG, "Targets in the batch");
  public static final ColumnSpec ATTEMPT_COUNT =
      required("attempt_count", LONG, "How often the run tried it");
  public static final ColumnSpec IDEMPOTENCY_KEY =
      required("idempotency_key", STRING, "By which the receiver knows it again");
  public static final ColumnSpec DETAIL =
      optional("detail", STRING, "Answer of the destination, without values; null = none");
  public static final ColumnSpec RUN_ID = required("run_id", STRING, "The run").auditOnly();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "activation.deliveries",
              "One batch that a run handed to a destination",
              ACTIVATION,
              SEND_NUMBER,
              BATCH_NUMBER,
              TRIED_AT,
              AS_OF,
              DESTINATION,
              OUTCOME,
              TARGET_COUNT,
              ATTEMPT_COUNT,
              IDEMPOTENCY_KEY,
              DETAIL,
              RUN_ID)
          .key(ACTIVATION, SEND_NUMBER, BATCH_NUMBER, TRIED_AT)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private DeliveriesTable() {}
}

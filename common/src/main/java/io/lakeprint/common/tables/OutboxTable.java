package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What each destination has, and what is on its way there. A target is an identifier, not a person:
 * two people who become one change nothing for a phone number that stays in the audience. Holds no
 * clear value of a type that the lake does not keep in the clear. Grain: (activation, target_key).
 */
public final class OutboxTable {
  /** Delivery is under way or was interrupted. */
  public static final String PENDING = "pending";

  /** The destination has it. */
  public static final String SENT = "sent";

  /** The destination does not take it; tried again when its values change. */
  public static final String REFUSED = "refused";

  public static final ColumnSpec ACTIVATION = required("activation", STRING, "The activation");
  public static final ColumnSpec TARGET_KEY =
      required("target_key", STRING, "SHA-256 of type, scope and stored value").pseudonym();
  public static final ColumnSpec ID_TYPE = required("id_type", STRING, "Identifier type");
  public static final ColumnSpec SCOPE =
      required("scope", STRING, "App or platform of the identifier; empty = everywhere");
  public static final ColumnSpec ID_VALUE =
      required("id_value", STRING, "Stored form of the identifier, as identity_map has it")
          .pseudonym();
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person whose it was at the last change").pseudonym();
  public static final ColumnSpec STATE =
      required("state", STRING, "Where the last change stands").oneOf(PENDING, SENT, REFUSED);
  public static final ColumnSpec CHANGE =
      required("change", STRING, "The last change").oneOf("add", "change", "remove");
  public static final ColumnSpec WANTED_HASH =
      optional("wanted_hash", STRING, "Hash of the values it shall have; null = to be removed")
          .personal();
  public static final ColumnSpec SENT_HASH =
      optional(
              "sent_hash",
              STRING,
              "Hash of the values that the destination has; null = it does not have the target")
          .personal();
  public static final ColumnSpec FIELDS =
      optional(
              "fields",
              STRING,
              "Values to deliver, as JSON; null = nothing on its way, or to be removed")
          .personal();
  public static final ColumnSpec SEND_NUMBER =
      required("send_number", LONG, "The send that carries or carried the last change, from 1");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the last change was found");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "activation.outbox",
              "One target that a destination has, gets or loses",
              ACTIVATION,
              TARGET_KEY,
              ID_TYPE,
              SCOPE,
              ID_VALUE,
              ONE_ID,
              STATE,
              CHANGE,
              WANTED_HASH,
              SENT_HASH,
              FIELDS,
              SEND_NUMBER,
              AS_OF)
          .key(ACTIVATION, TARGET_KEY)
          .partitionedBy(ACTIVATION)
          .restates(Restatement.AS_WAS);

  private OutboxTable() {}
}

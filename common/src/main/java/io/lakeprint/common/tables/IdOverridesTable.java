package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * What operators said about identifiers, which no rebuild forgets. Grain: override_id.
 *
 * <ul>
 *   <li>MUST_LINK: both belong to one person, unless a gate, a limit or a CANNOT_LINK forbids it.
 *   <li>CUT_LINK: evidence for the pair up to {@code decided_at} was wrong and counts for nothing;
 *       later evidence counts.
 *   <li>CANNOT_LINK: the two are never one person, and no evidence for the pair counts.
 *   <li>BLOCK_NODE: the first identifier says nothing about who somebody is.
 * </ul>
 *
 * <p>A row with {@code withdrawn_at} holds no more. It speaks of values, in whichever life.
 */
public final class IdOverridesTable {
  public static final ColumnSpec OVERRIDE_ID =
      required("override_id", STRING, "Name of the override: a hash of what it says and when");
  public static final ColumnSpec OPERATION =
      required("operation", STRING, "What the operator said")
          .oneOf("MUST_LINK", "CUT_LINK", "CANNOT_LINK", "BLOCK_NODE");
  public static final ColumnSpec ID_TYPE_A =
      required("id_type_a", STRING, "Type of the first identifier");
  public static final ColumnSpec SCOPE_A =
      required("scope_a", STRING, "App or platform of the first; empty = everywhere");
  public static final ColumnSpec ID_VALUE_A =
      required("id_value_a", STRING, "The first as stored: token, or the value in the clear")
          .pseudonym();
  public static final ColumnSpec ID_TYPE_B =
      optional("id_type_b", STRING, "Type of the second identifier; null = BLOCK_NODE");
  public static final ColumnSpec SCOPE_B =
      optional("scope_b", STRING, "App or platform of the second; null = BLOCK_NODE");
  public static final ColumnSpec ID_VALUE_B =
      optional("id_value_b", STRING, "The second as stored; null = BLOCK_NODE").pseudonym();
  public static final ColumnSpec DECIDED_AT =
      required("decided_at", TIMESTAMP, "When it was said, UTC; CUT_LINK voids what was before");
  public static final ColumnSpec DECIDED_BY =
      required("decided_by", STRING, "Who said it: name of the operator");
  public static final ColumnSpec REASON =
      optional("reason", STRING, "Why, in the operator's words; null = not said");
  public static final ColumnSpec WITHDRAWN_AT =
      optional("withdrawn_at", TIMESTAMP, "When it was taken back, UTC; null = it holds");
  public static final ColumnSpec WITHDRAWN_BY =
      optional("withdrawn_by", STRING, "Who took it back; null = it holds");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.SOURCE,
              "identity.id_overrides",
              "One decision of an operator about one or two identifiers",
              OVERRIDE_ID,
              OPERATION,
              ID_TYPE_A,
              SCOPE_A,
              ID_VALUE_A,
              ID_TYPE_B,
              SCOPE_B,
              ID_VALUE_B,
              DECIDED_AT,
              DECIDED_BY,
              REASON,
              WITHDRAWN_AT,
              WITHDRAWN_BY)
          .key(OVERRIDE_ID)
          .statisticsOn(OVERRIDE_ID)
          .withChangeFeed();

  private IdOverridesTable() {}
}

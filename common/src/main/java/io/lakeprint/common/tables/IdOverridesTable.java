package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * What operators said about who is who, which no rebuild forgets. Grain: override_id.
 *
 * <ul>
 *   <li>MUST_LINK: both belong to one person, unless a gate, a limit or a CANNOT_LINK forbids it.
 *   <li>CUT: evidence for the pair up to {@code effective_on} was wrong and counts for nothing;
 *       later evidence counts.
 *   <li>CANNOT_LINK: the two are never one person, and no evidence for the pair counts.
 *   <li>BLOCK: the identifier says nothing about who somebody is.
 * </ul>
 *
 * <p>A word speaks of values, in whichever life. Withdrawn, it holds no more.
 */
public final class IdOverridesTable {
  public static final ColumnSpec OVERRIDE_ID =
      required("override_id", STRING, "Derived from kind, nodes and day");
  public static final ColumnSpec KIND =
      required("kind", STRING, "What was said").oneOf("MUST_LINK", "CANNOT_LINK", "CUT", "BLOCK");
  public static final ColumnSpec NODE_A =
      required("node_a", LONG, "Node of the value; of two the smaller").pseudonym();
  public static final ColumnSpec NODE_B =
      optional("node_b", LONG, "Node of the other value; null = BLOCK").pseudonym();
  public static final ColumnSpec EFFECTIVE_ON =
      required(
          "effective_on",
          DATE,
          "Business day from whose end it holds; CUT voids evidence up to and with it");
  public static final ColumnSpec SAID_BY =
      required("said_by", STRING, "Operator who said so").personal();
  public static final ColumnSpec REASON =
      optional("reason", STRING, "Why, in the operator's words; null = not told").personal();
  public static final ColumnSpec SAID_AT = required("said_at", TIMESTAMP, "When, UTC");
  public static final ColumnSpec WITHDRAWN_BY =
      optional("withdrawn_by", STRING, "Operator who took it back; null = it holds").personal();
  public static final ColumnSpec WITHDRAWN_AT =
      optional("withdrawn_at", TIMESTAMP, "When it was taken back, UTC; null = it holds");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.SOURCE,
              "identity.id_overrides",
              "One word of an operator",
              OVERRIDE_ID,
              KIND,
              NODE_A,
              NODE_B,
              EFFECTIVE_ON,
              SAID_BY,
              REASON,
              SAID_AT,
              WITHDRAWN_BY,
              WITHDRAWN_AT)
          .key(OVERRIDE_ID)
          .statisticsOn(OVERRIDE_ID);

  private IdOverridesTable() {}
}

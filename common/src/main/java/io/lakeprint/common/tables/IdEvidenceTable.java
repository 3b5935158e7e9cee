package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.LONGS;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * What each day's events say about identifiers, in the narrow form in which identity reads its
 * history. A day is a function of its events. Grain: (event_date, node_a, node_b, kind, behind),
 * node_a &le; node_b; both are the same where an identifier was seen at all.
 */
public final class IdEvidenceTable {
  public static final ColumnSpec EVENT_DATE = required("event_date", DATE, "Business day");
  public static final ColumnSpec NODE_A = required("node_a", LONG, "Smaller node").pseudonym();
  public static final ColumnSpec NODE_B =
      required("node_b", LONG, "Larger node, or the same one").pseudonym();
  public static final ColumnSpec TYPE_A = required("type_a", STRING, "Identifier type of node_a");
  public static final ColumnSpec TYPE_B = required("type_b", STRING, "Identifier type of node_b");
  public static final ColumnSpec KIND =
      required("kind", STRING, "What the events say about the two")
          .oneOf(
              "verified",
              "platform",
              "identify",
              "till",
              "co_seen",
              "seen",
              "anchor",
              "logout",
              "unbind");
  public static final ColumnSpec BEHIND =
      required(
              "behind",
              LONGS,
              "Nodes that stand before the two on the record, sorted: the evidence counts only where"
                  + " all of them are blocked; empty = it counts")
          .pseudonym();
  public static final ColumnSpec FIRST_AT =
      required("first_at", TIMESTAMP, "First such event, UTC");
  public static final ColumnSpec LAST_AT = required("last_at", TIMESTAMP, "Last such event, UTC");
  public static final ColumnSpec EVENT_COUNT = required("event_count", LONG, "Such events");
  public static final ColumnSpec MOMENTS =
      optional(
          "moments",
          LONGS,
          "Instants of them in microseconds, sorted, where each may decide who has an identifier;"
              + " null = none does");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "identity.id_evidence",
              "One day of one pair of identifiers and one kind of evidence",
              EVENT_DATE,
              NODE_A,
              NODE_B,
              TYPE_A,
              TYPE_B,
              KIND,
              BEHIND,
              FIRST_AT,
              LAST_AT,
              EVENT_COUNT,
              MOMENTS)
          .key(EVENT_DATE, NODE_A, NODE_B, KIND, BEHIND)
          .clusteredBy(EVENT_DATE)
          .statisticsOn(EVENT_DATE);

  private IdEvidenceTable() {}
}

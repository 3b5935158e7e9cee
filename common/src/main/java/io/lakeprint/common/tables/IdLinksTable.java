package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** Evidence that two identifiers belong to one person. Grain: (node_a, node_b), node_a < node_b. */
public final class IdLinksTable {
  public static final ColumnSpec NODE_A =
      required("node_a", LONG, "Smaller node (of a life of the value)").pseudonym();
  public static final ColumnSpec NODE_B = required("node_b", LONG, "Larger node").pseudonym();
  public static final ColumnSpec FIRST_SEEN_AT =
      required("first_seen_at", TIMESTAMP, "First time together, UTC");
  public static final ColumnSpec LAST_SEEN_AT =
      required("last_seen_at", TIMESTAMP, "Last time together, UTC");
  public static final ColumnSpec DAY_COUNT =
      required("day_count", LONG, "Business days on which they were seen together");
  public static final ColumnSpec SIGHTING_COUNT =
      required("sighting_count", LONG, "Events that carried both");
  public static final ColumnSpec KINDS =
      required(
          "kinds",
          STRING,
          "Kinds of evidence, comma-separated and sorted: operator, verified, identify, platform, till, co_seen");
  public static final ColumnSpec STRENGTH =
      required("strength", INT, "Strength of the strongest kind, 0 to 100");
  public static final ColumnSpec STRONGEST_AT =
      required(
          "strongest_at",
          TIMESTAMP,
          "First time with that kind, UTC: the later comes first among equally strong links");
  public static final ColumnSpec VERIFIED_AT =
      optional("verified_at", TIMESTAMP, "Latest login or bind, UTC; null = never verified");
  public static final ColumnSpec STATE =
      required("state", STRING, "Whether it joins them")
          .oneOf("ACTIVE", "WEAK", "SUPPRESSED", "CUT");
  public static final ColumnSpec RULE =
      optional("rule", STRING, "Rule or limit that keeps it from joining; null = it joins");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "identity.id_links",
              "One pair of identifiers seen together",
              NODE_A,
              NODE_B,
              FIRST_SEEN_AT,
              LAST_SEEN_AT,
              DAY_COUNT,
              SIGHTING_COUNT,
              KINDS,
              STRENGTH,
              STRONGEST_AT,
              VERIFIED_AT,
              STATE,
              RULE)
          .key(NODE_A, NODE_B)
          .statisticsOn(NODE_A)
          .withChangeFeed();

  private IdLinksTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Why people are who they are: every create, merge, split and move, in order. Grain: (run_id,
 * sequence).
 */
public final class IdentityLogTable {
  public static final ColumnSpec RUN_ID = required("run_id", STRING, "Identity run");
  public static final ColumnSpec SEQUENCE =
      required("sequence", LONG, "Order within the run, from 0");
  public static final ColumnSpec AS_OF = required("as_of", DATE, "As-of date of the run");
  public static final ColumnSpec OPERATION =
      required("operation", STRING, "What happened")
          .oneOf("CREATE", "MERGE", "SPLIT", "MOVE", "DETACH", "REVIVE", "ERASE");
  public static final ColumnSpec NODE_ID =
      optional("node_id", LONG, "Node that moved; null when a whole person did").pseudonym();
  public static final ColumnSpec FROM_ONE_ID =
      optional("from_one_id", STRING, "Person before; null = none").pseudonym();
  public static final ColumnSpec TO_ONE_ID =
      optional("to_one_id", STRING, "Person after; null = none").pseudonym();
  public static final ColumnSpec CAUSE =
      required("cause", STRING, "Link, rule or override that caused it");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "identity.identity_log",
              "One change to one node or person",
              RUN_ID,
              SEQUENCE,
              AS_OF,
              OPERATION,
              NODE_ID,
              FROM_ONE_ID,
              TO_ONE_ID,
              CAUSE)
          .key(RUN_ID, SEQUENCE)
          .statisticsOn(AS_OF);

  private IdentityLogTable() {}
}

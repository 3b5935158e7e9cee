package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * Why people are who they are: every create, merge, split and move, in order. Grain: (run_number,
 * sequence).
 *
 * <p>Replay: a node's owners are its MOVE rows of the last run that has MOVE or DETACH rows of it;
 * ids are born by CREATE.
 */
public final class IdentityLogTable {
  public static final ColumnSpec RUN_NUMBER =
      required("run_number", LONG, "Counts the runs that changed anything, from 1");
  public static final ColumnSpec RUN_ID = required("run_id", STRING, "Identity run").auditOnly();
  public static final ColumnSpec SEQUENCE =
      required("sequence", LONG, "Order within the run, from 0");
  public static final ColumnSpec AS_OF = required("as_of", DATE, "As-of date of the run");
  public static final ColumnSpec OPERATION =
      required("operation", STRING, "What happened")
          .oneOf("CREATE", "MERGE", "SPLIT", "MOVE", "DETACH", "REVIVE", "ERASE");
  public static final ColumnSpec NODE_ID =
      optional(
              "node_id",
              LONG,
              "MOVE, DETACH: the node; CREATE: the founder; null when a whole person changed")
          .pseudonym();
  public static final ColumnSpec LIFE =
      optional(
          "life",
          INT,
          "MOVE: the life of the value, from 1, where it has one owner in it; null = owners in turn,"
              + " or another operation");
  public static final ColumnSpec VALID_FROM =
      optional(
          "valid_from",
          TIMESTAMP,
          "MOVE: start of the ownership, UTC, the epoch for an owner for life; CREATE: first sighting"
              + " of the founder; else null");
  public static final ColumnSpec VALID_TO =
      optional("valid_to", TIMESTAMP, "MOVE: end of the ownership, exclusive; null = still");
  public static final ColumnSpec FROM_ONE_ID =
      optional("from_one_id", STRING, "Person before; null = none").pseudonym();
  public static final ColumnSpec TO_ONE_ID =
      optional("to_one_id", STRING, "Person after; null = none").pseudonym();
  public static final ColumnSpec CAUSE =
      required(
          "cause",
          STRING,
          "Link, rule or override that caused it; MOVE, DETACH: begins with the state of the node in"
              + " identity_map, where that has it");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "identity.identity_log",
              "One change to one node or person",
              RUN_NUMBER,
              RUN_ID,
              SEQUENCE,
              AS_OF,
              OPERATION,
              NODE_ID,
              LIFE,
              VALID_FROM,
              VALID_TO,
              FROM_ONE_ID,
              TO_ONE_ID,
              CAUSE)
          .key(RUN_NUMBER, SEQUENCE)
          .statisticsOn(AS_OF);

  private IdentityLogTable() {}
}

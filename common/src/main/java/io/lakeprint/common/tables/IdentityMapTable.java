package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * Which person an identifier belongs to, and when. Grain: (id_type, scope, id_value, valid_from).
 */
public final class IdentityMapTable {

  /** State of what says nothing about who somebody is; the log gives it as the cause. */
  public static final String BLOCKED = "blocked";

  public static final ColumnSpec ID_TYPE =
      required("id_type", STRING, "Identifier type, as configured");
  public static final ColumnSpec SCOPE =
      required(
          "scope", STRING, "App or platform within which the value is unique; empty = everywhere");
  public static final ColumnSpec ID_VALUE =
      required("id_value", STRING, "Token, or the value itself for types stored in the clear")
          .pseudonym();
  public static final ColumnSpec LIFE =
      required(
          "life",
          INT,
          "Counts the lives of the value, from 1: silence longer than its type's ttl-days ends one");
  public static final ColumnSpec VALID_FROM =
      required(
          "valid_from", TIMESTAMP, "Start of the ownership, UTC; the epoch for the first owner");
  public static final ColumnSpec VALID_TO =
      optional("valid_to", TIMESTAMP, "End of the ownership, exclusive; null = still");
  public static final ColumnSpec NODE_ID =
      required("node_id", LONG, "Node: 64-bit hash of type, scope and stored value").pseudonym();
  public static final ColumnSpec ONE_ID =
      optional("one_id", STRING, "Owner; null while blocked or in nobody's hands").pseudonym();
  public static final ColumnSpec STATE =
      required("state", STRING, "Standing of the identifier")
          .oneOf("active", "multi-owner", BLOCKED, "erased");
  public static final ColumnSpec FIRST_SEEN_AT =
      required("first_seen_at", TIMESTAMP, "First sighting in this life, UTC");
  public static final ColumnSpec LAST_SEEN_AT =
      required("last_seen_at", TIMESTAMP, "Last sighting in this life, UTC");
  public static final ColumnSpec COMPONENT =
      optional(
              "component",
              LONG,
              "Names all that evidence ties together, also where a limit keeps people apart; null ="
                  + " the identifier joins nothing")
          .pseudonym();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "identity.identity_map",
              "One identifier and its owner in an interval",
              ID_TYPE,
              SCOPE,
              ID_VALUE,
              LIFE,
              VALID_FROM,
              VALID_TO,
              NODE_ID,
              ONE_ID,
              STATE,
              FIRST_SEEN_AT,
              LAST_SEEN_AT,
              COMPONENT)
          .key(ID_TYPE, SCOPE, ID_VALUE, VALID_FROM)
          .statisticsOn(NODE_ID)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private IdentityMapTable() {}
}

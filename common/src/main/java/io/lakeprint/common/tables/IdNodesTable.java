package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

import org.apache.spark.sql.types.DataType;

/** Every identifier ever seen, and its lives: the working state of identity. Grain: node_id. */
public final class IdNodesTable {
  /**
   * Type of {@link #LIVES}: number from 1, node of that life, first and last day, first and last
   * sighting (microseconds), end (null = it lasts), standing (null = takes part in unions), and
   * owners in turn (null end = still, null principal = nobody).
   */
  public static final DataType LIVES_TYPE =
      DataType.fromDDL(
          "array<struct<life: int, lived: long, from_day: date, to_day: date, first_at: long,"
              + " last_at: long, ended_at: long, standing: string, owners: array<struct<valid_from: long,"
              + " valid_to: long, principal: long>>>>");

  public static final ColumnSpec NODE_ID =
      required("node_id", LONG, "Node: 64-bit hash of type, scope and stored value").pseudonym();
  public static final ColumnSpec ID_TYPE =
      required("id_type", STRING, "Identifier type, as configured");
  public static final ColumnSpec SCOPE =
      required("scope", STRING, "App or platform; empty = everywhere");
  public static final ColumnSpec ID_VALUE =
      required("id_value", STRING, "Token, or the value itself for types stored in the clear")
          .pseudonym();
  public static final ColumnSpec IS_ANCHOR =
      required("is_anchor", BOOLEAN, "Whether it anchors an event");
  public static final ColumnSpec LAST_DAY =
      required("last_day", DATE, "Business day of the last sighting");
  public static final ColumnSpec IS_PLAIN =
      required("is_plain", BOOLEAN, "Whether it has one life and takes part in unions");
  public static final ColumnSpec LIVES =
      required("lives", LIVES_TYPE, "Its lives in order, with standing and owners in turn");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "identity.id_nodes",
              "One identifier",
              NODE_ID,
              ID_TYPE,
              SCOPE,
              ID_VALUE,
              IS_ANCHOR,
              LAST_DAY,
              IS_PLAIN,
              LIVES)
          .key(NODE_ID)
          .statisticsOn(NODE_ID)
          .withDeletionVectors();

  private IdNodesTable() {}
}

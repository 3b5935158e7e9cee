package io.lakeprint.jobs.identity;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;

/** Columns between the steps of identity, which no table holds. */
final class GraphColumns {
  static final ColumnSpec NODE = required("node", Types.LONG, "A node");
  static final ColumnSpec TYPE = required("type", Types.STRING, "Its type");
  static final ColumnSpec OTHER = required("other", Types.LONG, "A node seen with it");
  static final ColumnSpec TYPE_A = required("type_a", Types.STRING, "Type of node_a");
  static final ColumnSpec TYPE_B = required("type_b", Types.STRING, "Type of node_b");
  static final ColumnSpec KIND = required("kind", Types.STRING, "Kind of evidence");
  static final ColumnSpec DAY = required("day", Types.DATE, "Business day");
  static final ColumnSpec FIRST_AT = required("first_at", Types.TIMESTAMP, "First sighting");
  static final ColumnSpec LAST_AT = required("last_at", Types.TIMESTAMP, "Last sighting");
  static final ColumnSpec SIGHTINGS = required("sightings", Types.LONG, "Events");
  static final ColumnSpec ANCHORED =
      required("anchored", Types.BOOLEAN, "Whether events are anchored at the node");
  static final ColumnSpec STANDING =
      optional("standing", Types.STRING, "blocked or multi-owner; null = takes part in unions");
  static final ColumnSpec RECENCY =
      required("recency", Types.TIMESTAMP, "First sighting of the strongest kind");
  static final ColumnSpec GROUP = required("neighbours", Types.STRING, "What is counted");
  static final ColumnSpec SIGNAL = required("signal", Types.STRING, "Name of a Signal.Kind");
  static final ColumnSpec AT = required("at", Types.TIMESTAMP, "When");
  static final ColumnSpec PRINCIPAL = optional("principal", Types.LONG, "Principal; null = nobody");
  static final ColumnSpec VALID_FROM = required("valid_from", Types.TIMESTAMP, "Start");
  static final ColumnSpec VALID_TO = optional("valid_to", Types.TIMESTAMP, "End, exclusive");
  static final ColumnSpec COMPONENT =
      required("component", Types.LONG, "Smallest identifier's node of the component");
  static final ColumnSpec RULE = optional("rule", Types.STRING, "Limit that a link would break");
  static final ColumnSpec ONE_ID = optional("one_id", Types.STRING, "Person");

  static final ColumnSpec PREVIOUS_ID =
      optional("previous_id", Types.STRING, "Person of the last run");
  static final ColumnSpec FOUNDER = required("founder", Types.LONG, "Node an id derives from");
  static final ColumnSpec CREATED_AT =
      required("created_at", Types.TIMESTAMP, "First sighting of the founder, at creation");
  static final ColumnSpec ORIGIN = required("origin", Types.STRING, "KEEP, REVIVE or CREATE");

  private GraphColumns() {}
}

package io.lakeprint.jobs.identity;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;

/** Columns between the steps of identity, which no table holds. Instants are in microseconds. */
final class GraphColumns {
  static final ColumnSpec NODE =
      required("node", Types.LONG, "A node, of the value in all its lives");
  static final ColumnSpec LIVED = required("lived", Types.LONG, "The node of one life");
  static final ColumnSpec LIFE = required("life", Types.INT, "Number of the life, from 1");
  static final ColumnSpec OTHER = optional("other", Types.LONG, "A node seen with it");
  static final ColumnSpec DAY = required("day", Types.INT, "Business day, days since 1970-01-01");
  static final ColumnSpec FIRST = required("first", Types.LONG, "First sighting");
  static final ColumnSpec LAST = required("last", Types.LONG, "Last sighting");
  static final ColumnSpec SIGHTINGS = required("sightings", Types.LONG, "Events");
  static final ColumnSpec STANDING =
      optional("standing", Types.STRING, "blocked or multi-owner; null = takes part in unions");
  static final ColumnSpec BLOCKED =
      required("is_blocked", Types.BOOLEAN, "Whether it is nobody's because it is blocked");
  static final ColumnSpec OWNERS = optional("owners", Types.LONGS, "Owners in turn");
  static final ColumnSpec GROUP =
      required("component_all", Types.LONG, "Smallest node of all that evidence ties together");
  static final ColumnSpec CONTESTED =
      required("contested", Types.BOOLEAN, "Whether the whole group would break a limit");
  static final ColumnSpec COMPONENT =
      optional("component", Types.LONG, "Smallest node of the person's");
  static final ColumnSpec RULE = optional("rule", Types.STRING, "Limit that a link would break");
  static final ColumnSpec ONE_ID = optional("one_id", Types.STRING, "Person");
  static final ColumnSpec FOUNDER = required("founder", Types.LONG, "Node an id derives from");
  static final ColumnSpec CREATED_AT =
      required("created_at", Types.LONG, "First sighting of the founder, at creation");

  private GraphColumns() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What an audit of the collection found. Grain: (as_of, problem, source, channel, event_name,
 * property, event_date).
 */
public final class TrackingFindingsTable {
  public static final ColumnSpec AS_OF = required("as_of", DATE, "Last day of the audited period");
  public static final ColumnSpec PROBLEM =
      required("problem", STRING, "What is wrong")
          .oneOf(
              "unknown_event",
              "unplanned_place",
              "missing_event",
              "unknown_property",
              "missing_property",
              "wrong_type",
              "wrong_value",
              "type_drift",
              "volume_break");
  public static final ColumnSpec SOURCE =
      required("source", STRING, "Configured source; empty = all of them");
  public static final ColumnSpec CHANNEL =
      required("channel", STRING, "Touchpoint; empty = all of them");
  public static final ColumnSpec EVENT_NAME =
      required("event_name", STRING, "Event name; empty = all of that source and channel");
  public static final ColumnSpec PROPERTY =
      required("property", STRING, "Property of the event; empty = the event itself");
  public static final ColumnSpec EVENT_DATE =
      required("event_date", DATE, "Business day that broke; as_of where it is the whole period");
  public static final ColumnSpec SEVERITY =
      required("severity", STRING, "error = against the plan, warning = worth a look")
          .oneOf("error", "warning");
  public static final ColumnSpec EVENT_COUNT =
      required("event_count", LONG, "Events of the period that it is about");
  public static final ColumnSpec OBSERVED =
      required(
          "observed",
          DOUBLE,
          "Events of the day for volume_break, events of the period for an event or a place, else"
              + " the share of events or values that are so, 0 to 1");
  public static final ColumnSpec EXPECTED =
      optional("expected", DOUBLE, "Median of the same weekdays before; null = no volume_break");
  public static final ColumnSpec OWNER =
      optional("owner", STRING, "Who answers for the event; null = nobody said");
  public static final ColumnSpec MESSAGE = required("message", STRING, "The finding in words");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "events.tracking_findings",
              "One thing that an audit found in a period",
              AS_OF,
              PROBLEM,
              SOURCE,
              CHANNEL,
              EVENT_NAME,
              PROPERTY,
              EVENT_DATE,
              SEVERITY,
              EVENT_COUNT,
              OBSERVED,
              EXPECTED,
              OWNER,
              MESSAGE)
          .key(AS_OF, PROBLEM, SOURCE, CHANNEL, EVENT_NAME, PROPERTY, EVENT_DATE)
          .statisticsOn(AS_OF)
          .asExchange();

  private TrackingFindingsTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** What arrives: volumes and fill of each event name. Grain: (source, channel, event_name). */
public final class EventCatalogTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Configured source");
  public static final ColumnSpec CHANNEL = required("channel", STRING, "Touchpoint");
  public static final ColumnSpec EVENT_NAME = required("event_name", STRING, "Event name");
  public static final ColumnSpec EVENT_COUNT = required("event_count", LONG, "Events so far");
  public static final ColumnSpec PERSON_COUNT =
      required("person_count", LONG, "Distinct people so far");
  public static final ColumnSpec FIRST_SEEN_AT =
      required("first_seen_at", TIMESTAMP, "Earliest event time, UTC");
  public static final ColumnSpec LAST_SEEN_AT =
      required("last_seen_at", TIMESTAMP, "Latest event time, UTC");
  public static final ColumnSpec ANCHORED_RATIO =
      required("anchored_ratio", DOUBLE, "Share of events with an identifier, 0 to 1");
  public static final ColumnSpec ATTRIBUTE_FILL =
      required(
          "attribute_fill",
          STRING,
          "JSON object: share of events in which each typed attribute is set, 0 to 1, only those above 0");
  public static final ColumnSpec IS_PLANNED =
      required(
          "is_planned",
          BOOLEAN,
          "Whether the name is a standard one, in the tracking plan or in event-catalog.planned-events");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "events.event_catalog",
              "One event name of one source and channel",
              SOURCE,
              CHANNEL,
              EVENT_NAME,
              EVENT_COUNT,
              PERSON_COUNT,
              FIRST_SEEN_AT,
              LAST_SEEN_AT,
              ANCHORED_RATIO,
              ATTRIBUTE_FILL,
              IS_PLANNED)
          .key(SOURCE, CHANNEL, EVENT_NAME)
          .statisticsOn(SOURCE)
          .asExchange();

  private EventCatalogTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.STRING;

/** Which event belongs to which session. Grain: (source, event_id). */
public final class SessionEventsTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Source of the event");
  public static final ColumnSpec EVENT_ID = required("event_id", STRING, "The event");
  public static final ColumnSpec SESSION_ID =
      required("session_id", STRING, "Its session").pseudonym();
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "Current person").pseudonym();
  public static final ColumnSpec EVENT_DATE =
      required("event_date", DATE, "Business day of the event");
  public static final ColumnSpec SEQUENCE =
      required("sequence", INT, "Place in the session, from 1");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.session_events",
              "One event of one session",
              SOURCE,
              EVENT_ID,
              SESSION_ID,
              ONE_ID,
              EVENT_DATE,
              SEQUENCE)
          .key(SOURCE, EVENT_ID)
          .clusteredBy(EVENT_DATE)
          .statisticsOn(EVENT_DATE)
          .restates(Restatement.FOLLOWS);

  private SessionEventsTable() {}
}

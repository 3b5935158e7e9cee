package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.EventAttributes;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/** A table that says what people did. The cheapest one that knows a deed tells it. */
@SuppressWarnings("ImmutableEnumChecker") // Column declarations are immutable but not marked so.
public enum DeedInput {
  /** Days of events by name, channel, app and store. */
  ACTIVITY(DailyActivityTable.ONE_ID, DailyActivityTable.EVENT_DATE, DailyActivityTable.EVENT_NAME),
  /** Days of events by one dimension. */
  DIMENSIONS(
      DailyDimensionsTable.ONE_ID,
      DailyDimensionsTable.EVENT_DATE,
      DailyDimensionsTable.EVENT_NAME),
  /** Every event with all it says. */
  EVENTS(EventsTable.ONE_ID, EventsTable.EVENT_DATE, EventsTable.EVENT_NAME);

  /** What the roll-up of days says of an event besides its name. */
  private static final List<ColumnSpec> ROLLED_UP =
      List.of(DailyActivityTable.CHANNEL, DailyActivityTable.APP_ID, DailyActivityTable.STORE_ID);

  private final ColumnSpec person;
  private final ColumnSpec day;
  private final ColumnSpec eventName;

  DeedInput(ColumnSpec person, ColumnSpec day, ColumnSpec eventName) {
    this.person = person;
    this.day = day;
    this.eventName = eventName;
  }

  ColumnSpec person() {
    return person;
  }

  ColumnSpec day() {
    return day;
  }

  ColumnSpec eventName() {
    return eventName;
  }

  /** What an event can be compared by; a dimension has a rule of its own. */
  Map<String, Subject> attributes() {
    if (this == EVENTS) {
      return new EventAttributes();
    }
    Map<String, Subject> attributes = new TreeMap<>();
    if (this == ACTIVITY) {
      ROLLED_UP.forEach(
          column -> attributes.put(column.name(), new Subject(ValueType.TEXT, column.col())));
    }
    return attributes;
  }

  /** Which rows are about something that a known person did; the roll-ups hold no others. */
  Column counts(boolean includeBots) {
    if (this != EVENTS) {
      return lit(true);
    }
    Column done = person.col().isNotNull().and(StandardEvents.isBehaviour(eventName.col()));
    return includeBots
        ? done
        : done.and(coalesce(EventsTable.IS_BOT.col(), lit(false)).unary_$bang());
  }
}

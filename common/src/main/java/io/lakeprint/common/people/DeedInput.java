package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.Behaviour;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.EventAttributes;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Watch;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** The table. */
  public TableSpec table() {
    return switch (this) {
      case ACTIVITY -> DailyActivityTable.SPEC;
      case DIMENSIONS -> DailyDimensionsTable.SPEC;
      case EVENTS -> EventsTable.SPEC;
    };
  }

  /** What is worth seeing of a row, its day or moment first. */
  public List<ColumnSpec> shown() {
    return switch (this) {
      case ACTIVITY ->
          List.of(
              DailyActivityTable.EVENT_DATE,
              DailyActivityTable.EVENT_NAME,
              DailyActivityTable.CHANNEL,
              DailyActivityTable.EVENT_COUNT,
              DailyActivityTable.LAST_AT);
      case DIMENSIONS ->
          List.of(
              DailyDimensionsTable.EVENT_DATE,
              DailyDimensionsTable.EVENT_NAME,
              DailyDimensionsTable.DIMENSION_VALUE,
              DailyDimensionsTable.EVENT_COUNT);
      case EVENTS ->
          List.of(
              EventsTable.EVENT_TIME,
              EventsTable.EVENT_NAME,
              EventsTable.CHANNEL,
              EventsTable.SOURCE,
              EventsTable.EVENT_ID);
    };
  }

  /** The cheapest table that knows what a behaviour is about. */
  public static DeedInput of(Behaviour behaviour) {
    if (!(behaviour instanceof Behaviour.OfEvents events)) {
      return EVENTS;
    }
    if (events.of().isPresent()) {
      return DIMENSIONS;
    }
    Map<String, Subject> rolledUp = ACTIVITY.attributes();
    boolean suffices =
        events.where().stream()
            .flatMap(Condition::leaves)
            .allMatch(leaf -> leaf.attribute().map(rolledUp::containsKey).orElse(false));
    return suffices ? ACTIVITY : EVENTS;
  }

  /**
   * What matters of {@code events.events} to behaviour that no roll-up knows: the events that it
   * names, and the columns that it compares.
   */
  public static Watch watchEvents(Collection<Behaviour> behaviours) {
    Set<ColumnSpec> columns =
        new LinkedHashSet<>(
            List.of(
                EventsTable.EVENT_NAME,
                EventsTable.EVENT_TIME,
                EventsTable.EVENT_DATE,
                EventsTable.IS_BOT,
                EventsTable.SOURCE,
                EventsTable.ORDER_ID));
    Set<String> names = new TreeSet<>();
    List<EventRule> rules = behaviours.stream().flatMap(Behaviour::rules).toList();
    for (EventRule rule : rules) {
      names.addAll(rule.names());
      rule.where().stream()
          .flatMap(Condition::leaves)
          .flatMap(leaf -> leaf.attribute().stream())
          .map(EventAttributes::column)
          .forEach(columns::add);
    }
    boolean isAny = rules.stream().anyMatch(EventRule::isAny);
    return new Watch(
        List.of(EventsTable.ONE_ID),
        List.copyOf(columns),
        isAny ? lit(true) : EventsTable.EVENT_NAME.col().isin(names.toArray()));
  }

  /** How many events a row stands for. */
  Column times() {
    return switch (this) {
      case ACTIVITY -> DailyActivityTable.EVENT_COUNT.col();
      case DIMENSIONS -> DailyDimensionsTable.EVENT_COUNT.col();
      case EVENTS -> lit(1L);
    };
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

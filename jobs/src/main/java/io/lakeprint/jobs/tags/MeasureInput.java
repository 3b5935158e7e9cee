package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/** A table that measures aggregate, each in one pass. */
@SuppressWarnings("ImmutableEnumChecker") // Column declarations are immutable but not marked so.
enum MeasureInput {
  /** What happened, by event name. */
  ACTIVITY(
      DailyActivityTable.SPEC,
      DailyActivityTable.ONE_ID,
      DailyActivityTable.EVENT_DATE,
      DailyActivityTable.FIRST_AT,
      DailyActivityTable.LAST_AT,
      DailyActivityTable.AMOUNT,
      DailyActivityTable.QUANTITY,
      DailyActivityTable.ENGAGED_SECONDS),
  /** Visits. */
  SESSIONS(
      SessionsTable.SPEC,
      SessionsTable.ONE_ID,
      SessionsTable.SESSION_DATE,
      SessionsTable.STARTED_AT,
      SessionsTable.ENDED_AT,
      SessionsTable.PAGE_VIEW_COUNT,
      SessionsTable.EVENT_COUNT,
      SessionsTable.DURATION_SECONDS,
      SessionsTable.ENGAGED_SECONDS),
  /** Orders that were paid and not cancelled. */
  ORDERS(
      OrdersTable.SPEC,
      OrdersTable.ONE_ID,
      OrdersTable.ORDER_DATE,
      OrdersTable.ORDERED_AT,
      OrdersTable.ORDERED_AT,
      OrdersTable.GROSS_AMOUNT,
      OrdersTable.DISCOUNT_AMOUNT,
      OrdersTable.REFUNDED_AMOUNT,
      OrdersTable.NET_AMOUNT,
      OrdersTable.QUANTITY,
      OrdersTable.LINE_COUNT);

  private final TableSpec table;
  private final ColumnSpec person;
  private final ColumnSpec day;
  private final ColumnSpec firstAt;
  private final ColumnSpec lastAt;
  private final Map<String, ColumnSpec> summable;

  MeasureInput(
      TableSpec table,
      ColumnSpec person,
      ColumnSpec day,
      ColumnSpec firstAt,
      ColumnSpec lastAt,
      ColumnSpec... summable) {
    this.table = table;
    this.person = person;
    this.day = day;
    this.firstAt = firstAt;
    this.lastAt = lastAt;
    Map<String, ColumnSpec> byName = new TreeMap<>();
    List.of(summable).forEach(column -> byName.put(column.name(), column));
    this.summable = Map.copyOf(byName);
  }

  TableSpec table() {
    return table;
  }

  ColumnSpec person() {
    return person;
  }

  ColumnSpec day() {
    return day;
  }

  ColumnSpec firstAt() {
    return firstAt;
  }

  ColumnSpec lastAt() {
    return lastAt;
  }

  /** Columns that can be summed, by name. */
  Map<String, ColumnSpec> summable() {
    return summable;
  }

  /** Columns that tell some of its rows from the others, by name. */
  Map<String, ColumnSpec> flags() {
    List<ColumnSpec> flags =
        switch (this) {
          case ACTIVITY -> List.of();
          case SESSIONS ->
              List.of(
                  SessionsTable.IS_BOUNCE,
                  SessionsTable.HAS_CONVERSION,
                  SessionsTable.CAMPAIGN_NAME);
          case ORDERS ->
              List.of(
                  OrdersTable.DISCOUNT_AMOUNT,
                  OrdersTable.REFUNDED_AMOUNT,
                  OrdersTable.STORE_ID,
                  OrdersTable.CAMPAIGN_NAME);
        };
    return flags.stream().collect(Collectors.toUnmodifiableMap(ColumnSpec::name, flag -> flag));
  }

  /** What is worth seeing of a row, its day first. */
  List<ColumnSpec> shown() {
    return switch (this) {
      case ACTIVITY ->
          List.of(
              DailyActivityTable.EVENT_DATE,
              DailyActivityTable.EVENT_NAME,
              DailyActivityTable.CHANNEL,
              DailyActivityTable.EVENT_COUNT,
              DailyActivityTable.LAST_AT);
      case SESSIONS ->
          List.of(
              SessionsTable.SESSION_DATE,
              SessionsTable.STARTED_AT,
              SessionsTable.CHANNEL,
              SessionsTable.PAGE_VIEW_COUNT);
      case ORDERS ->
          List.of(
              OrdersTable.ORDER_DATE,
              OrdersTable.ORDER_ID,
              OrdersTable.STATUS,
              OrdersTable.NET_AMOUNT,
              OrdersTable.CURRENCY);
    };
  }

  /** Which of its rows count at all. */
  Column counts() {
    return switch (this) {
      case ACTIVITY, SESSIONS -> lit(true);
      case ORDERS ->
          OrdersTable.PAID_AT
              .col()
              .isNotNull()
              .and(OrdersTable.STATUS.col().notEqual("cancelled"))
              .and(person.col().isNotNull());
    };
  }

  /** How many things one row stands for. */
  Column count() {
    return this == ACTIVITY ? DailyActivityTable.EVENT_COUNT.col() : lit(1L);
  }

  /** Whether a row is about these events; only activity has names. */
  Column is(EventMatch events) {
    return this == ACTIVITY ? events.matches(DailyActivityTable.EVENT_NAME) : lit(true);
  }

  /** The currency beside amounts; empty where there are none. */
  Optional<ColumnSpec> currency() {
    return switch (this) {
      case ACTIVITY -> Optional.of(DailyActivityTable.CURRENCY);
      case ORDERS -> Optional.of(OrdersTable.CURRENCY);
      case SESSIONS -> Optional.empty();
    };
  }
}

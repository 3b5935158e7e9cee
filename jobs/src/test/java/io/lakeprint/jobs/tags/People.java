package io.lakeprint.jobs.tags;

import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What some people did, for tests that care about a few columns. */
final class People {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final TableRows persons = TableRows.of(PersonsTable.SPEC);
  private final TableRows activity = TableRows.of(DailyActivityTable.SPEC);
  private final TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);
  private final TableRows sessions = TableRows.of(SessionsTable.SPEC);
  private final TableRows orders = TableRows.of(OrdersTable.SPEC);
  private final TableRows updates = TableRows.of(AttributeUpdatesTable.SPEC);
  private final TableRows owners = TableRows.of(IdentityMapTable.SPEC);
  private final TableRows events = TableRows.of(EventsTable.SPEC);

  People person(String id) {
    persons.row(PersonsTable.ONE_ID, id);
    return this;
  }

  /** Some events of one name on one day, the first and last at noon of that day. */
  People did(String person, String event, String day, long count) {
    return spent(person, event, day, count, null, null);
  }

  People spent(
      String person,
      String event,
      String day,
      long count,
      @Nullable String amount,
      @Nullable String currency) {
    Object noon = LocalDate.parse(day).atTime(12, 0).atZone(ZONE).toInstant();
    activity.row(
        DailyActivityTable.ONE_ID, person,
        DailyActivityTable.EVENT_NAME, event,
        DailyActivityTable.EVENT_DATE, day,
        DailyActivityTable.EVENT_COUNT, count,
        DailyActivityTable.AMOUNT, amount,
        DailyActivityTable.CURRENCY, currency,
        DailyActivityTable.FIRST_AT, noon,
        DailyActivityTable.LAST_AT, noon);
    return this;
  }

  People liked(String person, String dimension, String value, String day, long count) {
    dimensions.row(
        DailyDimensionsTable.ONE_ID, person,
        DailyDimensionsTable.EVENT_NAME, "product_view",
        DailyDimensionsTable.EVENT_DATE, day,
        DailyDimensionsTable.DIMENSION, dimension,
        DailyDimensionsTable.DIMENSION_VALUE, value,
        DailyDimensionsTable.EVENT_COUNT, count);
    return this;
  }

  People visited(String person, String day, long pageViews) {
    sessions.row(
        SessionsTable.ONE_ID, person,
        SessionsTable.SESSION_DATE, day,
        SessionsTable.PAGE_VIEW_COUNT, pageViews);
    return this;
  }

  People ordered(String person, String day, String status, String net) {
    Object noon = LocalDate.parse(day).atTime(12, 0).atZone(ZONE).toInstant();
    orders.row(
        OrdersTable.ONE_ID, person,
        OrdersTable.ORDER_DATE, day,
        OrdersTable.ORDERED_AT, noon,
        OrdersTable.PAID_AT, status.equals("placed") ? null : noon,
        OrdersTable.STATUS, status,
        OrdersTable.NET_AMOUNT, net,
        OrdersTable.CURRENCY, "CNY");
    return this;
  }

  /** One event, which no roll-up knows of. */
  People event(String person, String event, String time, @Nullable String category) {
    Instant at = Instant.parse(time);
    events.row(
        EventsTable.ONE_ID, person,
        EventsTable.EVENT_NAME, event,
        EventsTable.EVENT_TIME, at,
        EventsTable.EVENT_DATE, LocalDate.ofInstant(at, ZONE),
        EventsTable.CATEGORY, category);
    return this;
  }

  /** What a source says of a node. */
  People says(String source, long node, String operation, @Nullable String level, String time) {
    updates.row(
        AttributeUpdatesTable.SOURCE, source,
        AttributeUpdatesTable.ANCHOR_NODE, node,
        AttributeUpdatesTable.OPERATION, operation,
        AttributeUpdatesTable.ATTRIBUTE, operation.equals("delete") ? "*" : "level",
        AttributeUpdatesTable.VALUE, level,
        AttributeUpdatesTable.UPDATED_AT, time,
        AttributeUpdatesTable.EVENT_DATE, time.substring(0, 10));
    return this;
  }

  People owns(String person, long node) {
    owners.row(
        IdentityMapTable.ONE_ID, person,
        IdentityMapTable.NODE_ID, node,
        IdentityMapTable.VALID_FROM, "1970-01-01T00:00:00Z");
    return this;
  }

  TagsTransform.Inputs on(SparkSession spark) {
    return new TagsTransform.Inputs(
        persons.on(spark),
        activity.on(spark),
        dimensions.on(spark),
        sessions.on(spark),
        orders.on(spark),
        events.on(spark),
        updates.on(spark),
        owners.on(spark));
  }
}

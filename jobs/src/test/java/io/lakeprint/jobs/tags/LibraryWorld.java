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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** What the people of {@code library.txt} did, and what is expected of their tags. */
final class LibraryWorld {

  /** The value that a tag has for a person. */
  record Expected(String person, String tag, String value) {}

  private final Set<String> people = new LinkedHashSet<>();
  private final TableRows activity = TableRows.of(DailyActivityTable.SPEC);
  private final TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);
  private final TableRows sessions = TableRows.of(SessionsTable.SPEC);
  private final TableRows orders = TableRows.of(OrdersTable.SPEC);
  private final TableRows events = TableRows.of(EventsTable.SPEC);
  private final List<Expected> expected = new ArrayList<>();

  static LibraryWorld of(String text) {
    LibraryWorld world = new LibraryWorld();
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(world::read);
    return world;
  }

  List<Expected> expected() {
    return List.copyOf(expected);
  }

  TagsTransform.Inputs on(SparkSession spark) {
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    people.forEach(person -> persons.row(PersonsTable.ONE_ID, person));
    return new TagsTransform.Inputs(
        persons.on(spark),
        activity.on(spark),
        dimensions.on(spark),
        sessions.on(spark),
        orders.on(spark),
        events.on(spark),
        TableRows.of(AttributeUpdatesTable.SPEC).on(spark),
        TableRows.of(IdentityMapTable.SPEC).on(spark));
  }

  private void read(String line) {
    String[] words = line.trim().split("\\s+");
    Map<String, String> options = new HashMap<>();
    Arrays.stream(words)
        .map(word -> word.split("=", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> options.put(parts[0], parts[1]));
    switch (words[0]) {
      case "did" -> did(words, options);
      case "with" -> with(words);
      case "visit" -> visit(words, options);
      case "order" -> order(words, options);
      case "event" -> event(words);
      default -> {
        String[] subject = words[0].split("\\.", 2);
        expected.add(new Expected(subject[0], subject[1], words[2]));
      }
    }
  }

  private void did(String[] words, Map<String, String> options) {
    people.add(words[1]);
    String[] range = words[3].split("\\.\\.", 2);
    LocalDate.parse(range[0])
        .datesUntil(LocalDate.parse(range[range.length - 1]).plusDays(1))
        .forEach(
            day ->
                activity.row(
                    DailyActivityTable.ONE_ID, words[1],
                    DailyActivityTable.EVENT_NAME, words[2],
                    DailyActivityTable.EVENT_DATE, day,
                    DailyActivityTable.EVENT_COUNT, Long.parseLong(words[4]),
                    DailyActivityTable.AMOUNT, options.get("amount"),
                    DailyActivityTable.CURRENCY, options.containsKey("amount") ? "CNY" : null,
                    DailyActivityTable.ENGAGED_SECONDS,
                        Double.parseDouble(options.getOrDefault("engaged", "0")),
                    DailyActivityTable.FIRST_AT, noon(day),
                    DailyActivityTable.LAST_AT, noon(day)));
  }

  private void with(String[] words) {
    dimensions.row(
        DailyDimensionsTable.ONE_ID, words[1],
        DailyDimensionsTable.DIMENSION, words[2],
        DailyDimensionsTable.DIMENSION_VALUE, words[3],
        DailyDimensionsTable.EVENT_DATE, words[4],
        DailyDimensionsTable.EVENT_COUNT, Long.parseLong(words[5]),
        DailyDimensionsTable.EVENT_NAME, words[6]);
  }

  private void visit(String[] words, Map<String, String> options) {
    sessions.row(
        SessionsTable.ONE_ID, words[1],
        SessionsTable.SESSION_DATE, words[2],
        SessionsTable.PAGE_VIEW_COUNT, Long.parseLong(words[3]),
        SessionsTable.ENGAGED_SECONDS, Long.parseLong(options.getOrDefault("engaged", "0")),
        SessionsTable.IS_BOUNCE, List.of(words).contains("bounce"));
  }

  private void order(String[] words, Map<String, String> options) {
    LocalDate day = LocalDate.parse(words[2]);
    orders.row(
        OrdersTable.ONE_ID, words[1],
        OrdersTable.ORDER_DATE, day,
        OrdersTable.ORDERED_AT, noon(day),
        OrdersTable.PAID_AT, noon(day),
        OrdersTable.STATUS, options.containsKey("refunded") ? "partly_refunded" : "paid",
        OrdersTable.NET_AMOUNT, options.get("net"),
        OrdersTable.GROSS_AMOUNT, options.get("gross"),
        OrdersTable.DISCOUNT_AMOUNT, options.getOrDefault("discount", "0"),
        OrdersTable.REFUNDED_AMOUNT, options.getOrDefault("refunded", "0"),
        OrdersTable.QUANTITY, options.get("quantity"),
        OrdersTable.STORE_ID, options.get("store"),
        OrdersTable.CURRENCY, "CNY");
  }

  private void event(String[] words) {
    Instant at = Instant.parse(words[3]);
    events.row(
        EventsTable.ONE_ID,
        words[1],
        EventsTable.EVENT_NAME,
        words[2],
        EventsTable.EVENT_TIME,
        at,
        EventsTable.EVENT_DATE,
        LocalDate.ofInstant(at, People.ZONE));
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(People.ZONE).toInstant();
  }
}

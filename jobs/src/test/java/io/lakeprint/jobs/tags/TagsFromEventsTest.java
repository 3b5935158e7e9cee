package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.people.DeedInput;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.activity.ActivityRollUps;
import io.lakeprint.jobs.behaviour.orders.OrderRollUps;
import io.lakeprint.jobs.behaviour.orders.OrdersConfig;
import io.lakeprint.jobs.behaviour.sessions.SessionRollUps;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Random tags over random logs, by way of roll-ups, sessions and orders, against looking at every
 * raw event, on days of 23 and 25 hours and others; and attributes that random sources say of
 * identifiers that pass from one person to another.
 */
@ExtendWith(SparkExtension.class)
class TagsFromEventsTest {

  private static final int DAYS = 520;
  private static final int BURSTS = 150;
  private static final int TAGS = 40;
  private static final int CALENDARS = 3;
  private static final int CHANGES = 160;

  private static final String ATTRIBUTES =
      """
      level { name-zh = 级, name-en = Level, group = g, kind = attribute, type = text, attribute = level }
      points { name-zh = 分, name-en = Points, group = g, kind = attribute, type = long, attribute = points }
      """;
  private static final LakeConfig CONFIG =
      ConfigLoader.load(List.of(), List.of(), TagsFromEventsTest.class.getClassLoader());

  private final SparkSession spark;

  TagsFromEventsTest(SparkSession spark) {
    this.spark = spark;
  }

  /** In New York a day of 25 hours and one of 23; in Shanghai those that its summer time had. */
  @ParameterizedTest
  @CsvSource({
    "America/New_York, 2024-11-01, 31, 2025-11-02, 2026-03-08, 2026-03-12",
    "Asia/Shanghai, 1990-02-01, 32, 1990-09-16, 1991-04-14, 1991-06-30"
  })
  void tagsEqualWhatLookingAtEveryEventGives(
      ZoneId zone, LocalDate first, long seed, LocalDate one, LocalDate other, LocalDate third) {
    Random random = new Random(seed);
    List<Deed> deeds = Deed.random(random, first.atStartOfDay(zone).toInstant(), DAYS, BURSTS);
    List<RandomTag> tags = RandomTag.some(random, TAGS);
    Map<String, RandomTag> byId =
        tags.stream().collect(Collectors.toMap(RandomTag::id, Function.identity()));
    Said said = Said.random(random, first.atStartOfDay(zone).toInstant(), DAYS, CHANGES);
    TagPlan plan =
        Catalogues.plan(
            spark,
            tags.stream().map(RandomTag::definition).collect(Collectors.joining()) + ATTRIBUTES);
    TagsTransform.Inputs inputs = inputs(deeds, said, zone);

    assertThat(plan.deedsOf(DeedInput.EVENTS)).as("what only events tell").isNotEmpty();
    assertThat(plan.deedsOf(DeedInput.DIMENSIONS)).as("what dimensions tell").isNotEmpty();
    for (LocalDate asOf : List.of(one, other, third)) {
      RowsByPerson actual =
          RowsByPerson.of(new TagsTransform(plan, asOf, new BusinessDays(zone)).apply(inputs));
      for (int i = 0; i < Deed.PEOPLE; i++) {
        String person = "p" + i;
        EventOracle oracle =
            new EventOracle(
                deeds.stream().filter(deed -> deed.person().equals(person)).toList(), zone, asOf);
        for (RandomTag tag : tags) {
          assertThat(written(actual.get(person).getAs(tag.id())))
              .as("%s of %s on %s in %s, seed %d", tag, person, asOf, zone, seed)
              .isEqualTo(oracle.value(tag, byId));
        }
        for (String attribute : Said.ATTRIBUTES) {
          assertThat(known(actual.get(person), attribute))
              .as("%s of %s on %s in %s, seed %d", attribute, person, asOf, zone, seed)
              .isEqualTo(expected(said.of(person, attribute, zone, asOf), attribute));
        }
        if (i < CALENDARS) {
          isNotAfterTheChange(actual.get(person), oracle, byId);
        }
      }
    }
  }

  private static Said.Known known(Row row, String attribute) {
    @Nullable Object value = row.getAs(attribute);
    @Nullable Timestamp since = row.getAs(attribute + "_since");
    return new Said.Known(
        value == null ? null : value.toString(),
        row.getAs(attribute + "_source"),
        since == null ? null : since.toInstant());
  }

  /** What is no whole number is none of the points. */
  private static Said.Known expected(Said.Known said, String attribute) {
    return attribute.equals("points") && said.value() != null && !said.value().matches("[0-9]+")
        ? new Said.Known(null, null, null)
        : said;
  }

  /** Walks day by day, without new events, to the first one with another value. */
  private static void isNotAfterTheChange(
      Row promised, EventOracle on, Map<String, RandomTag> tags) {
    EventOracle now = on.past();
    Object next = promised.getAs(PersonTagsTable.NEXT_CHANGE_ON.name());
    for (LocalDate day = on.asOf().plusDays(1);
        day.isBefore(on.asOf().plusDays(50));
        day = day.plusDays(1)) {
      EventOracle then = new EventOracle(now.deeds(), on.zone(), day);
      for (RandomTag tag : tags.values()) {
        if (!then.value(tag, tags).equals(now.value(tag, tags))) {
          assertThat(String.valueOf(next))
              .as("%s changes on %s", tag, day)
              .isNotEqualTo("null")
              .isLessThanOrEqualTo(day.toString())
              .isGreaterThan(on.asOf().toString());
          return;
        }
      }
    }
  }

  private TagsTransform.Inputs inputs(List<Deed> deeds, Said said, ZoneId zone) {
    TableRows log = TableRows.of(EventsTable.SPEC);
    deeds.forEach(
        deed ->
            log.row(
                EventsTable.SOURCE, "shop",
                EventsTable.EVENT_ID, deed.id(),
                EventsTable.ONE_ID, deed.person(),
                EventsTable.ANCHOR_NODE, deed.anchor(),
                EventsTable.EVENT_NAME, deed.name(),
                EventsTable.EVENT_TIME, deed.at(),
                EventsTable.EVENT_DATE, deed.day(zone),
                EventsTable.CHANNEL, deed.channel(),
                EventsTable.CATEGORY, deed.category(),
                EventsTable.ORDER_ID, deed.order(),
                EventsTable.AMOUNT, deed.amount(),
                EventsTable.DISCOUNT_AMOUNT, deed.discount(),
                EventsTable.CURRENCY, deed.currency()));
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    IntStream.range(0, Deed.PEOPLE).forEach(i -> persons.row(PersonsTable.ONE_ID, "p" + i));
    Dataset<Row> events = log.on(spark);
    return new TagsTransform.Inputs(
        persons.on(spark),
        kept(ActivityRollUps.activity(events)),
        kept(ActivityRollUps.dimensions(events, zone)),
        kept(SessionRollUps.sessions(events, CONFIG.bind("sessions", SessionsConfig.class))),
        kept(OrderRollUps.orders(events, CONFIG.bind("orders", OrdersConfig.class))),
        events,
        said.updates(zone).on(spark),
        said.identityMap().on(spark));
  }

  /** Computed once for all days. */
  private Dataset<Row> kept(Dataset<Row> rows) {
    return spark.createDataFrame(rows.collectAsList(), rows.schema());
  }

  private static String written(@Nullable Object value) {
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof BigDecimal amount) {
      return amount.toPlainString();
    }
    if (value instanceof Iterable<?> list) {
      return CollectionConverters.asJavaCollection(list).stream()
          .map(entry -> (Row) entry)
          .map(
              entry ->
                  entry.<String>getAs(ValueType.LIST_VALUE)
                      + "="
                      + entry.<Double>getAs(ValueType.LIST_WEIGHT).longValue())
          .collect(Collectors.joining(","));
    }
    return String.valueOf(value);
  }
}

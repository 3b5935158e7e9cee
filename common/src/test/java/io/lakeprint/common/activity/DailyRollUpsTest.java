package io.lakeprint.common.activity;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.APP_ID;
import static io.lakeprint.common.tables.EventsTable.CATEGORY;
import static io.lakeprint.common.tables.EventsTable.CURRENCY;
import static io.lakeprint.common.tables.EventsTable.DEVICE_TYPE;
import static io.lakeprint.common.tables.EventsTable.ENGAGED_MS;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.IS_BOT;
import static io.lakeprint.common.tables.EventsTable.ITEMS;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.common.tables.EventsTable.PRODUCT_ID;
import static io.lakeprint.common.tables.EventsTable.QUANTITY;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static io.lakeprint.common.tables.EventsTable.UNIT_PRICE;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.Plans;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class DailyRollUpsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final BusinessDays DAYS = new BusinessDays(BERLIN);
  private static final DailyActivityConfig CONFIG =
      new DailyActivityConfig(List.of(Dimension.values()), false);

  private final SparkSession spark;
  private final TableRows log = TableRows.of(EventsTable.SPEC);
  private int events;

  DailyRollUpsTest(SparkSession spark) {
    this.spark = spark;
  }

  private void event(String name, Instant time, @Nullable Object... more) {
    List<@Nullable Object> row =
        new ArrayList<>(
            List.of(
                ANCHOR_NODE,
                1L,
                ONE_ID,
                "p",
                EVENT_ID,
                "e" + events++,
                EVENT_NAME,
                name,
                EVENT_TIME,
                time,
                EVENT_DATE,
                DAYS.dayOf(time)));
    row.addAll(Arrays.asList(more));
    log.row(row.toArray());
  }

  private Dataset<Row> activity() {
    return new DailyActivityTransform(CONFIG).apply(log.on(spark));
  }

  private Dataset<Row> dimensions() {
    return new DailyDimensionsTransform(CONFIG, BERLIN).apply(log.on(spark));
  }

  private static List<String> cells(Dataset<Row> dimensions, Dimension dimension) {
    return dimensions
        .where(DailyDimensionsTable.DIMENSION.col().equalTo(dimension.label()))
        .select(
            DailyDimensionsTable.DIMENSION_VALUE.col(),
            DailyDimensionsTable.EVENT_COUNT.col(),
            DailyDimensionsTable.AMOUNT.col(),
            DailyDimensionsTable.CURRENCY.col())
        .collectAsList()
        .stream()
        .map(
            row ->
                row.getString(0)
                    + " "
                    + row.getLong(1)
                    + " "
                    + (row.isNullAt(2)
                        ? "-"
                        : row.getDecimal(2).stripTrailingZeros().toPlainString())
                    + " "
                    + row.getString(3))
        .sorted()
        .toList();
  }

  private static Row item(String product, String category, String quantity, String amount) {
    return RowFactory.create(
        product,
        null,
        null,
        category,
        null,
        new BigDecimal(quantity),
        null,
        null,
        new BigDecimal(amount));
  }

  @Test
  void countsAnOrderOnceHoweverManyEventsTellItAndSumsItsLines() {
    Instant noon = Instant.parse("2026-03-02T11:00:00Z");
    Object[] line = {
      SOURCE,
      "till",
      ORDER_ID,
      "1",
      QUANTITY,
      "2",
      UNIT_PRICE,
      "0.10",
      PRODUCT_ID,
      "a",
      CURRENCY,
      "EUR"
    };
    event("purchase", noon, line);
    event("purchase", noon.plusSeconds(1), line);
    event("purchase", noon, SOURCE, "web", ORDER_ID, "1", AMOUNT, "5", CURRENCY, "EUR");
    event("purchase", noon, SOURCE, "web", AMOUNT, "1", CURRENCY, "EUR");
    event(
        "purchase",
        noon,
        SOURCE,
        "web",
        ORDER_ID,
        "2",
        CURRENCY,
        "EUR",
        ITEMS,
        new Row[] {item("a", "toys", "3", "7.5"), item("b", "toys", "1", "2.5")});
    Row row = activity().collectAsList().get(0);
    assertThat(activity().count()).isEqualTo(1);
    assertThat(row.<Long>getAs("event_count")).isEqualTo(4);
    assertThat(row.<BigDecimal>getAs("amount")).isEqualByComparingTo("16.4");
    assertThat(row.<BigDecimal>getAs("quantity")).isEqualByComparingTo("8");
    assertThat(cells(dimensions(), Dimension.PRODUCT))
        .containsExactly("a 3 7.9 EUR", "b 1 2.5 EUR");
    assertThat(cells(dimensions(), Dimension.CATEGORY)).containsExactly("toys 2 10 EUR");
  }

  @Test
  void aPriceLookedAtIsNoAmountAndHasNoCurrency() {
    event(
        "product_view",
        Instant.parse("2026-03-02T11:00:00Z"),
        UNIT_PRICE,
        "99",
        CURRENCY,
        "EUR",
        CATEGORY,
        "toys",
        ENGAGED_MS,
        1500L);
    Row row = activity().collectAsList().get(0);
    assertThat(row.<BigDecimal>getAs("amount")).isNull();
    assertThat(row.<String>getAs("currency")).isNull();
    assertThat(row.<Double>getAs("engaged_seconds")).isEqualTo(1.5);
    assertThat(cells(dimensions(), Dimension.CATEGORY)).containsExactly("toys 1 - null");
  }

  @Test
  void hoursAreThoseOfTheBusinessZoneWhereOneHappensTwice() {
    // Clocks in Berlin go back from 03:00 to 02:00 on 25 October 2026, at 01:00 UTC.
    event("page_view", Instant.parse("2026-10-25T00:30:00Z"));
    event("page_view", Instant.parse("2026-10-25T01:30:00Z"));
    event("page_view", Instant.parse("2026-10-25T22:30:00Z"));
    assertThat(cells(dimensions(), Dimension.HOUR)).containsExactly("02 2 - null", "23 1 - null");
    assertThat(activity().collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.<Long>getAs("event_count")).isEqualTo(3));
  }

  @Test
  void leavesOutTheUnknownRobotsAndRecords() {
    Instant noon = Instant.parse("2026-03-02T11:00:00Z");
    event("page_view", noon, ANCHOR_NODE, null);
    event("page_view", noon, ONE_ID, null);
    event("page_view", noon, IS_BOT, true);
    event("profile_set", noon);
    event("logout", noon);
    assertThat(activity().collectAsList())
        .extracting(row -> row.<String>getAs("event_name"))
        .containsExactly("logout");
  }

  @Test
  void totalsAreThoseOfTheEventsWhateverTheirOrder() {
    Random random = new Random(5);
    Map<String, BigDecimal> amounts = new TreeMap<>();
    Instant start = Instant.parse("2026-03-27T22:00:00Z");
    for (int i = 0; i < 400; i++) {
      String name = List.of("page_view", "purchase", "refund").get(random.nextInt(3));
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(1_000_000), 4);
      event(
          name,
          start.plusSeconds(random.nextInt(3 * 86_400)),
          ANCHOR_NODE,
          (long) random.nextInt(5),
          APP_ID,
          random.nextBoolean() ? "a" : null,
          AMOUNT,
          amount,
          CURRENCY,
          random.nextBoolean() ? "EUR" : "CNY",
          DEVICE_TYPE,
          "mobile");
      amounts.merge(name, amount, BigDecimal::add);
    }
    for (Dataset<Row> events : List.of(log.on(spark), log.on(spark).repartition(5))) {
      Dataset<Row> activity = new DailyActivityTransform(CONFIG).apply(events);
      assertThat(totals(activity)).isEqualTo(amounts);
      assertThat(activity.agg(sum(DailyActivityTable.EVENT_COUNT.col())).head().getLong(0))
          .isEqualTo(400);
      Dataset<Row> dimensions = new DailyDimensionsTransform(CONFIG, BERLIN).apply(events);
      for (Dimension dimension : List.of(Dimension.DEVICE, Dimension.HOUR)) {
        assertThat(
                totals(
                    dimensions.where(
                        DailyDimensionsTable.DIMENSION.col().equalTo(dimension.label()))))
            .isEqualTo(amounts);
      }
    }
  }

  private static Map<String, BigDecimal> totals(Dataset<Row> rollUp) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    rollUp
        .groupBy(DailyActivityTable.EVENT_NAME.col())
        .agg(sum(DailyActivityTable.AMOUNT.col()))
        .collectAsList()
        .forEach(row -> totals.put(row.getString(0), row.getDecimal(1)));
    return totals;
  }

  @Test
  void allDimensionsShareOneShuffleAndDistinctOrdersCostNoMore() {
    event("purchase", Instant.parse("2026-03-02T11:00:00Z"), ORDER_ID, "1", AMOUNT, "1");
    assertThat(Plans.shuffles(dimensions())).isEqualTo(1);
    assertThat(Plans.shuffles(activity())).isEqualTo(1);
  }
}

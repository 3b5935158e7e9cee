package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.CURRENCY;
import static io.lakeprint.common.tables.EventsTable.ELEMENT_ID;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.common.tables.EventsTable.POINTER_X;
import static io.lakeprint.common.tables.EventsTable.POINTER_Y;
import static io.lakeprint.common.tables.EventsTable.SCROLL_RATIO;
import static io.lakeprint.common.tables.EventsTable.VIEWPORT_WIDTH;
import static io.lakeprint.jobs.behaviour.reports.Told.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.HeatmapCellsTable;
import io.lakeprint.common.tables.IntervalStatsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Heat maps, intervals, distributions: from events to the rows of their tables. */
@ExtendWith(SparkExtension.class)
class HowMuchTransformsTest {

  private static final String REPORTS =
      """
      heatmaps.hours { name-zh = 时, name-en = Hours, kind = hours, events { event = "*" }
        range { from = "2026-03-01", zone = "Asia/Shanghai" } }
      heatmaps.elements { name-zh = 点, name-en = Elements, kind = elements
        events { event = click }, most-pages = 1, range { from = "2026-03-01" } }
      heatmaps.places { name-zh = 位, name-en = Places, kind = positions
        events { event = click }, columns = 4, row-pixels = 100, range { from = "2026-03-01" } }
      heatmaps.reach { name-zh = 达, name-en = Reach, kind = reach
        events { event = scroll }, range { from = "2026-03-01" } }
      intervals.wait { name-zh = 隔, name-en = Wait
        from { event = product_view }, to { event = purchase }, within = 2 days
        breakdown { attribute = channel, most = 1 }, range { from = "2026-03-01" } }
      distributions.orders { name-zh = 次, name-en = Orders
        events { event = purchase }, range { from = "2026-03-01" } }
      distributions.spend { name-zh = 额, name-en = Spend, measure = amount, buckets = [0.5, 10]
        events { event = purchase }, range { from = "2026-03-01" } }
      attributions.sources { name-zh = 归, name-en = Sources
        conversion { event = purchase }, touch { event = "*" }, touchpoint = page_path
        range { from = "2026-03-01" } }
      comparisons.seen { name-zh = 比, name-en = Seen, baseline = others
        groups = [ { name = viewers, event = product_view }, { name = others, event = "*" } ]
        outcomes = [ { event = purchase } ], breakdown { attribute = channel }
        range { from = "2026-03-01" } }
      funnels.buy { name-zh = 买, name-en = Buy
        steps = [ { event = product_view }, { event = purchase } ]
        window = 2 days, range { from = "2026-03-01" } }
      """;

  private final SparkSession spark;
  private final ReportPlan plan = Told.plan(REPORTS);

  HowMuchTransformsTest(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> table(TableSpec table, List<Event> log) {
    Dataset<Row> facts = Told.facts(plan, Told.events(spark, log), Told.noSessions(spark));
    ReportKind.Known known = new ReportKind.Known(facts, TableRows.of(AdCostsTable.SPEC).on(spark));
    return Objects.requireNonNull(
        ReportKinds.tell(new Telling(plan.series()), known).get(table), table.name());
  }

  private static Event click(String person, String page, double x, double y, String element) {
    return Event.of(person, "2026-03-02T10:00:00Z", "click")
        .on(page)
        .with(POINTER_X, x)
        .with(POINTER_Y, y)
        .with(VIEWPORT_WIDTH, 400)
        .with(ELEMENT_ID, element);
  }

  @Test
  void heatMapsTellHoursElementsPlacesAndReach() {
    List<Event> log = new ArrayList<>();
    log.add(click("ann", "/", 399.9, 99.9, "buy"));
    log.add(click("ann", "/", 500, 100, "buy"));
    log.add(click("bob", "/", 0, 1e9, "more"));
    log.add(click("bob", "/help", 100, 0, "faq"));
    log.add(Event.of("ann", "2026-03-01T17:00:00Z", "page_view").on("/"));
    log.add(Event.of("bob", "2026-03-01T17:00:00Z", "page_view").on("/"));
    log.add(Event.of("bob", "2026-03-01T17:00:00Z", "scroll").on("/").with(SCROLL_RATIO, .1));
    Dataset<Row> cells = table(HeatmapCellsTable.SPEC, log).cache();
    assertThat(
            rows(
                cells.where("heatmap_kind = 'hours'"),
                "cell_x",
                "cell_y",
                "events",
                "users",
                "all_events",
                "round(event_ratio, 2)",
                "cell_complete"))
        .as("hours of Shanghai, where 1 March 17:00 UTC is one o'clock on Monday")
        .containsExactly("1 1 3 2 7 0.43 false", "18 1 4 2 7 0.57 false");
    assertThat(
            rows(
                cells.where("heatmap_kind = 'elements'"),
                "page",
                "element",
                "events",
                "users",
                "all_events"))
        .containsExactly("(other) faq 1 1 1", "/ buy 2 1 3", "/ more 1 1 3");
    assertThat(
            rows(cells.where("heatmap_kind = 'positions'"), "page", "cell_x", "cell_y", "events"))
        .containsExactly("/ 0 399 1", "/ 3 0 1", "/ 3 1 1", "/help 1 0 1");
    assertThat(
            rows(
                cells.where("heatmap_kind = 'reach'"),
                "page",
                "cell_y",
                "events",
                "all_events",
                "event_ratio"))
        .containsExactly("/ 0 2 2 1.0", "/ 1 1 2 0.5");
  }

  @Test
  void orderAndPartitionsOfTheEventsDoNotMatter() {
    Random random = new Random(2);
    String[] names = {"product_view", "purchase", "click", "page_view", "scroll"};
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      // Many events share a second.
      String time = "2026-03-%02dT10:00:%02dZ".formatted(1 + random.nextInt(3), random.nextInt(3));
      log.add(
          Event.of("p" + random.nextInt(8), time, names[random.nextInt(names.length)])
              .by(random.nextBoolean() ? "web" : "app")
              .on("/" + random.nextInt(3))
              .with(ELEMENT_ID, "e" + random.nextInt(2))
              .with(SCROLL_RATIO, random.nextInt(11) / 10.0)
              .with(ORDER_ID, "o" + random.nextInt(20))
              .with(CURRENCY, random.nextBoolean() ? "EUR" : "CNY")
              .with(AMOUNT, "%d.01".formatted(random.nextInt(9))));
    }
    List<String> once = everything(Told.events(spark, log));
    Collections.shuffle(log, random);
    assertThat(everything(Told.events(spark, log).repartition(4))).isEqualTo(once);
  }

  private List<String> everything(Dataset<Row> events) {
    Dataset<Row> facts = Told.facts(plan, events, Told.noSessions(spark));
    assertThat(facts.where("size(credits) > 0 and size(moves) > 0 and size(heats) > 0").count())
        .isPositive();
    return rows(facts, "one_id", "to_json(struct(*))");
  }

  private static List<Event> shop() {
    return List.of(
        Event.of("ann", "2026-03-02T10:00:00Z", "product_view"),
        Event.of("ann", "2026-03-02T10:00:10Z", "purchase").with(AMOUNT, "4"),
        Event.of("ann", "2026-03-03T10:00:00Z", "purchase").with(AMOUNT, "6"),
        Event.of("bob", "2026-03-02T10:00:00Z", "product_view").by("app"),
        Event.of("bob", "2026-03-02T10:00:30Z", "purchase").with(AMOUNT, "0.4999"),
        Event.of("cid", "2026-03-02T10:00:00Z", "product_view"),
        Event.of("cid", "2026-03-02T10:02:00Z", "purchase").with(AMOUNT, "9.9999"));
  }

  @Test
  void intervalsTellExactQuantiles() {
    assertThat(
            rows(
                table(IntervalStatsTable.SPEC, shop()),
                "breakdown_value",
                "intervals",
                "users",
                "round(average_seconds, 3)",
                "min_seconds",
                "round(p10_seconds, 3)",
                "p25_seconds",
                "median_seconds",
                "p75_seconds",
                "round(p90_seconds, 3)",
                "max_seconds",
                "window_complete"))
        .containsExactly(
            "(other) 1 1 30.0 30.0 30.0 30.0 30.0 30.0 30.0 30.0 false",
            "all 3 3 53.333 10.0 14.0 20.0 30.0 75.0 102.0 120.0 false",
            "web 2 2 65.0 10.0 21.0 37.5 65.0 92.5 109.0 120.0 false");
  }

  @Test
  void everybodyIsInOneBucketOfEachDistribution() {
    Dataset<Row> cells = table(DistributionCellsTable.SPEC, shop()).cache();
    String[] columns = {
      "measure",
      "bucket_no",
      "coalesce(string(bucket_from), '-')",
      "coalesce(string(bucket_to), '-')",
      "users",
      "all_users",
      "round(user_ratio, 2)",
      "window_complete"
    };
    assertThat(rows(cells.where("report_id = 'orders'"), columns))
        .containsExactly(
            "times 1 1.0000 2.0000 2 3 0.67 true", "times 2 2.0000 3.0000 1 3 0.33 true");
    assertThat(rows(cells.where("report_id = 'spend'"), columns))
        .containsExactly(
            "amount 0 - 0.5000 1 3 0.33 true",
            "amount 1 0.5000 10.0000 1 3 0.33 true",
            "amount 2 10.0000 - 1 3 0.33 true");
    assertThat(rows(cells.where("report_id = 'buy'"), columns))
        .as("how long the funnel took")
        .containsExactly(
            "seconds 1 0.0000 60.0000 2 3 0.67 false", "seconds 2 60.0000 300.0000 1 3 0.33 false");
    assertThat(rows(cells.where("report_id = 'wait' and breakdown_value = 'all'"), columns))
        .containsExactly(
            "seconds 1 0.0000 60.0000 2 3 0.67 false", "seconds 2 60.0000 300.0000 1 3 0.33 false");
  }
}

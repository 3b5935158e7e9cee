package io.lakeprint.jobs.behaviour.metrics;

import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.DAYS;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.PERIODS;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.config;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.plan;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.rows;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class MetricsTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  private final SparkSession spark;

  MetricsTest(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> values(MetricPlan plan, TableRows activity, TableRows orders) {
    return values(plan, activity, orders, AS_OF);
  }

  private Dataset<Row> values(
      MetricPlan plan, TableRows activity, TableRows orders, LocalDate asOf) {
    return said(
        spark, plan, asOf, 60, activity, orders, TableRows.of(MetricValuesTable.SPEC).on(spark));
  }

  private static final String SHOP =
      """
      measures.active { from = activity, tell = people }
      measures.orders { from = orders }
      measures.buyers { from = orders, tell = people, where { attribute = paid_at, op = exists } }
      measures.gross { from = orders, tell = sum, column = gross_amount }
      measures.discount { from = orders, tell = sum, column = discount_amount }
      metrics.orders { name-zh = 单, name-en = Orders, unit = count, numerator = orders }
      metrics.revenue {
        name-zh = 收, name-en = Revenue, unit = money, numerator = "gross - discount" }
      metrics.per_order {
        name-zh = 均, name-en = Per order, unit = money, numerator = "gross - discount"
        denominator = orders }
      metrics.per_active {
        name-zh = 人, name-en = Per active, unit = money, numerator = gross, denominator = active }
      metrics.conversion {
        name-zh = 转, name-en = Conversion, unit = average, numerator = buyers
        denominator = active }
      """;

  private static void order(
      TableRows orders,
      String id,
      String day,
      @Nullable String person,
      String gross,
      String currency) {
    orders.row(
        OrdersTable.ORDER_ID, id,
        OrdersTable.ORDER_DATE, LocalDate.parse(day),
        OrdersTable.PAID_AT, day + "T10:00:00Z",
        OrdersTable.ONE_ID, person,
        OrdersTable.GROSS_AMOUNT, gross,
        OrdersTable.DISCOUNT_AMOUNT, "1",
        OrdersTable.CURRENCY, currency);
  }

  @Test
  void metricsStandBesideThePeriodBeforeAndAYearAgo() {
    TableRows orders = TableRows.of(OrdersTable.SPEC);
    order(orders, "1", "2025-03-10", "ann", "11", "EUR");
    order(orders, "2", "2026-02-10", "ann", "5", "EUR");
    order(orders, "3", "2026-02-11", "bob", "7", "EUR");
    order(orders, "4", "2026-03-10", "ann", "21", "EUR");
    order(orders, "5", "2026-03-10", null, "31", "EUR");
    order(orders, "6", "2026-03-11", "ann", "101", "CNY");
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    for (String person : List.of("ann", "bob", "cid", "dot")) {
      activity.row(
          DailyActivityTable.ONE_ID,
          person,
          DailyActivityTable.EVENT_DATE,
          LocalDate.parse("2026-03-05"),
          DailyActivityTable.EVENT_COUNT,
          3L);
    }
    Dataset<Row> months = values(plan(SHOP), activity, orders).where("period_grain = 'month'");
    String none = "'-'";
    assertThat(
            rows(
                months.where("period_start = date'2026-03-01'"),
                "report_id",
                "coalesce(currency, " + none + ")",
                "numerator",
                "coalesce(string(denominator), " + none + ")",
                "coalesce(string(value), " + none + ")",
                "coalesce(string(previous_value), " + none + ")",
                "coalesce(string(previous_change_ratio), " + none + ")",
                "coalesce(string(year_ago_value), " + none + ")",
                "coalesce(string(year_ago_change_ratio), " + none + ")",
                "cell_complete"))
        .containsExactly(
            "conversion - 1.0000 4.0000 0.25 - - - - true",
            "orders - 3.0000 - 3.0 2.0 0.5 1.0 2.0 true",
            "per_active CNY 101.0000 4.0000 25.25 - - - - true",
            "per_active EUR 52.0000 4.0000 13.0 - - - - true",
            "per_order CNY 100.0000 1.0000 100.0 - - - - true",
            "per_order EUR 50.0000 2.0000 25.0 5.0 4.0 10.0 1.5 true",
            "revenue CNY 100.0000 - 100.0 - - - - true",
            "revenue EUR 50.0000 - 50.0 10.0 4.0 10.0 4.0 true");
    assertThat(rows(months.select("period_start").distinct(), "period_start"))
        .as("the month of the first of sixty days is told whole, others are only compared with")
        .containsExactly("2026-02-01", "2026-03-01");
  }

  @Test
  void aPeriodThatIsNotOverHasNoChange() {
    TableRows orders = TableRows.of(OrdersTable.SPEC);
    order(orders, "1", "2026-03-18", "ann", "2", "EUR");
    order(orders, "2", "2026-03-25", "ann", "2", "EUR");
    assertThat(
            rows(
                values(
                        plan(SHOP),
                        TableRows.of(DailyActivityTable.SPEC),
                        orders,
                        LocalDate.parse("2026-03-30"))
                    .where("period_grain = 'week' and report_id = 'orders'"),
                "period_start",
                "value",
                "coalesce(string(previous_value), '-')",
                "coalesce(string(previous_change_ratio), '-')",
                "cell_complete"))
        .as("weeks begin on Wednesday; that of the 25th has one day to go")
        .containsExactly("2026-03-18 1.0 - - true", "2026-03-25 1.0 1.0 - false");
  }

  private static final String STANDINGS =
      Stream.of("times", "people", "new", "returning", "resurrecting", "lost")
          .map(
              tell ->
                  """
                  measures.m_%1$s { from = activity, tell = %1$s
                    where { attribute = event_name, op = equals, value = a } }
                  metrics.m_%1$s { name-zh = x, name-en = x, unit = count, numerator = m_%1$s }
                  """
                      .formatted(tell))
          .reduce("", String::concat);

  /** Every standing of every person, period by period, against one pass over sets of periods. */
  @Test
  void standingsAreThoseOfTheDefinition() {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      List<Object[]> acts = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        acts.add(
            new Object[] {
              DailyActivityTable.ONE_ID, "p" + random.nextInt(5),
              DailyActivityTable.EVENT_DATE, AS_OF.minusDays(random.nextInt(59)),
              DailyActivityTable.EVENT_NAME, random.nextInt(4) == 0 ? "b" : "a",
              DailyActivityTable.CHANNEL, "c" + i,
              DailyActivityTable.EVENT_COUNT, 1L + random.nextInt(3)
            });
      }
      List<String> expected = expected(acts);
      Collections.shuffle(acts, random);
      TableRows activity = TableRows.of(DailyActivityTable.SPEC);
      acts.forEach(activity::row);
      Dataset<Row> values =
          values(plan(STANDINGS), activity, TableRows.of(OrdersTable.SPEC)).where("numerator > 0");
      assertThat(rows(values, "report_id", "period_grain", "period_start", "bigint(value)"))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  private static List<String> expected(List<Object[]> acts) {
    Map<String, Long> counts = new TreeMap<>();
    for (Grain grain : PERIODS.grains()) {
      Map<String, TreeSet<LocalDate>> active = new TreeMap<>();
      for (Object[] act : acts) {
        if (act[5].equals("a")) {
          LocalDate period = grain.first((LocalDate) act[3], PERIODS.weekStart());
          active.computeIfAbsent((String) act[1], any -> new TreeSet<>()).add(period);
          counts.merge(key("times", grain, period), (Long) act[9], Long::sum);
        }
      }
      for (TreeSet<LocalDate> own : active.values()) {
        LocalDate period = own.first();
        while (!period.isAfter(AS_OF)) {
          LocalDate before = own.lower(period);
          boolean justBefore = before != null && grain.next(before).equals(period);
          if (own.contains(period)) {
            counts.merge(key("people", grain, period), 1L, Long::sum);
            String standing = before == null ? "new" : justBefore ? "returning" : "resurrecting";
            counts.merge(key(standing, grain, period), 1L, Long::sum);
          } else if (justBefore) {
            counts.merge(key("lost", grain, period), 1L, Long::sum);
          }
          period = grain.next(period);
        }
      }
    }
    return counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).sorted().toList();
  }

  private static String key(String tell, Grain grain, LocalDate period) {
    return "m_" + tell + " " + grain.name().toLowerCase(Locale.ROOT) + " " + period;
  }

  @Test
  void everyMistakeIsToldAtOnceWithItsPlaceAndRemedy() {
    String definitions =
        """
        measures.Bad { from = orders }
        measures.a { from = orders, tell = sum, column = gros_amount }
        measures.b { from = orders, tell = sum, column = status }
        measures.c { from = activity, tell = sum, column = amount }
        measures.d { from = sessions, where { attribute = chanel, op = exists } }
        measures.gross { from = orders, tell = sum, column = gross_amount }
        measures.pieces { from = orders, tell = sum, column = quantity }
        metrics.m { name-zh = x, name-en = x, unit = count, numerator = gros }
        metrics.n { name-zh = x, name-en = x, unit = count, numerator = gross }
        metrics.o { name-zh = x, name-en = x, unit = money, numerator = "gross + pieces" }
        metrics.p { name-zh = x, name-en = x, unit = ratio, numerator = pieces }
        metrics.q { name-zh = x, name-en = x, unit = count, numerator = "pieces * 2" }
        """;
    assertThatThrownBy(() -> plan(definitions))
        .isInstanceOfSatisfying(
            UsageException.class,
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(2);
              assertThat(refused.what())
                  .contains(
                      "metrics.measures.Bad: an id is a small letter",
                      "metrics.measures.a.column: unknown column 'gros_amount' of behaviour.orders."
                          + " Did you mean 'gross_amount'?",
                      "metrics.measures.b.column: status is text, which does not add up",
                      "metrics.measures.c.column: amounts of several currencies do not add up",
                      "metrics.measures.d.where: unknown attribute 'chanel'. Did you mean"
                          + " 'channel'?",
                      "metrics.metrics.m.numerator: unknown measure 'gros'. Did you mean 'gross'?",
                      "metrics.metrics.n.unit: the numerator is an amount",
                      "metrics.metrics.o.numerator: adds amounts and what is none",
                      "metrics.metrics.p.denominator: missing",
                      "metrics.metrics.q.numerator: 'pieces * 2' is no sum of measures");
            });
    assertThatThrownBy(() -> config("measures.a { from = orders, tell = sum }, metrics {}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a column belongs to tell = sum");
  }

  @Test
  void theCatalogueThatComesWithLakeprintAndTheExampleOfThePageAreUnderstood(@TempDir Path folder)
      throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/metrics.md"));
    Matcher example = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(folder.resolve("mine.conf"), example.group(1));
    MetricsConfig config =
        ConfigLoader.load(List.of(file.toString()), List.of(), getClass().getClassLoader())
            .bind(MetricsConfig.PATH, MetricsConfig.class);
    MetricPlan plan = MetricCompiler.compile(config, DAYS);
    assertThat(plan.metrics()).hasSizeGreaterThan(25);
    assertThat(plan.metrics().stream().map(MetricPlan.Metric::id))
        .contains("app_share", "big_orders")
        .allSatisfy(id -> assertThat(page + example.group(1)).containsPattern("\\b" + id + "\\b"));
    assertThat(
            Stream.of(
                    MeasureSource.values(),
                    MeasureDefinition.Tell.values(),
                    MetricDefinition.Unit.values(),
                    MetricDefinition.Better.values())
                .flatMap(Arrays::stream)
                .map(value -> value.name().toLowerCase(Locale.ROOT)))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}

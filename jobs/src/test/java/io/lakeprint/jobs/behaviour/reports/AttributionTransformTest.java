package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_SOURCE;
import static io.lakeprint.common.tables.EventsTable.CURRENCY;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.jobs.behaviour.reports.Told.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AttributionTransformTest {

  private static final String REPORT =
      """
      attributions.%s {
        name-zh = 归因, name-en = Credit
        conversion { event = purchase }
        touch { event = "*", where { attribute = campaign_source, op = exists } }
        look-back = 10 days
        most = %d
        range { from = "2026-03-01" }
      }
      """;

  private final SparkSession spark;

  AttributionTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> credits(List<Event> log, int most) {
    return credits(log, most, Map.of());
  }

  private Dataset<Row> credits(List<Event> log, int most, Map<String, String> spent) {
    ReportPlan plan = Told.plan(REPORT.formatted("few", most));
    Dataset<Row> facts = Told.facts(plan, Told.events(spark, log), Told.noSessions(spark));
    return new AttributionTransform(new Telling(plan.series())).apply(facts, costs(spent)).cache();
  }

  /** Costs of sources on days of March. */
  private Dataset<Row> costs(Map<String, String> spent) {
    TableRows costs = TableRows.of(AdCostsTable.SPEC);
    spent.forEach(
        (source, amount) ->
            costs
                .row(
                    AdCostsTable.COST_DATE,
                    LocalDate.parse("2026-03-01"),
                    AdCostsTable.CAMPAIGN_SOURCE,
                    source.isEmpty() ? null : source,
                    AdCostsTable.CURRENCY,
                    "EUR",
                    AdCostsTable.COST_AMOUNT,
                    amount)
                .row(
                    AdCostsTable.COST_DATE,
                    LocalDate.parse("2026-02-28"),
                    AdCostsTable.CAMPAIGN_SOURCE,
                    source,
                    AdCostsTable.CURRENCY,
                    "EUR",
                    AdCostsTable.COST_AMOUNT,
                    "1000"));
    return costs.on(spark);
  }

  private static Event touch(String person, int day, String source) {
    return Event.of(person, "2026-03-%02dT10:00:00Z".formatted(day), "page_view")
        .with(CAMPAIGN_SOURCE, source);
  }

  private static Event buy(String person, int day, String order, String amount, String currency) {
    return Event.of(person, "2026-03-%02dT10:00:00Z".formatted(day), "purchase")
        .with(ORDER_ID, order)
        .with(AMOUNT, amount)
        .with(CURRENCY, currency);
  }

  /** AnalyzeCore's example: C1 C2 C3 convert, C1 and C2 C3 do not. */
  private static List<Event> textbook() {
    List<Event> log = new ArrayList<>();
    log.add(touch("ann", 1, "C1"));
    log.add(touch("ann", 2, "C2"));
    log.add(touch("ann", 3, "C3"));
    log.add(buy("ann", 4, "o1", "60", "EUR"));
    log.add(buy("ann", 4, "o1", "40", "EUR"));
    log.add(touch("bob", 1, "C1"));
    log.add(touch("cid", 1, "C2"));
    log.add(touch("cid", 2, "C3"));
    return log;
  }

  @Test
  void conversionsAndTheirWorthAreSharedByEveryModel() {
    Dataset<Row> credits = credits(textbook(), 25);
    assertThat(
            rows(
                credits.where("model in ('linear', 'markov', 'last')"),
                "model",
                "touchpoint",
                "currency",
                "credited_conversions",
                "conversions",
                "round(conversion_ratio, 3)",
                "credited_amount",
                "amount",
                "users",
                "window_complete"))
        .containsExactly(
            "last C1 EUR 0.000000 1 0.0 0.0000 100.0000 1 true",
            "last C2 EUR 0.000000 1 0.0 0.0000 100.0000 1 true",
            "last C3 EUR 1.000000 1 1.0 100.0000 100.0000 1 true",
            "linear C1 EUR 0.333333 1 0.333 33.3333 100.0000 1 true",
            "linear C2 EUR 0.333334 1 0.333 33.3334 100.0000 1 true",
            "linear C3 EUR 0.333333 1 0.333 33.3333 100.0000 1 true",
            "markov C1 EUR 0.200000 1 0.2 20.0000 100.0000 1 false",
            "markov C2 EUR 0.400000 1 0.4 40.0000 100.0000 1 false",
            "markov C3 EUR 0.400000 1 0.4 40.0000 100.0000 1 false");
    assertThat(rows(credits.select("model").distinct(), "model")).hasSize(7);
  }

  @Test
  void whatATouchpointCostStandsBesideItsCreditAlsoWhereItHasNone() {
    Dataset<Row> credits =
        credits(textbook(), 25, Map.of("C1", "8", "C3", "50", "unseen", "5", "", "2"));
    String[] columns = {
      "touchpoint",
      "credited_amount",
      "coalesce(string(cost_amount), '-')",
      "coalesce(string(return_on_cost), '-')"
    };
    assertThat(rows(credits.where("model = 'last'"), columns))
        .containsExactly(
            "(none) 0.0000 2.0000 0.0",
            "C1 0.0000 8.0000 0.0",
            "C2 0.0000 - -",
            "C3 100.0000 50.0000 2.0",
            "unseen 0.0000 5.0000 0.0");
    assertThat(rows(credits.where("model = 'markov'"), columns))
        .containsExactly(
            "(none) 0.0000 2.0000 0.0",
            "C1 20.0000 8.0000 2.5",
            "C2 40.0000 - -",
            "C3 40.0000 50.0000 0.8",
            "unseen 0.0000 5.0000 0.0");
  }

  @Test
  void creditsAddUpByCurrencyAlsoWhereTouchpointsAreOne() {
    List<Event> log = new ArrayList<>(textbook());
    log.add(touch("dot", 2, "C1"));
    log.add(touch("dot", 3, "C4"));
    log.add(buy("dot", 4, "o2", "7", "CNY"));
    log.add(buy("eve", 4, "o3", "0.01", "EUR"));
    Dataset<Row> credits = credits(log, 1);
    assertThat(
            rows(
                credits
                    .groupBy("model", "currency")
                    .agg(
                        org.apache.spark.sql.functions.sum("credited_conversions").as("credit"),
                        org.apache.spark.sql.functions.sum("credited_amount").as("worth"),
                        org.apache.spark.sql.functions.max("conversions").as("conversions"),
                        org.apache.spark.sql.functions.max("amount").as("amount")),
                "currency",
                "credit",
                "conversions",
                "worth",
                "amount"))
        .hasSize(14)
        .containsOnly("CNY 1.000000 1 7.0000 7.0000", "EUR 2.000000 2 100.0100 100.0100");
    assertThat(rows(credits.select("touchpoint").distinct(), "touchpoint"))
        .containsExactly("(none)", "(other)", "C1");
  }
}

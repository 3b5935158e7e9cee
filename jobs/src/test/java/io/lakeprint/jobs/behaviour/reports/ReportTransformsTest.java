package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.jobs.behaviour.reports.Told.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ReportTransformsTest {

  private static final String ALL_KINDS =
      """
      funnels.buy {
        name-zh = 买, name-en = Buy
        steps = [
          { event = product_view }, { event = add_to_cart, optional = true }, { event = purchase } ]
        window = 2 days
        breakdown { attribute = channel, most = 1 }
        range { from = "2026-03-01", periods = [total, day] }
      }
      funnels.visit {
        name-zh = 访, name-en = Visit
        steps = [ { event = product_view }, { event = purchase } ]
        count = sessions
        range { days = 31 }
      }
      retentions.back {
        name-zh = 留, name-en = Back
        start { event = "*" }, back { event = purchase }
        cells = 2
        range { from = "2026-03-28", periods = [day] }
      }
      lifecycles.life {
        name-zh = 命, name-en = Life, active { event = "*" }
        range { from = "2026-03-02", periods = [week] }
      }
      stickiness.days {
        name-zh = 粘, name-en = Days, active { event = "*" }
        range { from = "2026-03-01", periods = [month] }
      }
      paths.ways {
        name-zh = 路, name-en = Ways
        events { event = page_view }, node = page_path, unit = person, most-nodes = 2
        groups = [ { name = products, matches = "/p/.*" } ]
        sequences { support = 0.6, longest = 3 }
        range { from = "2026-03-01" }
      }
      """;

  private final SparkSession spark;
  private final ReportPlan plan = Told.plan(ALL_KINDS);
  private final Telling telling = new Telling(plan.series());

  ReportTransformsTest(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> facts(List<Event> log) {
    Dataset<Row> sessions =
        TableRows.of(SessionsTable.SPEC)
            .row(
                SessionsTable.ONE_ID, "ann",
                SessionsTable.STARTED_AT, "2026-03-02T10:00:00Z",
                SessionsTable.ENDED_AT, "2026-03-02T11:00:00Z")
            .row(
                SessionsTable.ONE_ID, "ann",
                SessionsTable.STARTED_AT, "2026-03-03T09:00:00Z",
                SessionsTable.ENDED_AT, "2026-03-03T09:00:00Z")
            .on(spark);
    return Told.facts(plan, Told.events(spark, log), sessions);
  }

  private static List<Event> shop() {
    return List.of(
        Event.of("ann", "2026-03-02T10:00:00Z", "product_view"),
        Event.of("ann", "2026-03-02T11:00:00Z", "add_to_cart"),
        Event.of("ann", "2026-03-03T09:00:00Z", "purchase"),
        Event.of("bob", "2026-03-02T10:00:00Z", "product_view"),
        Event.of("bob", "2026-03-02T10:00:10Z", "purchase"),
        Event.of("cid", "2026-03-30T10:00:00Z", "product_view").by("app"),
        Event.of("cid", "2026-03-31T10:00:00Z", "message_sent"),
        Event.of("dot", "2026-03-12T10:00:00Z", "purchase"));
  }

  @Test
  void funnelsTellStepsTimesAndWhoTheyAre() {
    Dataset<Row> steps = new FunnelStepsTransform(telling).apply(facts(shop())).cache();
    String[] columns = {
      "step_no",
      "step_name",
      "is_optional",
      "users",
      "previous_users",
      "first_users",
      "round(conversion_from_previous, 2)",
      "average_seconds",
      "median_seconds_from_first"
    };
    assertThat(
            rows(
                steps.where(
                    "report_id = 'buy' and period_grain = 'total' and breakdown_name = 'all'"),
                columns))
        .containsExactly(
            "1 product_view false 3 3 3 1.0",
            "2 add_to_cart true 1 3 3 0.33 3600.0 3600.0",
            "3 purchase false 2 3 3 0.67 41405.0 41405.0");
    assertThat(
            rows(
                steps.where("report_id = 'buy' and period_grain = 'day' and step_no = 3"),
                "period_start",
                "breakdown_value",
                "users",
                "window_complete"))
        .containsExactly(
            "2026-03-02 all 2 true",
            "2026-03-02 web 2 true",
            "2026-03-30 (other) 0 false",
            "2026-03-30 all 0 false");
    assertThat(rows(steps.where("report_id = 'visit'"), "step_no", "users"))
        .as("ann bought in another session, bob has none")
        .containsExactly("1 1", "2 0");
    assertThat(
            rows(
                new FunnelUsersTransform(telling)
                    .apply(facts(shop()))
                    .where("report_id = 'buy' and period_grain = 'total'"),
                "one_id",
                "max_step",
                "entered_at",
                "coalesce(string(completed_at), '-')"))
        .containsExactly(
            "ann 3 2026-03-02 10:00:00 2026-03-03 09:00:00",
            "bob 3 2026-03-02 10:00:00 2026-03-02 10:00:10",
            "cid 1 2026-03-30 10:00:00 -");
  }

  @Test
  void retentionTellsEveryCellAlsoThoseStillToCome() {
    List<Event> log =
        List.of(
            Event.of("ann", "2026-03-29T10:00:00Z", "login"),
            Event.of("ann", "2026-03-30T23:59:59Z", "purchase"),
            Event.of("bob", "2026-03-29T10:00:00Z", "login"),
            Event.of("bob", "2026-03-31T10:00:00Z", "purchase"));
    assertThat(
            rows(
                new RetentionCellsTransform(telling)
                    .apply(facts(log))
                    .where("period_start < date'2026-03-31'"),
                "period_start",
                "cell_no",
                "first_offset",
                "last_offset",
                "cohort_users",
                "returned_users",
                "retention_ratio",
                "cell_complete"))
        .containsExactly(
            "2026-03-29 0 0 0 2 2 1.0 true",
            "2026-03-29 1 1 1 2 1 0.5 true",
            "2026-03-29 2 2 2 2 1 0.5 true",
            "2026-03-30 0 0 0 1 1 1.0 true",
            "2026-03-30 1 1 1 1 0 0.0 true",
            "2026-03-30 2 2 2 1 0 0.0 false");
  }

  @Test
  void lifeCycleAndStickinessAddUpToActivePeople() {
    assertThat(
            rows(
                new LifecycleTransform(telling).apply(facts(shop())),
                "period_start",
                "status",
                "users",
                "active_users",
                "cell_complete"))
        .containsExactly(
            "2026-03-02 new 2 2 true",
            "2026-03-09 dormant 2 1 true",
            "2026-03-09 new 1 1 true",
            "2026-03-16 dormant 1 0 true",
            "2026-03-30 new 1 1 false");
    assertThat(
            rows(
                new StickinessTransform(telling).apply(facts(shop())),
                "period_start",
                "interval_grain",
                "active_intervals",
                "users",
                "active_users",
                "user_ratio"))
        .containsExactly("2026-03-01 day 1 3 4 0.75", "2026-03-01 day 2 1 4 0.25");
  }

  @Test
  void pathsKeepWhatFlowsThoughRareNodesAreOne() {
    List<Event> log = new ArrayList<>();
    String[][] visits = {{"/", "/p/1", "/p/2", "/cart"}, {"/", "/help", "/p/3"}, {"/", "/faq"}};
    for (int p = 0; p < visits.length; p++) {
      for (int i = 0; i < visits[p].length; i++) {
        log.add(Event.of("p" + p, "2026-03-05T10:00:0" + i + "Z", "page_view").on(visits[p][i]));
      }
    }
    assertThat(
            rows(
                new PathEdgesTransform(telling).apply(facts(log)),
                "step_no",
                "from_node",
                "to_node",
                "paths",
                "users",
                "from_paths",
                "round(probability, 2)",
                "coalesce(string(median_seconds), '-')"))
        .containsExactly(
            "0 (start) / 3 3 3 1.0 -",
            "1 / (other) 2 2 3 0.67 1.0",
            "1 / products 1 1 3 0.33 1.0",
            "2 (other) (end) 1 1 2 0.5 -",
            "2 (other) products 1 1 2 0.5 1.0",
            "2 products (other) 1 1 1 1.0 2.0",
            "3 (other) (end) 1 1 1 1.0 -",
            "3 products (end) 1 1 1 1.0 -");
    assertThat(
            rows(
                new PathTransitionsTransform(telling).apply(facts(log)),
                "from_node",
                "to_node",
                "transitions",
                "users",
                "from_visits",
                "round(probability, 2)",
                "round(all_probability, 2)",
                "coalesce(string(median_seconds), '-')"))
        .as("the same over all places")
        .containsExactly(
            "(other) (end) 2 2 3 0.67 0.67 -",
            "(other) products 1 1 3 0.33 0.33 1.0",
            "(start) / 3 3 3 1.0 1.0 -",
            "/ (other) 2 2 3 0.67 0.67 1.0",
            "/ products 1 1 3 0.33 0.33 1.0",
            "products (end) 1 1 2 0.5 0.5 -",
            "products (other) 1 1 2 0.5 0.5 2.0");
    assertThat(
            rows(
                new PathSequencesTransform(telling).apply(facts(log)),
                "nodes_json",
                "node_count",
                "paths",
                "all_paths",
                "round(path_ratio, 2)"))
        .as("what two of three paths have, with other nodes between")
        .containsExactly("[\"/\",\"products\"] 2 2 3 0.67");
  }

  @Test
  void orderAndPartitionsOfTheRowsDoNotMatter() {
    Random random = new Random(1);
    String[] names = {"product_view", "add_to_cart", "purchase", "page_view"};
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Many events share a second.
      String time = "2026-03-%02dT10:00:%02dZ".formatted(1 + random.nextInt(4), random.nextInt(3));
      log.add(
          Event.of("p" + random.nextInt(12), time, names[random.nextInt(4)])
              .by(random.nextBoolean() ? "web" : "app")
              .on("/" + random.nextInt(4)));
    }
    List<String> once = everything(facts(log));
    Collections.shuffle(log, random);
    Dataset<Row> shuffled =
        Told.facts(plan, Told.events(spark, log).repartition(5), Told.noSessions(spark));
    List<String> other = everything(shuffled);
    assertThat(once).isNotEmpty();
    assertThat(other).isEqualTo(once);
  }

  private List<String> everything(Dataset<Row> facts) {
    return facts
        .selectExpr("to_json(struct(one_id, funnels, retentions, lifecycles, stickiness, edges))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .filter(text -> !text.contains("ann"))
        .sorted()
        .toList();
  }

  @Test
  void moreConditionsThanAWordHasBitsAreToldApart() {
    StringBuilder definitions = new StringBuilder();
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      definitions.append(
          """
          lifecycles.l%d { name-zh = l, name-en = l, range { days = 7 }, active { event = click
            where { attribute = page_path, op = equals, value = "/%d" } } }
          """
              .formatted(i, i));
      log.add(Event.of("p" + i % 7, "2026-03-31T10:00:00Z", "click").on("/" + i));
    }
    ReportPlan many = Told.plan(definitions.toString());
    Dataset<Row> facts = Told.facts(many, Told.events(spark, log), Told.noSessions(spark));
    assertThat(
            new LifecycleTransform(new Telling(many.series()))
                .apply(facts)
                .where("status = 'new' and users = 1")
                .count())
        .isEqualTo(130);
  }

  @Test
  void anEmptyLogMakesEmptyTables() {
    Dataset<Row> nobody = Told.facts(plan, Told.events(spark, List.of()), Told.noSessions(spark));
    assertThat(new FunnelStepsTransform(telling).apply(nobody).count()).isZero();
    assertThat(new PathEdgesTransform(telling).apply(nobody).count()).isZero();
    assertThat(new PathSequencesTransform(telling).apply(nobody).count()).isZero();
  }
}

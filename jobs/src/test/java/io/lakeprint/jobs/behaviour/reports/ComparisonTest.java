package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_NAME;
import static io.lakeprint.jobs.behaviour.reports.Told.rows;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.jobs.behaviour.kernel.ComparisonKernel;
import io.lakeprint.jobs.behaviour.kernel.ComparisonSpec;
import io.lakeprint.jobs.behaviour.kernel.EventLog;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ComparisonTest {

  private static final String CAMPAIGNS =
      """
      comparisons.campaigns {
        name-zh = 活, name-en = Campaigns
        groups = [
          { name = exposed, event = page_view, where { attribute = campaign_name, op = exists } }
          { name = others, event = page_view }
        ]
        baseline = %s
        outcomes = [ { name = order, event = purchase }
          { name = first order, event = purchase, first = true } ]
        %s
        range { from = "2026-03-01" }
      }
      """;

  private final SparkSession spark;

  ComparisonTest(SparkSession spark) {
    this.spark = spark;
  }

  private Dataset<Row> told(String options, Dataset<Row> sessions, List<Event> log) {
    ReportPlan plan = Told.plan(CAMPAIGNS.formatted("others", options));
    return new ComparisonTransform(new Telling(plan.series()))
        .apply(Told.facts(plan, Told.events(spark, log), sessions));
  }

  private static Event view(String person, String time) {
    return Event.of(person, "2026-03-" + time + ":00Z", "page_view");
  }

  private static Event buy(String person, String time) {
    return Event.of(person, "2026-03-" + time + ":00Z", "purchase");
  }

  private static List<Event> shop() {
    return List.of(
        // Exposed, buys in time, not for the first time.
        Event.of("ann", "2026-02-01T00:00:00Z", "purchase"),
        view("ann", "02T10:00").with(CAMPAIGN_NAME, "spring"),
        buy("ann", "04T10:00"),
        // Bought before it was exposed: nobody's merit.
        buy("bob", "01T10:00"),
        view("bob", "02T10:00").with(CAMPAIGN_NAME, "summer"),
        // In both groups: exposed.
        view("cid", "02T10:00"),
        view("cid", "03T10:00").with(CAMPAIGN_NAME, "spring"),
        buy("cid", "03T10:00"),
        view("dot", "02T10:00"),
        buy("dot", "04T10:00"),
        view("eve", "02T10:00"),
        buy("eve", "04T10:01"),
        view("fay", "02T10:00"));
  }

  @Test
  void theExposedAreComparedWithThoseWhoWereNot() {
    assertThat(
            rows(
                told(
                    "window = 2 days, breakdown { attribute = campaign_name, most = 2 }",
                    Told.noSessions(spark),
                    shop()),
                "group_name",
                "outcome",
                "breakdown_value",
                "is_baseline",
                "users",
                "users_done",
                "baseline_users",
                "baseline_users_done",
                "round(done_ratio, 2)",
                "round(baseline_ratio, 2)",
                "round(lift_ratio, 2)",
                "coalesce(string(round(z_score, 2)), '-')",
                "window_complete"))
        .containsExactly(
            "exposed first order (other) false 1 0 3 1 0.0 0.33 -1.0 -0.67 false",
            "exposed first order all false 3 1 3 1 0.33 0.33 0.0 0.0 false",
            "exposed first order spring false 2 1 3 1 0.5 0.33 0.5 0.37 false",
            "exposed order (other) false 1 0 3 1 0.0 0.33 -1.0 -0.67 false",
            "exposed order all false 3 2 3 1 0.67 0.33 1.0 0.82 false",
            "exposed order spring false 2 2 3 1 1.0 0.33 2.0 1.49 false",
            "others first order (none) true 3 1 3 1 0.33 0.33 0.0 - false",
            "others first order all true 3 1 3 1 0.33 0.33 0.0 - false",
            "others order (none) true 3 1 3 1 0.33 0.33 0.0 - false",
            "others order all true 3 1 3 1 0.33 0.33 0.0 - false");
  }

  @Test
  void sessionsAreComparedByThemselves() {
    TableRows sessions = TableRows.of(SessionsTable.SPEC);
    String[][] visits = {{"02T10:00", "02T11:00"}, {"03T10:00", "03T10:30"}};
    for (String[] visit : visits) {
      sessions.row(
          SessionsTable.ONE_ID, "ann",
          SessionsTable.STARTED_AT, "2026-03-" + visit[0] + ":00Z",
          SessionsTable.ENDED_AT, "2026-03-" + visit[1] + ":00Z");
    }
    List<Event> log =
        List.of(
            view("ann", "02T10:00"),
            view("ann", "03T10:00").with(CAMPAIGN_NAME, "spring"),
            view("ann", "03T10:10"),
            buy("ann", "03T10:30"),
            view("ann", "05T10:00"));
    assertThat(
            rows(
                told("unit = session", sessions.on(spark), log).where("outcome = 'order'"),
                "group_name",
                "users",
                "users_done",
                "coalesce(string(lift_ratio), '-')",
                "window_complete"))
        .containsExactly("exposed 1 1 - true", "others 1 0 - true");
  }

  /** Cookie Cats, day 7: 19.02 % of 44,700 against 18.20 % of 45,489, z = 3.164. */
  @Test
  void theScoreIsThatOfAKnownTrial() {
    Row score =
        spark
            .range(1)
            .select(TwoShares.zScore(lit(8_502), lit(44_700), lit(8_279), lit(45_489)))
            .head();
    assertThat(score.getDouble(0)).isCloseTo(3.164, within(.0005));
  }

  @Test
  void aComparisonThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Told.plan(CAMPAIGNS.formatted("other", "window = 0 seconds")))
        .isInstanceOfSatisfying(
            UsageException.class,
            refused ->
                assertThat(refused.what())
                    .contains(
                        "reports.comparisons.campaigns.baseline: unknown group 'other'. Did you"
                            + " mean 'others'?",
                        "reports.comparisons.campaigns.window: is empty"));
  }

  /** By definition, on small random logs. */
  @Test
  void membersAreThoseOfTheDefinition() {
    Periods total =
        Periods.of(
            Grain.TOTAL,
            ZoneOffset.UTC,
            DayOfWeek.MONDAY,
            LocalDate.of(1970, 1, 1),
            LocalDate.of(1970, 1, 2));
    ComparisonSpec spec =
        new ComparisonSpec(
            List.of(0, 1),
            1,
            List.of(new ComparisonSpec.Outcome(2, false), new ComparisonSpec.Outcome(2, true)),
            PathSpec.Unit.PERSON,
            3,
            FunnelSpec.NONE);
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      List<long[]> events = new ArrayList<>();
      EventLog.Builder log = new EventLog.Builder(3);
      for (int i = random.nextInt(8); i > 0; i--) {
        long[] event = {random.nextInt(8), 1 + random.nextInt(7)};
        events.add(event);
        log.event(event[0], new long[] {event[1]});
      }
      List<ComparisonKernel.Member> expected = new ArrayList<>();
      for (int group = 0; group < 2; group++) {
        long in = first(events, group);
        boolean elsewhere = group == 1 && first(events, 0) < Long.MAX_VALUE;
        if (in < Long.MAX_VALUE && !elsewhere) {
          long any =
              events.stream().anyMatch(e -> (e[1] & 4) != 0 && e[0] >= in && e[0] <= in + 3)
                  ? 1
                  : 0;
          long deal = first(events, 2);
          long firstOne = deal >= in && deal <= in + 3 ? 2 : 0;
          expected.add(new ComparisonKernel.Member(0, null, group, any | firstOne));
        }
      }
      assertThat(new ComparisonKernel(spec, total).members(log.build())).isEqualTo(expected);
    }
  }

  private static long first(List<long[]> events, int condition) {
    return events.stream()
        .filter(event -> (event[1] >>> condition & 1) != 0)
        .mapToLong(event -> event[0])
        .min()
        .orElse(Long.MAX_VALUE);
  }
}

package io.lakeprint.jobs.behaviour;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.ReconcileLake;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.jobs.attributes.AttributesJob;
import io.lakeprint.jobs.behaviour.activity.DailyActivityJob;
import io.lakeprint.jobs.behaviour.orders.OrdersJob;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.jobs.portraits.PortraitsJob;
import io.lakeprint.jobs.tags.TagsJob;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to events between two runs, tables brought up to date hold what a rebuild would.
 *
 * <p>A person is a world of its own here: one history holds as many as it has people. Each build
 * judges one; the property {@code history.seeds} names others.
 */
@ExtendWith(SparkExtension.class)
class IncrementalHistoryTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate START = LocalDate.of(2026, 3, 27);

  /**
   * A tag by what was done, not done any more, and done again, each within days that move; one by
   * what only events say, one by their order, and one that sources say.
   */
  private static final String BEHAVED =
      """
      tags={ definitions { habit { name-zh = 习惯, name-en = Habit, group = g, kind = ladder, type = text, steps = [
        { value = back, when { restarted { event = "*", window = 20d, again = 2d, silent = 2d } } }
        { value = gone, when { stopped { event = page_view, window = 10d, silent = 3d } } }
        { value = fond, when { done { event = "*", of { dimension = category, op = exists }, window = 4d, counted = days } } }
      ] }
      fan { name-zh = 迷, name-en = Fan, group = g, kind = ladder, type = text, steps = [
        { value = new, when { not-done { event = "*", where { attribute = category, op = equals, value = c1 }, window = 5d } } }
        { value = fan, when { done { event = page_view, where { attribute = category, op = not-equals, value = c2 }, window = 9d, op = greater-than, value = 1 } } }
      ] }
      came_back { name-zh = 回, name-en = Came back, group = g, kind = sequence, type = boolean
        sequence { steps = [ { event = page_view }, { event = login } ], within = 3 days, window = 6d, without = [ { event = search } ] } }
      plan { name-zh = 约, name-en = Plan, group = g, kind = attribute, type = text, attribute = plan }
      } }\
      """;

  /** In the order of the plan. */
  private static final List<Job<?>> JOBS =
      List.of(
          new SessionsJob(),
          new DailyActivityJob(),
          new OrdersJob(),
          new AttributesJob(),
          new TagsJob(),
          new PortraitsJob());

  private final SparkSession spark;
  private final Path folder;
  private LocalDate asOf = START;
  private String[] settings = {BEHAVED};

  IncrementalHistoryTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  static LongStream seeds() {
    return Arrays.stream(System.getProperty("history.seeds", "20260327").split(","))
        .mapToLong(Long::parseLong);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tablesBroughtUpToDateEqualTheirRebuild(long seed) {
    Random random = new Random(seed);
    RandomEvents events = new RandomEvents(random, START, ZONE, spark);
    events.append(lake(), asOf);
    run(events);

    forward(1 + random.nextInt(3));
    change(events);
    assertThat(run(events)).allSatisfy((job, report) -> assertThat(report.notes()).isEmpty());
    assertEqualToTheirRebuild();

    change(events);
    forward(7);
    boolean isMadeAnew = random.nextBoolean();
    events.loseFeed(lake(), isMadeAnew);
    settings = isMadeAnew ? settings : new String[] {BEHAVED, "sessions.inactivity-gap = 20m"};
    Map<String, JobReport> lost = run(events);
    String reason = isMadeAnew ? "another table" : "cannot be read";
    assertThat(note(lost, "attributes")).contains(reason);
    assertThat(note(lost, "sessions")).contains(isMadeAnew ? reason : "other definitions");
    assertThat(note(lost, "tags")).as("some ask events themselves").contains(reason);
    assertThat(note(lost, "portraits")).as("its own inputs tell what changed").isEmpty();

    forward(1);
    requireThatNothingIsRewrittenButWhatTheCalendarMoves(run(events));
    assertEqualToTheirRebuild();
  }

  private static String note(Map<String, JobReport> reports, String job) {
    return String.join("; ", report(reports, job).notes());
  }

  private static JobReport report(Map<String, JobReport> reports, String job) {
    return Objects.requireNonNull(reports.get(job), job);
  }

  /** No event is of this day: only ages in portraits differ, and windows of some tags. */
  private void requireThatNothingIsRewrittenButWhatTheCalendarMoves(Map<String, JobReport> quiet) {
    assertThat(quiet).allSatisfy((job, report) -> assertThat(report.notes()).isEmpty());
    for (String job : List.of("sessions", "daily-activity", "orders", "attributes")) {
      assertThat(report(quiet, job).rowsWritten()).as(job).isZero();
    }
    long moved =
        lake()
            .readAt(PersonTagsTable.SPEC, lake().version(PersonTagsTable.SPEC) - 1)
            .where(PersonTagsTable.NEXT_CHANGE_ON.col().leq(lit(asOf)))
            .count();
    assertThat(report(quiet, "tags").writes().get(0).rows()).isLessThanOrEqualTo(moved);
  }

  private void change(RandomEvents events) {
    events.append(lake(), asOf);
    events.reload(lake());
    events.remove(lake());
    events.mergeAndSplit(lake());
  }

  private void forward(int days) {
    asOf = asOf.plusDays(days);
  }

  private Lake lake() {
    return context().lake();
  }

  private TrialContext context() {
    return TrialContext.at(spark, folder, ZONE, asOf, settings);
  }

  private Map<String, JobReport> run(RandomEvents events) {
    RandomEvents.keepPersons(lake());
    events.keepOwners(lake());
    Map<String, JobReport> reports = new LinkedHashMap<>();
    for (Job<?> job : JOBS) {
      reports.put(job.spec().name(), context().run(job));
    }
    return reports;
  }

  private void assertEqualToTheirRebuild() {
    List<String> found = new ArrayList<>();
    List<String> compared = new ArrayList<>();
    TrialContext context = context();
    Lake reconciling =
        new ReconcileLake(
            context.lake(),
            difference -> {
              compared.add(difference.table().name());
              if (!difference.isNone()) {
                found.add(difference.toString());
              }
            });
    TrialContext again = new TrialContext(reconciling, asOf, ZONE, context.config(), false);
    JOBS.forEach(again::run);
    assertThat(found).isEmpty();
    assertThat(compared)
        .contains(
            "behaviour.sessions",
            "behaviour.session_events",
            "behaviour.daily_activity",
            "behaviour.daily_dimensions",
            "behaviour.orders",
            "behaviour.order_items",
            "profile.attribute_updates",
            "profile.person_tags",
            "profile.tag_values",
            "profile.portraits");
  }
}

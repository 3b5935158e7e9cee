package io.lakeprint.jobs.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.ReconcileLake;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.jobs.attributes.AttributesJob;
import io.lakeprint.jobs.behaviour.activity.DailyActivityJob;
import io.lakeprint.jobs.behaviour.orders.OrdersJob;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.jobs.tags.TagsJob;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to events between two runs, tables brought up to date hold what a rebuild would.
 *
 * <p>A person is a world of its own here: one history holds as many as it has people.
 */
@ExtendWith(SparkExtension.class)
class IncrementalHistoryTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate START = LocalDate.of(2026, 3, 27);
  private static final int STEPS = 4;
  private static final List<Job<?>> JOBS =
      List.of(
          new SessionsJob(),
          new DailyActivityJob(),
          new OrdersJob(),
          new AttributesJob(),
          new TagsJob());

  private final SparkSession spark;
  private final Path folder;

  IncrementalHistoryTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(longs = {20260327})
  void tablesBroughtUpToDateEqualTheirRebuild(long seed) {
    RandomEvents events = new RandomEvents(new Random(seed), START, ZONE);
    LocalDate asOf = START;
    for (int step = 0; step < STEPS; step++) {
      TrialContext context = TrialContext.at(spark, folder, ZONE, asOf);
      happen(events, context.lake(), step, asOf);
      for (Job<?> job : JOBS) {
        JobReport report = context.run(job);
        assertThat(report.notes().isEmpty())
            .as("seed %d step %d: %s %s", seed, step, job.spec().name(), report.notes())
            .isEqualTo(!isGap(step) || job instanceof TagsJob);
      }
      if (step > 0) {
        assertThat(differences(context)).as("seed %d step %d", seed, step).isEmpty();
      }
      asOf = asOf.plusDays(1 + events.random().nextInt(3));
    }
  }

  private static boolean isGap(int step) {
    return step == STEPS - 1;
  }

  private void happen(RandomEvents events, Lake lake, int step, LocalDate asOf) {
    events.append(lake, spark, asOf);
    if (step > 0) {
      events.reload(lake, spark);
      events.remove(lake, spark);
      events.mergeAndSplit(lake, spark);
    }
    if (isGap(step)) {
      lake.spark().conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
      DeltaTable.forPath(lake.spark(), lake.location(EventsTable.SPEC)).vacuum(0);
    }
    Dataset<Row> people = lake.read(EventsTable.SPEC).where("one_id is not null");
    lake.sync(PersonsTable.SPEC, RandomEvents.persons(people));
  }

  private static List<String> differences(TrialContext context) {
    List<String> found = new ArrayList<>();
    List<String> compared = new ArrayList<>();
    Lake reconciling =
        new ReconcileLake(
            context.lake(),
            difference -> {
              compared.add(difference.table().name());
              if (!difference.isNone()) {
                found.add(difference.toString());
              }
            });
    TrialContext again =
        new TrialContext(reconciling, context.asOf(), ZONE, context.config(), false);
    JOBS.forEach(again::run);
    assertThat(compared).contains("behaviour.sessions", "profile.person_tags");
    return found;
  }
}

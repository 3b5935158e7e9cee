package io.lakeprint.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.Upkeep;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class OptimizeJobTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final SparkSession spark;
  private final Path folder;

  OptimizeJobTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void smallFilesAreJoinedOnceAndNobodyDownstreamSeesIt() {
    append(1);
    append(2);
    append(3);
    context().run(new SessionsJob());
    JobReport report = context("optimize.tables=[events.events]").run(new OptimizeJob());

    assertThat(report.notes())
        .containsExactly(
            "events.events: 3 files before, 1 after; 0 deleted that held no row for a week");
    assertThat(report.rowsWritten()).isZero();
    assertThat(context().lake().read(EventsTable.SPEC).count()).isEqualTo(3);
    assertThat(context().run(new SessionsJob()).notes()).as("not made anew").isEmpty();

    long version = context().lake().version(EventsTable.SPEC);
    assertThat(context("optimize.tables=[events.events]").run(new OptimizeJob()).notes())
        .containsExactly("every table is in order");
    assertThat(context().lake().version(EventsTable.SPEC)).as("again").isEqualTo(version);
  }

  @Test
  void filesStayUntilWhoFollowsHasReadThem() {
    append(1);
    context().run(new SessionsJob());
    Lake lake = context().lake();
    spark.sql(
        "ALTER TABLE delta.`"
            + lake.location(EventsTable.SPEC)
            + "` SET TBLPROPERTIES (delta.deletedFileRetentionDuration = 'interval 0 seconds')");
    append(2);
    lake.delete(EventsTable.SPEC, EventsTable.EVENT_ID.col().equalTo("1"));

    Duration hour = Duration.ofHours(1); // as long as commits may overlap: nothing is younger
    Upkeep held = lake.optimize(EventsTable.SPEC, hour, OptionalLong.empty());
    assertThat(held.deleted()).as("sessions have not seen event 1 go").isZero();
    assertThat(held.heldSince()).isPresent();
    assertThat(context().run(new SessionsJob()).notes()).as("its feed is whole").isEmpty();

    OptionalLong other = OptionalLong.of(lake.version(EventsTable.SPEC) - 1);
    assertThat(lake.optimize(EventsTable.SPEC, hour, other).deleted())
        .as("somebody else has not")
        .isZero();
    assertThat(lake.optimize(EventsTable.SPEC, hour, OptionalLong.empty()).deleted()).isPositive();
    assertThat(lake.read(EventsTable.SPEC).count()).isEqualTo(1);
  }

  @Test
  void anUnknownTableIsRefused() {
    assertThatThrownBy(() -> context("optimize.tables=[events.event]").run(new OptimizeJob()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'events.events'?");
  }

  private void append(int id) {
    context()
        .lake()
        .append(
            EventsTable.SPEC,
            TableRows.of(EventsTable.SPEC)
                .row(
                    EventsTable.SOURCE,
                    "shop",
                    EventsTable.EVENT_ID,
                    String.valueOf(id),
                    EventsTable.EVENT_NAME,
                    "page_view",
                    EventsTable.EVENT_DATE,
                    DAY,
                    EventsTable.EVENT_TIME,
                    DAY + "T12:00:00Z",
                    EventsTable.ANCHOR_NODE,
                    1L,
                    EventsTable.ONE_ID,
                    "p")
                .on(spark),
            new Transaction("test", id));
  }

  private TrialContext context(String... settings) {
    return TrialContext.at(spark, folder, ZoneOffset.UTC, DAY, settings);
  }
}

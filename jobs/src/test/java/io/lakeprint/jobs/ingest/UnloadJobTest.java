package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.jobs.attributes.AttributesJob;
import io.lakeprint.jobs.behaviour.activity.DailyActivityJob;
import io.lakeprint.jobs.behaviour.orders.OrdersJob;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.testkit.LakeContent;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class UnloadJobTest {

  private static final String HEADER = "id,what,at,who,paid,ordered,plan";

  /** Also of a person that the other day knows, in a session and an order that both days share. */
  private static final String[] GOOD = {
    HEADER,
    "1,page_view,2026-03-01 10:00:00,ann,,,",
    "2,purchase,2026-03-01 10:20:00,ann,5,o1,",
    "3,profile_set,2026-03-01 11:00:00,bob,,,free",
    "4,page_view,never,bob,,,",
  };

  private static final String[] BAD = {
    HEADER,
    "5,page_view,2026-03-01 10:10:00,ann,,,",
    "6,purchase,2026-03-01 10:25:00,ann,7,o1,",
    "7,purchase,2026-03-02 09:00:00,eve,8,o2,",
    "8,profile_set,2026-03-02 10:00:00,bob,,,gold",
    "9,page_view,some day,bob,,,",
  };

  private static final List<Job<?>> FOLLOWERS =
      List.of(new AttributesJob(), new DailyActivityJob(), new SessionsJob(), new OrdersJob());

  private final SparkSession spark;
  private final Path folder;

  UnloadJobTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void whatFollowsFromEventsIsAsIfTheBatchHadNeverBeen() throws IOException {
    TrialLake lake = shop("lake", "both");
    write("both/good.csv", GOOD);
    lake.ingest();
    write("both/bad.csv", BAD);
    lake.ingest();
    FOLLOWERS.forEach(lake.context()::run);
    assertThat(lake.context().lake().read(OrdersTable.SPEC).count()).isEqualTo(2);

    TrialLake never = shop("never", "one");
    write("one/good.csv", GOOD);
    never.ingest();
    FOLLOWERS.forEach(never.context()::run);

    JobReport report = unload(lake, batchOf(lake, "7"));
    assertThat(report.writes())
        .extracting(write -> write.table().name() + " " + write.deleted())
        .containsExactly("events.events 4", "quarantine.rejected_records 1");
    assertThat(report.notes())
        .singleElement()
        .asString()
        .endsWith("4 events and 1 refusals are taken out; no later ingest brings them back");
    for (Job<?> job : FOLLOWERS) {
      assertThat(lake.context().run(job).notes()).as(job.spec().name()).isEmpty();
    }
    assertThat(comparable(lake)).isEqualTo(comparable(never));
    assertThat(lake.events()).isEqualTo(never.events());
    assertThat(lake.refusals()).containsExactlyElementsOf(never.refusals());

    assertThat(lake.ingest().read()).as("its files stay read").isZero();
    for (Job<?> job : FOLLOWERS) {
      assertThat(lake.context().run(job).rowsWritten()).as(job.spec().name()).isZero();
    }
  }

  @Test
  void aSecondTimeChangesNothing() throws IOException {
    TrialLake lake = shop("lake", "files");
    write("files/bad.csv", BAD);
    lake.ingest();
    String batch = batchOf(lake, "5");
    long version = lake.context().lake().version(EventsTable.SPEC);

    unload(lake, batch);
    assertThat(lake.events()).isEmpty();
    long after = lake.context().lake().version(EventsTable.SPEC);
    assertThat(after).as("one commit").isEqualTo(version + 1);
    JobReport again = unload(lake, batch);
    assertThat(again.notes()).containsExactly(batch + ": nothing of it is in the lake");
    assertThat(again.writes()).isEmpty();
    assertThat(lake.context().lake().version(EventsTable.SPEC)).isEqualTo(after);
    forgetFiles(lake);
    assertThat(unload(lake, batch).notes()).as("its checkpoint knows it").isEqualTo(again.notes());
  }

  @Test
  void aBatchThatNeverWasIsRefusedWithTheNearest() throws IOException {
    TrialLake lake = shop("lake", "files");
    write("files/good.csv", GOOD);
    lake.ingest();
    String batch = batchOf(lake, "1");
    assertThatThrownBy(() -> unload(lake, batch + "7"))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("There is no batch '" + batch + "7'")
        .hasMessageContaining("Did you mean '" + batch + "'?");
    assertThatThrownBy(() -> unload(lake.with("unload.source=web"), batch))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("of source web");
    assertThatThrownBy(() -> unload(lake, "")).isInstanceOf(UsageException.class);
    assertThat(lake.events()).hasSize(3);
  }

  @Test
  void eventsOfReplayedRefusalsStayAndAreTold() throws IOException {
    TrialLake lake = shop("lake", "files");
    write("files/good.csv", GOOD);
    lake.ingest();
    String batch = batchOf(lake, "1");
    lake.with(
            "sources.shop.select.event_time=\"coalesce(CAST(try_to_timestamp(at) AS STRING),"
                + " '2026-03-01T00:00:00Z')\"")
        .replay();
    assertThat(unload(lake, batch).notes())
        .anySatisfy(note -> assertThat(note).contains("1 of its refusals were replayed"));
    assertThat(lake.events(EventsTable.EVENT_ID)).containsExactly("4");
    assertThat(lake.context().lake().read(RejectedRecordsTable.SPEC).isEmpty()).isTrue();
  }

  private static JobReport unload(TrialLake lake, String batch) {
    return lake.with("unload.batch=" + (batch.isEmpty() ? "\"\"" : batch))
        .context()
        .run(new UnloadJob());
  }

  private static String batchOf(TrialLake lake, String eventId) {
    return lake.context()
        .lake()
        .read(EventsTable.SPEC)
        .where(EventsTable.EVENT_ID.col().equalTo(eventId))
        .select(EventsTable.BATCH_ID.col())
        .as(Encoders.STRING())
        .head();
  }

  private SortedMap<String, String> comparable(TrialLake lake) {
    SortedMap<String, String> digests = new LakeContent(spark, lake.folder()).digests();
    // A refusal is known by the path of its file, which is another one in another folder.
    digests.remove(RejectedRecordsTable.SPEC.name());
    return digests;
  }

  private TrialLake shop(String name, String files) {
    return TrialLake.of(
        spark,
        folder.resolve(name),
        "sources.shop.format=csv",
        "sources.shop.path=" + folder.resolve(files),
        "sources.shop.channel=web",
        "sources.shop.select={event_id=id, event_name=what, event_time=at, amount=paid,"
            + " currency=\"'CNY'\", order_id=ordered, user_properties=\"map('plan', plan)\","
            + " ids=\"array(named_struct('type', 'member_id', 'scope', '', 'value', who))\"}");
  }

  private static void forgetFiles(TrialLake lake) {
    lake.context().lake().delete(SourceFilesTable.SPEC, lit(true));
  }

  private void write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}

package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.ids.OneIds;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class IdentityJobTest {
  private static final LocalDate EARLY = LocalDate.of(2026, 3, 2);
  private static final LocalDate LATE = LocalDate.of(2026, 3, 31);
  private static final List<TableSpec> TABLES =
      List.of(
          IdentityLogTable.SPEC,
          IdLinksTable.SPEC,
          IdentityMapTable.SPEC,
          PersonsTable.SPEC,
          OneIdAliasesTable.SPEC,
          EventsTable.SPEC);

  private final SparkSession spark;

  @TempDir private Path folder;

  IdentityJobTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void eventsFollowTheirPeopleAndARerunWritesNothing() {
    write(
        new IdentityWorld()
            .event("01T10:00", "page_view", "cookie:c")
            .event("02T09:00", "login", "cookie:d", "member_id:ann")
            .event("05T10:00", "login", "cookie:c", "member_id:ann")
            .event("05T11:00", "page_view", "cookie:c")
            .event("09T10:00", "login", "cookie:c", "member_id:bob")
            .event("09T11:00", "page_view", "cookie:c")
            .event("20T10:00", "page_view", "cookie:c"));
    at(EARLY).run(new IdentityJob());
    String ann = personOf("2026-03-02T09:00:00Z");
    String anonymous = personOf("2026-03-01T10:00:00Z");
    assertThat(anonymous).isNotEqualTo(ann);

    at(LATE).run(new IdentityJob());

    String bob = personOf("2026-03-09T10:00:00Z");
    assertThat(people())
        .isEqualTo(
            Map.of(
                "2026-03-01T10:00:00Z", ann,
                "2026-03-02T09:00:00Z", ann,
                "2026-03-05T10:00:00Z", ann,
                "2026-03-05T11:00:00Z", ann,
                "2026-03-09T10:00:00Z", bob,
                "2026-03-09T11:00:00Z", bob,
                "2026-03-20T10:00:00Z", OneIds.ofFounder(IdentityWorld.node("cookie:c"), -1)));
    assertThat(bob).isNotEqualTo(ann);
    assertThat(
            at(LATE)
                .lake()
                .read(OneIdAliasesTable.SPEC)
                .where(OneIdAliasesTable.RETIRED_ID.col().equalTo(anonymous))
                .select(OneIdAliasesTable.ONE_ID.col())
                .first()
                .getString(0))
        .isNotEqualTo(anonymous);

    Map<String, Long> versions = versions();
    JobReport rerun = at(LATE).run(new IdentityJob());
    assertThat(rerun.rowsWritten()).isZero();
    assertThat(versions()).isEqualTo(versions);

    JobReport older = at(EARLY).run(new IdentityJob());
    assertThat(older.notes()).singleElement().asString().contains("only moves forward");
    assertThat(versions()).isEqualTo(versions);
  }

  @Test
  void aRunThatRenamesTooManyStopsBeforeItWritesUnlessToldSo() {
    write(
        new IdentityWorld()
            .event("01T10:00", "page_view", "cookie:c")
            .event("02T09:00", "login", "cookie:d", "member_id:ann")
            .event("20T10:00", "login", "cookie:c", "member_id:ann"));
    at(EARLY).run(new IdentityJob());
    Map<String, Long> versions = versions();

    assertThatThrownBy(() -> at(LATE, "identity.alarm.min-nodes=3").run(new IdentityJob()))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("1 of 3 published identifiers")
        .hasMessageContaining("identity.accept-renames=1");
    assertThat(versions()).isEqualTo(versions);

    at(LATE, "identity.alarm.min-nodes=3", "identity.accept-renames=1").run(new IdentityJob());
    assertThat(
            at(LATE)
                .lake()
                .read(IdentityLogTable.SPEC)
                .where(IdentityLogTable.CAUSE.col().contains("accepted 1 renames"))
                .count())
        .isPositive();
  }

  private void write(IdentityWorld world) {
    at(EARLY).lake().append(EventsTable.SPEC, world.on(spark), new Transaction("test", 1));
  }

  private TrialContext at(LocalDate asOf, String... settings) {
    return TrialContext.at(spark, folder, ZoneOffset.UTC, asOf, settings);
  }

  private Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    TABLES.forEach(table -> versions.put(table.name(), at(LATE).lake().version(table)));
    return versions;
  }

  private String personOf(String time) {
    return people().getOrDefault(time, "nobody");
  }

  private Map<String, String> people() {
    Map<String, String> people = new TreeMap<>();
    Dataset<Row> events = at(LATE).lake().read(EventsTable.SPEC);
    events
        .select(EventsTable.EVENT_TIME.col(), EventsTable.ONE_ID.col())
        .collectAsList()
        .forEach(
            row ->
                people.put(
                    row.getTimestamp(0).toInstant().toString(), String.valueOf(row.getString(1))));
    return people;
  }
}

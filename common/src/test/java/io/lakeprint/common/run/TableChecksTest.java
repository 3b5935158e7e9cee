package io.lakeprint.common.run;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.lake.CommitStamp;
import io.lakeprint.common.lake.DeltaLake;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.QualityResultsTable;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a run is told of the rows it has written, and of no others. */
@ExtendWith(SparkExtension.class)
class TableChecksTest {

  private static final ColumnSpec NAME = required("name", Types.STRING, "Key");
  private static final ColumnSpec STATE =
      optional("state", Types.STRING, "One of two").oneOf("new", "known");
  private static final ColumnSpec PLACE = required("place", Types.STRING, "Partition");
  private static final TableSpec KEYED =
      TableSpec.of(TableKind.STATE, "profile.keyed", "One name", NAME, STATE)
          .key(NAME)
          .withChangeFeed();
  private static final TableSpec PLACED =
      TableSpec.of(TableKind.STATE, "profile.placed", "One name of a place", NAME, STATE, PLACE)
          .key(NAME, PLACE)
          .partitionedBy(PLACE);

  private final SparkSession spark;
  private final Path folder;

  TableChecksTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void onlyTheRowsOfTheRunAreLookedAt() {
    Lake first = lake("first");
    WriteResult inserted = sync(first, KEYED, "ann new", "bob new", "cat known", "dan known");
    assertThat(checked(first, "first", inserted, -1)).containsOnly(4L);

    Lake second = lake("second");
    WriteResult changed = sync(second, KEYED, "ann known", "bob new", "cat known", "eve new");
    assertThat(changed.rows()).as("ann is changed, dan gone, eve new").isEqualTo(3);
    long before = inserted.version();
    // Delta wrote one file of what it changed, and copied no more than that file held before.
    assertThat(checked(second, "second", changed, before)).allMatch(rows -> rows >= 2 && rows <= 4);
    assertThat(checked(first, "first", changed, changed.version())).containsOnly(0L);
  }

  @Test
  void filesOfReplacedPartitionsAreThoseThatStoodLastWhateverTheirPaths() {
    String odd = "b%20[x]{y}*: ä";
    Lake lake = lake("first");
    lake.sync(PLACED, rows(PLACED, "ann new a", "bob new a"));
    lake.replaceWhere(PLACED, rows(PLACED, "cat new a"), "place = 'a'");
    WriteResult last =
        lake.replaceWhere(
            PLACED,
            TableRows.of(PLACED)
                .row(NAME, "dan", STATE, "known", PLACE, odd)
                .row(NAME, "eve", STATE, "known", PLACE, odd)
                .on(spark),
            "place = '" + odd + "'");
    assertThat(checked(lake, "first", last, -1)).as("cat, dan and eve").containsOnly(3L);
  }

  @Test
  void aRowOutsideThePartThatIsReplacedFailsTheFirstWriteAndTheLaterOnes() {
    Lake lake = lake("first");
    assertThatThrownBy(
            () -> lake.replaceWhere(PLACED, rows(PLACED, "ann new a", "bob new b"), "place = 'a'"))
        .hasStackTraceContaining("a row for profile.placed is outside place = 'a'");
    assertThat(lake.read(PLACED).count()).isZero();
    lake.replaceWhere(PLACED, rows(PLACED, "ann new a"), "place = 'a'");
    assertThatThrownBy(() -> lake.replaceWhere(PLACED, rows(PLACED, "bob new b"), "place = 'a'"))
        .hasStackTraceContaining("place");
    assertThat(lake.read(PLACED).count()).isEqualTo(1);
  }

  @Test
  void rowsThatBreakTheDeclarationRefuseTheRun() {
    Lake lake = lake("first");
    WriteResult twice = sync(lake, KEYED, "ann new", "ann known", "bob new");
    assertThatThrownBy(() -> checked(lake, "first", twice, -1))
        .isInstanceOfSatisfying(
            GateRefusedException.class, e -> assertThat(e.exitCode()).isEqualTo(4))
        .hasMessageContaining("profile.keyed as written by test: 1 of 3 rows")
        .hasMessageContaining("the key is unique");

    WriteResult unknown = lake.replaceWhere(KEYED, rows(KEYED, "ann old"), "true");
    assertThatThrownBy(() -> checked(lake, "first", unknown, twice.version()))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("state is one of new, known");
  }

  /** How many rows each expectation was checked on. */
  private List<Long> checked(Lake lake, String run, WriteResult write, long before) {
    TableChecks checks = new TableChecks();
    checks.check(
        lake,
        run,
        "test",
        JobReport.of(write),
        Map.of(write.table().name(), before),
        Instant.EPOCH);
    checks.publish(lake, run);
    return lake
        .read(QualityResultsTable.SPEC)
        .where(QualityResultsTable.RUN_ID.col().equalTo(run))
        .select(QualityResultsTable.CHECKED_ROWS.col())
        .collectAsList()
        .stream()
        .map((Row row) -> row.getLong(0))
        .toList();
  }

  private WriteResult sync(Lake lake, TableSpec table, String... lines) {
    return lake.sync(table, rows(table, lines));
  }

  private Dataset<Row> rows(TableSpec table, String... lines) {
    TableRows rows = TableRows.of(table);
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      if (table.equals(PLACED)) {
        rows.row(NAME, words.get(0), STATE, words.get(1), PLACE, words.get(2));
      } else {
        rows.row(NAME, words.get(0), STATE, words.get(1));
      }
    }
    return rows.on(spark);
  }

  private Lake lake(String run) {
    return DeltaLake.open(
        spark,
        new LakeSettings(
            folder.resolve("la[ke]").toString(),
            new LakeSettings.Catalog(""),
            Duration.ofSeconds(1),
            3,
            "CNY"),
        new LakeManifest(ZoneId.of("Asia/Shanghai"), "CNY", "fingerprint"),
        new CommitStamp(run, "test", LocalDate.of(2026, 3, 1)),
        notice -> {});
  }
}

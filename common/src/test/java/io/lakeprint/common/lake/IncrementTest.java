package io.lakeprint.common.lake;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.common.tables.Watch;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IncrementTest {

  private static final ColumnSpec ID = required("id", Types.STRING, "Key");
  private static final ColumnSpec PERSON = optional("person", Types.STRING, "Null = unknown");
  private static final ColumnSpec DAY = required("day", Types.DATE, "Day");
  private static final ColumnSpec SCORE = optional("score", Types.LONG, "Watched");
  private static final ColumnSpec NOTE = optional("note", Types.STRING, "Of no interest");
  private static final TableSpec SIGHTS =
      TableSpec.of(TableKind.SOURCE, "events.sights", "One sight", ID, PERSON, DAY, SCORE, NOTE)
          .key(ID)
          .statisticsOn(DAY)
          .withChangeFeed()
          .withDeletionVectors();
  private static final ColumnSpec DUE = optional("due", Types.DATE, "Null = never");
  private static final TableSpec PEOPLE =
      TableSpec.of(TableKind.STATE, "profile.people", "One person", PERSON, SCORE, DUE)
          .key(PERSON)
          .withChangeFeed();
  private static final TableSpec LISTS =
      TableSpec.of(TableKind.STATE, "profile.lists", "One person", PERSON, SCORE).key(PERSON);
  private static final Watch WATCH =
      new Watch(List.of(PERSON), List.of(SCORE), functions.lit(true));
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

  private final SparkSession spark;
  private final Path folder;
  private Lake lake;
  private LocalDate asOf = FIRST;

  IncrementTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.lake = open(FIRST);
  }

  @BeforeEach
  void somePeopleAreKnown() {
    lake = open(FIRST);
    lake.sync(SIGHTS, sights("a", "p", 1, 1L, "x", "b", "q", 1, 2L, "x", "c", "r", 2, 3L, "x"));
    lake.sync(PEOPLE, people("p", 1L), Part.all(), step().state());
  }

  @Test
  void tellsTheKeysWhoseRowsDiffer() {
    assertThat(changed()).isEqualTo("nothing");

    lake.sync(SIGHTS, sights("d", "s", 2, null, "x"), Part.where("id = 'd'"));
    assertThat(changed()).as("a new row").isEqualTo("[s]");

    lake.sync(SIGHTS, sights("b", "q", 1, 2L, "other"), Part.where("id = 'b'"));
    assertThat(changed()).as("a column nobody watches").isEqualTo("[s]");

    lake.sync(SIGHTS, sights("b", "p", 1, 2L, "other"), Part.where("id = 'b'"));
    assertThat(changed()).as("a key that changed").isEqualTo("[p, q, s]");

    lake.sync(SIGHTS, sights("b", "q", 1, 2L, "other"), Part.where("id = 'b'"));
    assertThat(changed()).as("a change taken back").isEqualTo("[s]");

    lake.sync(SIGHTS, sights(), Part.where("id = 'c'"));
    assertThat(changed()).as("a row that is gone").isEqualTo("[r, s]");

    lake.replaceWhere(SIGHTS, lake.read(SIGHTS).where("id = 'a'"), "id = 'a'");
    assertThat(changed()).as("a row written again as it was").isEqualTo("[r, s]");

    lake.sync(PEOPLE, people("p", 1L, "s", 2L), Part.all(), step().state());
    assertThat(changed()).as("all of it consumed").isEqualTo("nothing");

    DeltaTable.forPath(spark, lake.location(SIGHTS)).optimize().executeCompaction();
    assertThat(changed()).as("files put together").isEqualTo("nothing");
  }

  @Test
  void keepsTheStateOfATableWhoseRowsStay() {
    lake.sync(SIGHTS, sights("d", null, 2, null, "x"), Part.where("id = 'd'"));
    assertThat(changed()).as("a row without a key").isEqualTo("nothing");

    WriteResult kept = lake.sync(PEOPLE, people("p", 1L), Part.all(), step().state());
    assertThat(kept.rows()).isZero();
    assertThat(changed()).isEqualTo("nothing");

    WriteResult same = lake.sync(PEOPLE, people("p", 1L), Part.all(), step().state());
    assertThat(same.version()).as("the same state again is no commit").isEqualTo(kept.version());
  }

  @Test
  void writesOnlyTheRowsOfTheKeysThatDiffer() {
    lake.sync(PEOPLE, people("p", 1L, "q", 2L, "r", 3L));
    Changed.Keys keys = new Changed.Keys(people("p", 0L, "q", 0L, "z", 0L).select(PERSON.col()));

    WriteResult written =
        lake.sync(PEOPLE, people("p", 1L, "z", 9L), Part.all().with(keys), step().state());

    assertThat(written.inserted()).as("z").isEqualTo(1);
    assertThat(written.deleted()).as("q").isEqualTo(1);
    assertThat(written.updated()).as("p is what it was, r is not asked").isZero();
    assertThat(lake.read(PEOPLE).where("person in ('p', 'r', 'z')").count()).isEqualTo(3);
  }

  @Test
  void aRunThatBrokeOffBetweenTwoTablesIsTakenUpFromTheOneBehind() {
    Increment first = step(PEOPLE, LISTS);
    lake.sync(PEOPLE, people("p", 1L), Part.all(), first.state());
    lake.sync(LISTS, people("p", 1L).select(LISTS.cols()), Part.all(), first.state());
    assertThat(changed(step(PEOPLE, LISTS))).isEqualTo("nothing");

    lake.sync(SIGHTS, sights("d", "s", 2, null, "x"), Part.where("id = 'd'"));
    Increment second = step(PEOPLE, LISTS);
    lake.sync(PEOPLE, people("p", 2L), Part.all(), second.state());
    assertThat(changed(step(PEOPLE, LISTS))).as("the lists are behind").isEqualTo("[s]");

    lake.sync(LISTS, people("p", 2L).select(LISTS.cols()), Part.all(), second.state());
    assertThat(changed(step(PEOPLE, LISTS))).isEqualTo("nothing");
  }

  @Test
  void theCalendarChangesKeysToo() {
    Dataset<Row> waiting =
        TableRows.of(PEOPLE)
            .row(PERSON, "p", DUE, FIRST.plusDays(1))
            .row(PERSON, "q", DUE, FIRST.plusDays(2))
            .row(PERSON, "r")
            .on(spark);
    lake.sync(PEOPLE, waiting, Part.all(), step().state());
    lake = open(FIRST.plusDays(1));
    Increment next = step();

    assertThat(next.lastAsOf()).contains(FIRST);
    assertThat(text(next.passed(SIGHTS, DAY, WATCH))).isEqualTo("[r]");
    assertThat(text(next.due(PEOPLE, DUE, List.of(PERSON)))).isEqualTo("[p]");
    lake.sync(PEOPLE, waiting, Part.all(), next.state());
    lake = open(FIRST);
    assertThat(text(step().passed(SIGHTS, DAY, WATCH))).as("backwards").isEqualTo("[r]");
    assertThat(text(step().due(PEOPLE, DUE, List.of(PERSON)))).contains("is before that of");
  }

  @Test
  void saysAloudWhyEverythingIsMadeAnew() throws IOException {
    assertThat(changed(lake.increment(List.of(PEOPLE), List.of(SIGHTS), FIRST, "other")))
        .isEqualTo("profile.people was made from other definitions");
    assertThat(changed(lake.increment(List.of(PEOPLE), List.of(LISTS), FIRST, "rules")))
        .isEqualTo("profile.people was made from other tables");
    assertThat(changed(step(LISTS))).contains("profile.lists: nothing tells");

    lake.sync(SIGHTS, sights("a", "p", 1, 9L, "x"), Part.where("id = 'a'"));
    DeltaTable.forPath(spark, lake.location(PEOPLE)).delete("person = 'p'");
    assertThat(changed()).isEqualTo("profile.people: version 2 (DELETE) is no job's");
    DeltaTable.forPath(spark, lake.location(PEOPLE)).restoreToVersion(1);
    assertThat(changed()).contains("version 3 (RESTORE) is no job's");

    lake.sync(PEOPLE, people("p", 1L), Part.all(), step().state());
    deleteRecursively(folder.resolve("lake/events/sights"));
    lake.sync(SIGHTS, sights("a", "p", 1, 1L, "x"));
    assertThat(changed()).isEqualTo("events.sights is another table than it was");
  }

  @Test
  void aVacuumedFeedAndALogThatWasCleanedAreTold() throws IOException {
    spark.sql(
        "ALTER TABLE delta.`"
            + lake.location(SIGHTS)
            + "` SET TBLPROPERTIES ('delta.checkpointInterval' = '1')");
    long first = lake.version(SIGHTS);
    lake.sync(SIGHTS, sights("a", "p", 1, 9L, "x"), Part.where("id = 'a'"));
    lake.sync(SIGHTS, sights("a", "p", 1, 8L, "x"), Part.where("id = 'a'"));
    assertThat(changed()).isEqualTo("[p]");

    lake.spark().conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    lake.spark().conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
    DeltaTable.forPath(lake.spark(), lake.location(SIGHTS)).vacuum(0);
    assertThat(changed()).contains("events.sights: its change feed cannot be read");

    for (long version = 0; version <= first; version++) {
      Files.delete(log(version));
    }
    assertThat(changed())
        .isEqualTo("events.sights: its log no longer reaches back to version " + first);
  }

  @Test
  void aRestoredARetypedAndAShortenedTableAreToldToo() throws IOException {
    long before = lake.version(SIGHTS);
    lake.sync(SIGHTS, sights("a", "p", 1, 9L, "x"), Part.where("id = 'a'"));
    DeltaTable.forPath(spark, lake.location(SIGHTS)).restoreToVersion(before);
    assertThat(changed()).isEqualTo("events.sights: version " + (before + 2) + " is a RESTORE");

    lake.sync(PEOPLE, people("p", 1L), Part.all(), step().state());
    spark
        .read()
        .format("delta")
        .load(lake.location(SIGHTS))
        .selectExpr("id", "person", "day", "cast(score AS STRING) AS score", "note")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", true)
        .save(lake.location(SIGHTS));
    assertThat(changed()).contains("changed the type of a column");
  }

  @Test
  void aColumnMoreIsNoReasonToBeginAgain() {
    spark.sql("ALTER TABLE delta.`" + lake.location(SIGHTS) + "` ADD COLUMNS (more STRING)");
    assertThat(changed()).isEqualTo("nothing");
    lake.sync(PEOPLE, people("p", 2L), Part.all(), step().state());
    lake.sync(SIGHTS, sights("a", "p", 1, 9L, "x"), Part.where("id = 'a'"));
    assertThat(changed()).isEqualTo("[p]");
  }

  private Path log(long version) {
    return folder.resolve(String.format("lake/events/sights/_delta_log/%020d.json", version));
  }

  private static void deleteRecursively(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private String changed() {
    return changed(step());
  }

  private static String changed(Increment step) {
    return text(step.changed(SIGHTS, WATCH));
  }

  private static String text(Changed changed) {
    if (changed instanceof Changed.Everything everything) {
      return everything.reason();
    }
    if (!(changed instanceof Changed.Keys keys)) {
      return "nothing";
    }
    List<String> found =
        keys.rows().collectAsList().stream().map(row -> String.valueOf(row.get(0))).toList();
    assertThat(found).doesNotHaveDuplicates();
    return new TreeSet<>(found).toString();
  }

  private Increment step() {
    return step(PEOPLE);
  }

  private Increment step(TableSpec... outputs) {
    return lake.increment(List.of(outputs), List.of(SIGHTS), asOf, "rules");
  }

  private Lake open(LocalDate day) {
    asOf = day;
    return DeltaLake.open(
        spark,
        new LakeSettings(
            folder.resolve("lake").toString(),
            new LakeSettings.Catalog(""),
            Duration.ofSeconds(1),
            2,
            "CNY"),
        new LakeManifest(ZoneId.of("Asia/Shanghai"), "CNY", "secret"),
        new CommitStamp("run", "job", day),
        notice -> {});
  }

  /** Five values a row: id, person, day of March, score, note. */
  private Dataset<Row> sights(@Nullable Object... values) {
    TableRows rows = TableRows.of(SIGHTS);
    for (int i = 0; i < values.length; i += 5) {
      LocalDate day = FIRST.withDayOfMonth((Integer) Objects.requireNonNull(values[i + 2]));
      rows.row(
          ID,
          values[i],
          PERSON,
          values[i + 1],
          DAY,
          day,
          SCORE,
          values[i + 3],
          NOTE,
          values[i + 4]);
    }
    return rows.on(spark);
  }

  private Dataset<Row> people(Object... values) {
    TableRows rows = TableRows.of(PEOPLE);
    for (int i = 0; i < values.length; i += 2) {
      rows.row(PERSON, values[i], SCORE, values[i + 1]);
    }
    return rows.on(spark);
  }
}

package io.lakeprint.common.lake;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class DeltaLakeTest {

  private static final ColumnSpec NAME = required("name", Types.STRING, "Key");
  private static final ColumnSpec SCORE = optional("score", Types.LONG, "Null = unknown");
  private static final ColumnSpec WRITTEN =
      optional("written", Types.STRING, "Who wrote it").auditOnly();
  private static final TableSpec FED =
      TableSpec.of(TableKind.STATE, "profile.fed", "One name", NAME, SCORE, WRITTEN)
          .key(NAME)
          .withChangeFeed();
  private static final TableSpec PLAIN =
      TableSpec.of(TableKind.STATE, "profile.plain", "One name", NAME, SCORE, WRITTEN).key(NAME);

  private final SparkSession spark;
  private final Path folder;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Lake lake;

  DeltaLakeTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.lake = open("secret", Duration.ofSeconds(1));
  }

  @BeforeEach
  void open() {
    lake = open("secret", Duration.ofSeconds(1));
  }

  @Test
  void readsNoRowsOfTheDeclaredSchemaBeforeTheFirstWrite() {
    assertThat(lake.read(FED).schema()).isEqualTo(FED.schema());
    assertThat(lake.read(FED).count()).isZero();
    assertThat(lake.version(FED)).isEqualTo(-1);
  }

  /** The log is read directly because a history costs a Spark job: both must agree. */
  @Test
  void theLatestCommitIsTheOneOfDeltasOwnHistory() throws IOException {
    for (int number = 0; number < 11; number++) { // past a checkpoint
      lake.append(FED, rows(FED, "a" + number, 1L, "first"), new Transaction("test", number));
    }
    requireAgreement(FED);
    lake.update(FED, rows(FED, "a3", 2L, "second"), List.of(NAME), "true");
    requireAgreement(FED);
    healthIsWhatDeltaSaysWithAndWithoutAChecksum();
  }

  private void healthIsWhatDeltaSaysWithAndWithoutAChecksum() throws IOException {
    Row detail =
        DeltaTable.forPath(spark, lake.location(FED))
            .detail()
            .selectExpr("minReaderVersion", "numFiles", "sizeInBytes")
            .head();
    TableHealth fromLog = TableHealth.of(spark, lake.root(), FED).orElseThrow();
    Path log = folder.resolve("lake/profile/fed/_delta_log");
    Files.delete(log.resolve(String.format("%020d.crc", lake.version(FED))));
    TableHealth fromDelta = TableHealth.of(spark, lake.root(), FED).orElseThrow();

    for (TableHealth health : List.of(fromLog, fromDelta)) {
      assertThat(health.readerVersion()).isEqualTo(detail.getInt(0));
      assertThat(health.files()).isEqualTo(detail.getLong(1));
      assertThat(health.bytes()).isEqualTo(detail.getLong(2));
      assertThat(health.clashes()).isEmpty();
      assertThat(health.log().commits()).as("after the checkpoint of 10").isEqualTo(2);
    }
    assertThat(TableHealth.of(spark, lake.root(), PLAIN)).isEmpty();
  }

  private void requireAgreement(TableSpec table) {
    String location = lake.location(table);
    Row history = DeltaTable.forPath(spark, location).history(1).head();
    CommitLog log = CommitLog.of(spark, location);
    CommitLog.Commit latest = log.at(log.latest()).orElseThrow();
    assertThat(latest.version())
        .isEqualTo(history.getLong(history.fieldIndex("version")))
        .isEqualTo(lake.version(table));
    assertThat(latest.metrics())
        .isNotEmpty()
        .isEqualTo(history.getJavaMap(history.fieldIndex("operationMetrics")));
  }

  @Test
  void syncWritesOnlyWhatDiffersAndNothingWhenNothingDoes() {
    for (TableSpec table : List.of(FED, PLAIN)) {
      lake.sync(table, rows(table, "a", 1L, "first", "b", 2L, "first", "c", null, "first"));
      long version = lake.version(table);

      assertThat(
              lake.sync(
                      table, rows(table, "c", null, "second", "b", 2L, "second", "a", 1L, "second"))
                  .rows())
          .as("audit columns alone are no reason to write")
          .isZero();
      assertThat(lake.version(table)).isEqualTo(version);

      lake.sync(table, rows(table, "a", 1L, "third", "b", null, "third", "d", 4L, "third"));
      assertThat(names(table)).containsExactly("a=1", "b=null", "d=4");
    }
  }

  @Test
  void changeFeedHoldsExactlyTheRowsThatChanged() {
    lake.sync(FED, rows(FED, "a", 1L, "x", "b", 2L, "x"));
    long before = lake.version(FED);
    WriteResult result = lake.sync(FED, rows(FED, "a", 1L, "y", "b", 3L, "y", "c", 4L, "y"));

    assertThat(result.inserted()).isEqualTo(1);
    assertThat(result.updated()).isEqualTo(1);
    Dataset<Row> feed =
        spark
            .read()
            .format("delta")
            .option("readChangeFeed", true)
            .option("startingVersion", before + 1)
            .load(lake.location(FED));
    assertThat(feed.select("name", "_change_type").collectAsList().stream().map(Row::toString))
        .containsExactlyInAnyOrder("[b,update_preimage]", "[b,update_postimage]", "[c,insert]");
  }

  @Test
  void syncWithinAScopeLeavesTheRestAlone() {
    for (TableSpec table : List.of(FED, PLAIN)) {
      lake.sync(table, rows(table, "a", 1L, "x", "b", 2L, "x"));
      lake.sync(table, rows(table, "b", 5L, "x"), Part.where("name = 'b'"));
      assertThat(names(table)).containsExactly("a=1", "b=5");
    }
  }

  @Test
  void appendIsDoneOncePerTransaction() {
    Transaction first = new Transaction("loader", 0);
    lake.append(PLAIN, rows(PLAIN, "a", 1L, "x"), first);
    WriteResult again = lake.append(PLAIN, rows(PLAIN, "a", 1L, "x"), first);

    assertThat(again.rows()).isZero();
    lake.append(PLAIN, rows(PLAIN, "b", 2L, "x"), new Transaction("loader", 1));
    assertThat(names(PLAIN)).containsExactly("a=1", "b=2");
  }

  @Test
  void whatAppendedRowsLackIsNullAndStandsInNoFile() {
    lake.append(FED, rows(FED, "a", 1L, "x"), new Transaction("loader", 0));
    lake.append(FED, rows(FED, "b", 1L, "x").drop("score"), new Transaction("loader", 1));

    assertThat(names(FED)).containsExactly("a=1", "b=null");
    assertThat(
            Arrays.stream(lake.read(FED).where("name = 'b'").inputFiles())
                .map(file -> spark.read().parquet(file))
                .filter(rows -> rows.where("name = 'b'").count() > 0)
                .map(rows -> List.of(rows.columns())))
        .containsExactly(List.of("name", "written"));
    assertThat(lake.changes(FED, lake.version(FED) - 1, lake.version(FED)).select("score").head())
        .isEqualTo(RowFactory.create((Object) null));

    Dataset<Row> nameless = rows(FED, "c", 1L, "x").drop("name");
    assertThatThrownBy(() -> lake.append(FED, nameless, new Transaction("loader", 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("column name is missing");
  }

  @Test
  void updateTouchesOnlyRowsThatDiffer() {
    lake.sync(FED, rows(FED, "a", 1L, "x", "b", 2L, "x"));
    Dataset<Row> changes = rows(FED, "a", 1L, "x", "b", 7L, "x").select(NAME.col(), SCORE.col());

    WriteResult result = lake.update(FED, changes, List.of(NAME), "name >= 'a'");

    assertThat(result.updated()).isEqualTo(1);
    assertThat(names(FED)).containsExactly("a=1", "b=7");
  }

  @Test
  void aGrownDeclarationWidensTheTableAndAShrunkOneNarrowsIt() {
    ColumnSpec tag = optional("tag", Types.STRING, "It's a tag");
    TableSpec wider = FED.withColumns(List.of(tag));
    lake.sync(FED, rows(FED, "a", 1L, "x"));
    lake.sync(wider, TableRows.of(wider).row(NAME, "a", SCORE, 1L, tag, "t").on(spark));
    assertThat(lake.read(wider).select("tag").head().getString(0)).isEqualTo("t");

    lake.sync(FED, rows(FED, "a", 1L, "x"));
    assertThat(lake.read(FED).columns()).containsExactly("name", "score", "written");
  }

  @Test
  void aTableThatIsReplacedWholeTakesItsColumnsFromItAndKeepsItsPartitions() {
    ColumnSpec tag = required("tag", Types.STRING, "A tag");
    TableSpec parted =
        TableSpec.of(TableKind.STATE, "profile.parted", "One name", NAME, SCORE)
            .key(NAME)
            .partitionedBy(NAME);
    TableSpec other = parted.withColumns(List.of(tag));
    lake.replaceWhere(parted, TableRows.of(parted).row(NAME, "a", SCORE, 1L).on(spark), "true");
    lake.replaceWhere(
        other, TableRows.of(other).row(NAME, "b", SCORE, 2L, tag, "t").on(spark), "true");
    assertThat(lake.read(other).columns()).containsExactly("name", "score", "tag");
    assertThat(
            DeltaTable.forPath(spark, lake.location(other))
                .detail()
                .select("partitionColumns")
                .head()
                .getList(0))
        .hasToString("[name]");
  }

  @Test
  void refusesRowsThatAreNotWhatTheTableDeclares() {
    Dataset<Row> wrong = rows(FED, "a", 1L, "x").withColumnRenamed("score", "points");
    assertThatThrownBy(() -> lake.sync(FED, wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("column score is missing")
        .hasMessageContaining("column points is not declared");
  }

  @Test
  void anotherSecretOrZoneIsRefused() {
    assertThatThrownBy(() -> open("other", Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("frozen");
  }

  @Test
  void aRootThatCannotBeWrittenSaysSo() throws Exception {
    Path file = java.nio.file.Files.writeString(folder.resolve("file"), "no folder");
    assertThatThrownBy(() -> open(file.resolve("lake").toString(), "secret", Duration.ZERO))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("LAKE_NOT_WRITABLE");
  }

  @Test
  void aSecondWriterWaitsAndThenSaysWhoHoldsTheTable() {
    try (Lease held = lake.lease(PLAIN)) {
      CompletableFuture<WriteResult> other =
          CompletableFuture.supplyAsync(
              () -> open("secret", Duration.ofMillis(300)).sync(PLAIN, rows(PLAIN, "a", 1L, "x")));
      assertThatThrownBy(other::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(TransientException.class)
          .hasMessageContaining("profile.plain is being written");
    }
    assertThat(lake.sync(PLAIN, rows(PLAIN, "a", 1L, "x")).inserted()).isEqualTo(1);
  }

  private Lake open(String secret, Duration wait) {
    return open(folder.resolve("lake").toString(), secret, wait);
  }

  private Lake open(String root, String secret, Duration wait) {
    return DeltaLake.open(
        spark,
        new LakeSettings(root, new LakeSettings.Catalog(""), wait, 2, "CNY"),
        new LakeManifest(ZoneId.of("Asia/Shanghai"), "CNY", secret),
        new CommitStamp("run", "job", LocalDate.of(2026, 1, 1)),
        notices::add);
  }

  private Dataset<Row> rows(TableSpec table, @Nullable Object... values) {
    TableRows rows = TableRows.of(table);
    for (int i = 0; i < values.length; i += 3) {
      rows.row(NAME, values[i], SCORE, values[i + 1], WRITTEN, values[i + 2]);
    }
    return rows.on(spark);
  }

  private List<String> names(TableSpec table) {
    return lake.read(table).select("name", "score").orderBy("name").collectAsList().stream()
        .map(row -> row.getString(0) + "=" + row.get(1))
        .toList();
  }
}

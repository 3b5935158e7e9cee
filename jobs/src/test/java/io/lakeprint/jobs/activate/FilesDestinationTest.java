package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Folders that somebody else picks up. */
@ExtendWith(SparkExtension.class)
class FilesDestinationTest {

  private static final String ROWS =
      "('k0', 'add', 'p0', 'gold'), ('k1', 'change', 'p1', NULL), ('k2', 'remove', 'p2', NULL)";

  private final SparkSession spark;
  private final Path folder;

  FilesDestinationTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource
  void aSendIsAFolderThatIsWholeOnceItHasAManifest(DestinationConfig.FileFormat format)
      throws IOException {
    deliver(format, ROWS);
    Path send = folder.resolve("vip/000003");
    assertThat(Files.readString(send.resolve("_manifest.json")))
        .contains("\"send\" : 3", "\"targets\" : 3", "\"add\" : 1", "\"remove\" : 1", "part-");
    Dataset<Row> read =
        spark
            .read()
            .option("header", true)
            .format(format.name().toLowerCase(Locale.ROOT))
            .load(send.toString())
            .selectExpr("concat_ws(' ', change, phone, tier)")
            .toDF("line");
    assertThat(read.collectAsList().stream().map(row -> row.getString(0)))
        .as("in the order of their keys, which are not shown")
        .containsExactly("add p0 gold", "change p1", "remove p2");
  }

  @Test
  void aWholeSendIsLeftAndABrokenOneWrittenAnewAndAnothersIsNotTouched() throws IOException {
    deliver(DestinationConfig.FileFormat.JSON, ROWS);
    Map<String, String> whole = files();
    deliver(DestinationConfig.FileFormat.JSON, ROWS);
    assertThat(files()).as("told twice").isEqualTo(whole);

    Path send = folder.resolve("vip/000003");
    Files.delete(send.resolve("_manifest.json"));
    Files.deleteIfExists(send.resolve("._manifest.json.crc"));
    Files.writeString(send.resolve("part-half.json"), "{\"phone\":\"p");
    deliver(DestinationConfig.FileFormat.JSON, ROWS);
    assertThat(files().values())
        .as("broken off before the manifest")
        .hasSameElementsAs(whole.values());

    assertThatThrownBy(
            () -> deliver(DestinationConfig.FileFormat.JSON, "('k9', 'add', 'p9', 'gold')"))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("000003");
  }

  private void deliver(DestinationConfig.FileFormat format, String rows) {
    FilesDestination destination =
        new FilesDestination(
            new DestinationConfig.Files(folder.toString(), format, true, false, 1000),
            new Configuration());
    destination.check("phone", new StructType());
    destination.deliver(
        new Send(
            "vip",
            3,
            LocalDate.of(2026, 3, 1),
            "phone",
            spark.sql("SELECT * FROM VALUES " + rows + " AS t(target_key, change, phone, tier)")),
        new Receipts());
  }

  /** Visible data and manifest, with names of data files as they are. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> found;
    try (Stream<Path> all = Files.walk(folder)) {
      found = all.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
    for (Path file : found) {
      files.put(file.getFileName().toString(), Files.readString(file));
    }
    return files;
  }
}

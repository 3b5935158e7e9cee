package io.lakeprint.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PreviewLakeTest {

  private final SparkSession spark;
  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PreviewLakeTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void aDryRunTellsWhatItWouldDeleteAndDeletesNothing() {
    Lake lake = lake();
    Column ofBatch = EventsTable.BATCH_ID.col().equalTo("a");

    assertThat(preview(lake).delete(EventsTable.SPEC, ofBatch).rows()).isZero();

    assertThat(told()).isEqualTo("events.events: 1 rows to delete, not written (dry run)");
    assertThat(lake.read(EventsTable.SPEC).count()).isEqualTo(2);
    assertThat(lake.delete(EventsTable.SPEC, ofBatch).deleted()).as("without").isEqualTo(1);
  }

  @Test
  void aDryRunTellsHowWhatItWouldReplaceDiffers() {
    Lake lake = lake();
    Dataset<Row> wanted =
        TableRows.of(EventsTable.SPEC)
            .row(EventsTable.EVENT_ID, "1", EventsTable.BATCH_ID, "c")
            .row(EventsTable.EVENT_ID, "3", EventsTable.BATCH_ID, "c")
            .on(spark);

    assertThat(preview(lake).replace(EventsTable.SPEC, lake.read(EventsTable.SPEC), wanted).rows())
        .isZero();

    assertThat(told())
        .isEqualTo("events.events: 1 rows to add, 0 to change, 1 to delete, not written (dry run)");
    assertThat(lake.read(EventsTable.SPEC).count()).isEqualTo(2);
  }

  private Lake lake() {
    Lake lake = TrialContext.at(spark, folder, ZoneOffset.UTC, LocalDate.of(2026, 3, 1)).lake();
    lake.append(
        EventsTable.SPEC,
        TableRows.of(EventsTable.SPEC)
            .row(EventsTable.EVENT_ID, "1", EventsTable.BATCH_ID, "a")
            .row(EventsTable.EVENT_ID, "2", EventsTable.BATCH_ID, "b")
            .on(spark),
        new Transaction("test", 1));
    return lake;
  }

  private Lake preview(Lake lake) {
    return new PreviewLake(
        lake,
        new RunScope.Options(true, false, false, false),
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}

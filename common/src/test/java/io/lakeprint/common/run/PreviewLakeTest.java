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
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PreviewLakeTest {

  private final SparkSession spark;
  private final Path folder;

  PreviewLakeTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void aDryRunTellsWhatItWouldDeleteAndDeletesNothing() {
    Lake lake = TrialContext.at(spark, folder, ZoneOffset.UTC, LocalDate.of(2026, 3, 1)).lake();
    lake.append(
        EventsTable.SPEC,
        TableRows.of(EventsTable.SPEC)
            .row(EventsTable.EVENT_ID, "1", EventsTable.BATCH_ID, "a")
            .row(EventsTable.EVENT_ID, "2", EventsTable.BATCH_ID, "b")
            .on(spark),
        new Transaction("test", 1));
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Lake preview =
        new PreviewLake(
            lake,
            new RunScope.Options(true, false, false),
            new Terminal(new PrintStream(told, true, StandardCharsets.UTF_8), false));

    assertThat(preview.delete(EventsTable.SPEC, EventsTable.BATCH_ID.col().equalTo("a")).rows())
        .isZero();

    assertThat(told.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("events.events: 1 rows to delete, not written (dry run)");
    assertThat(lake.read(EventsTable.SPEC).count()).isEqualTo(2);
    assertThat(lake.delete(EventsTable.SPEC, EventsTable.BATCH_ID.col().equalTo("a")).deleted())
        .as("without dry run")
        .isEqualTo(1);
  }
}

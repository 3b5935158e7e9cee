package io.lakeprint.common.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@ExtendWith(SparkExtension.class)
@Isolated("measures what the process does")
class RoundsTest {

  private static final long ROWS = 1000;

  @TempDir private Path temporary;

  @Test
  void measuresVariantsInTurnAndTellsWhatSparkDid(SparkSession spark)
      throws JsonProcessingException {
    List<String> trials = new ArrayList<>();
    Variant scan =
        Variant.of(
            "scan",
            "write rows as they are",
            trial -> {
              trials.add("scan " + trial.round());
              BareWrites.parquet(rows(spark), trial.folder("out"));
            });
    Variant shuffle =
        Variant.of(
                "shuffle",
                "write rows counted by key",
                trial -> {
                  trials.add("shuffle " + trial.round());
                  BareWrites.parquet(
                      rows(spark).groupBy(col("id").mod(10)).agg(count(lit(1)).as("n")),
                      trial.folder("out"));
                })
            .preparedBy(trial -> trials.add("prepare " + trial.round()))
            .checkedBy(trial -> trials.add("check " + trial.round()))
            .aimingAt(1000);
    List<String> told = new ArrayList<>();
    Outcome outcome =
        measure(spark, new Comparison("Rows", ROWS, "rows", List.of(scan, shuffle)), told);

    assertThat(trials)
        .containsExactly(
            "scan 0",
            "prepare 0",
            "shuffle 0",
            "check 0",
            "scan 1",
            "prepare 1",
            "shuffle 1",
            "check 1",
            "scan 2",
            "prepare 2",
            "shuffle 2",
            "check 2");
    assertThat(told)
        .containsExactly(
            "warm-up: scan",
            "warm-up: shuffle",
            "round 1 of 2: scan",
            "round 1 of 2: shuffle",
            "round 2 of 2: scan",
            "round 2 of 2: shuffle");
    Outcome.Result scanned = outcome.of("scan");
    Outcome.Result shuffled = outcome.of("shuffle");
    assertThat(outcome.ratio(scanned)).isEqualTo(1);
    assertThat(scanned.measurements()).hasSize(2);
    assertThat(scanned.fastest()).isPositive().isLessThanOrEqualTo(scanned.slowest());
    assertThat(scanned.median().work().rowsWritten()).isEqualTo(ROWS);
    assertThat(scanned.median().work().shuffleBytesWritten()).isZero();
    assertThat(shuffled.median().work().shuffleRows()).isPositive();
    assertThat(shuffled.median().work().shuffleBytesRead())
        .isPositive()
        .isEqualTo(shuffled.median().work().shuffleBytesWritten());
    assertThat(temporary.resolve("trial-1")).doesNotExist();

    BenchReport report =
        new BenchReport(
            "rows", "1", Machine.of(spark), new Rounds(1, 2), List.of(outcome), List.of("A note."));
    assertThat(report.render(BenchReport.Format.TEXT))
        .contains("median of 2 after 1 warm-up", "1,000 rows", "≤ 1000.00", "A note.");
    JsonNode json = new ObjectMapper().readTree(report.render(BenchReport.Format.JSON));
    JsonNode variant = json.at("/comparisons/0/variants/1");
    assertThat(variant.at("/name").asText()).isEqualTo("shuffle");
    assertThat(variant.at("/spark/shuffleBytesWritten").asLong())
        .isEqualTo(shuffled.median().work().shuffleBytesWritten());
    assertThat(variant.at("/seconds").size()).isEqualTo(2);
  }

  @Test
  void aWrongResultIsNoMeasurement(SparkSession spark) {
    Variant wrong =
        Variant.of("wrong", "does nothing", trial -> {})
            .checkedBy(
                trial -> {
                  throw new IllegalStateException("no rows");
                });
    assertThatThrownBy(
            () ->
                measure(
                    spark, new Comparison("Rows", 1, "rows", List.of(wrong)), new ArrayList<>()))
        .hasMessage("no rows");
  }

  @Test
  void inputsAreMadeOnceAndOnlyWhole(SparkSession spark) {
    Folders folders = folders(spark);
    List<String> made = new ArrayList<>();
    assertThatThrownBy(
            () ->
                folders.made(
                    "in",
                    folder -> {
                      made.add("half");
                      throw new IllegalStateException("disk full");
                    }))
        .hasMessage("disk full");
    String first = folders.made("in", folder -> made.add("whole"));
    assertThat(folders.made("in", folder -> made.add("again"))).isEqualTo(first);
    assertThat(made).containsExactly("half", "whole");
  }

  private Outcome measure(SparkSession spark, Comparison comparison, List<String> told) {
    return new Rounds(1, 2)
        .measure(
            spark,
            comparison,
            folders(spark),
            new Rounds.Watcher() {
              @Override
              public void begins(String trial) {}

              @Override
              public void finished(String trial, double seconds) {
                told.add(trial);
              }
            });
  }

  private Folders folders(SparkSession spark) {
    return new Folders(temporary.toString(), spark.sparkContext().hadoopConfiguration());
  }

  private static Dataset<Row> rows(SparkSession spark) {
    return spark.range(ROWS).toDF();
  }
}

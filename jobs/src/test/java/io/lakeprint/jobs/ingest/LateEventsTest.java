package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class LateEventsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Test
  void lateEventsStandInFilesOfTheirOwnSoThatStatisticsStillTellTheDays(
      SparkSession spark, @TempDir Path folder) throws IOException {
    Path files = Files.createDirectories(folder.resolve("files"));
    for (int file = 0; file < 3; file++) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        LocalDate day = i == 7 ? DAY.minusDays(20 + file) : i < 10 ? DAY.minusDays(i % 3) : DAY;
        lines.append(file * 100 + i).append('\t').append(day).append("T08:00:00Z\n");
      }
      Files.writeString(files.resolve(file + ".tsv"), lines);
    }
    TrialLake lake =
        TrialLake.of(
            spark,
            folder.resolve("lake"),
            "sources.app.format=tsv",
            "sources.app.path=" + files,
            "sources.app.channel=app",
            "sources.app.column-names=[id, at]",
            "sources.app.select={event_id=id, event_name=\"'open'\", event_time=at}");

    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(120, 120, 0, 0));

    assertThat(lake.events(EventsTable.EVENT_ID)).hasSize(120).doesNotHaveDuplicates();
    List<String> reachBack = new ArrayList<>();
    List<String> punctual = new ArrayList<>();
    for (JsonNode file : filesOf(folder.resolve("lake/events/events/_delta_log"))) {
      JsonNode stats = new ObjectMapper().readTree(file.path("stats").asText());
      String from = stats.path("minValues").path("event_date").asText();
      String to = stats.path("maxValues").path("event_date").asText();
      (from.compareTo(DAY.minusDays(3).toString()) < 0 ? reachBack : punctual)
          .add(from + ".." + to);
    }
    assertThat(reachBack).containsExactly("2026-02-07..2026-02-09");
    assertThat(punctual).isNotEmpty().allMatch(days -> days.compareTo("2026-02-26") >= 0);
  }

  @Test
  void aLoadOfHistoryHasNothingLateAndAWrongClockMakesNothingLate() {
    assertThat(new LateDays(java.util.Map.of(DAY, 10L, DAY.minusDays(30), 10L)).late()).isEmpty();
    assertThat(new LateDays(java.util.Map.of(DAY, 990L, DAY.plusYears(70), 5L)).late()).isEmpty();
    assertThat(new LateDays(java.util.Map.of(DAY, 990L, DAY.minusDays(3), 9L)).late()).isEmpty();
    assertThat(new LateDays(java.util.Map.of(DAY, 990L, DAY.minusDays(4), 9L)).late()).isPresent();
  }

  private static List<JsonNode> filesOf(Path log) throws IOException {
    List<JsonNode> added = new ArrayList<>();
    try (Stream<Path> commits = Files.list(log)) {
      for (Path commit : commits.filter(path -> path.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(commit)) {
          JsonNode action = new ObjectMapper().readTree(line);
          if (action.has("add")) {
            added.add(action.get("add"));
          }
        }
      }
    }
    return added;
  }
}

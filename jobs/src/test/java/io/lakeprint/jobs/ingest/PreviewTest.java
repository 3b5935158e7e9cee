package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobContextView;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PreviewTest {

  @Test
  void showsWhatRecordsBecomeAndWritesNothing(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.jsonl"),
            """
            {"id": 1, "at": "2026-03-01T10:00:00Z", "call": "13812345678"}
            {"id": 2, "at": "noon"}
            {"id"
            """);
    TrialLake lake =
        TrialLake.of(
            spark,
            folder.resolve("lake"),
            "sources.web.format=json",
            "sources.web.path=" + file,
            "sources.web.channel=web",
            "sources.web.columns={id=id, at=at}",
            "sources.web.select={event_id=id, event_name=\"'open'\", event_time=at}");
    List<String> lines = new ArrayList<>();
    TrialContext context = lake.with("ingest.preview=5").context();

    new IngestJob()
        .run(new Printing(context, lines), context.settings("ingest", IngestConfig.class));

    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).isEqualTo("== web: events ==");
    assertThat(lines.get(1))
        .contains("\"event_id\":\"1\"", "\"event_name\":\"open\"", "{\"call\":\"***\"}");
    assertThat(lines.get(2)).isEqualTo("== web: refused ==");
    assertThat(lines.subList(3, 5))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("a.jsonl:2  BAD_TIME  event_time 'noon' is no"),
            line -> assertThat(line).contains("a.jsonl:3  BAD_RECORD  the JSON object ends"));
    assertThat(context.lake().exists(EventsTable.SPEC)).isFalse();
    assertThat(context.lake().exists(RejectedRecordsTable.SPEC)).isFalse();
    assertThat(lake.ingest().read()).as("nothing counts as read").isEqualTo(3);
  }

  /** A context whose lines somebody reads. */
  private record Printing(JobContext context, List<String> lines) implements JobContextView {

    @Override
    public void print(String line) {
      lines.add(line);
    }
  }
}

package io.lakeprint.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.metrics.sink.PrometheusServlet;
import org.junit.jupiter.api.Test;

class JobMetricsTest {

  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private final MetricRegistry registry = new MetricRegistry();

  @Test
  void theLastEndOfEachJobIsToldAndEachIsNamedInThePage() throws IOException {
    JobMetrics.into(registry);
    assertThat(values()).containsExactly(Map.entry("jobs.done", 0L), Map.entry("jobs.failed", 0L));

    LedgerEntry ingest = LedgerEntry.running("ingest", START, Map.of());
    JobMetrics.tell(ingest);
    assertThat(registry.getGauges()).as("it has not ended").hasSize(2);

    JobReport report =
        new JobReport(Optional.of(new JobReport.Records(10, 7, 2, 1)), List.of(), List.of());
    JobMetrics.tell(ingest.ended(LedgerEntry.End.done(START.plusSeconds(90), report, Map.of())));
    assertThat(values())
        .containsEntry("jobs.done", 1L)
        .containsEntry("job.ingest.exit_code", 0L)
        .containsEntry("job.ingest.duration_milliseconds", 90_000L)
        .containsEntry("job.ingest.ended_at_seconds", START.getEpochSecond() + 90)
        .containsEntry("job.ingest.records_read", 10L)
        .containsEntry("job.ingest.records_rejected", 1L)
        .containsEntry("job.ingest.rows_written", 0L);

    UsageException mistake = new UsageException("CODE", "what", "why", "next");
    JobMetrics.tell(ingest.ended(LedgerEntry.End.failed(START.plusSeconds(1), mistake)));
    assertThat(values())
        .containsEntry("jobs.done", 1L)
        .containsEntry("jobs.failed", 1L)
        .containsEntry("job.ingest.exit_code", 2L)
        .containsEntry("job.ingest.duration_milliseconds", 1000L);
    assertThat(new PrometheusServlet(new Properties(), registry).getMetricsSnapshot())
        .contains(
            "metrics_jobs_failed_Value{type=\"gauges\"} 1",
            "metrics_job_ingest_exit_code_Value{type=\"gauges\"} 2");

    String page = Files.readString(ProjectRoot.path().resolve("docs/operations.md"));
    assertThat(page).contains(MetricsPlugin.class.getName());
    assertThat(values().keySet())
        .allSatisfy(
            name ->
                assertThat(page).contains("`" + name.replace("job.ingest.", "job.<job>.") + "`"));
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new TreeMap<>();
    registry.getGauges().forEach((name, gauge) -> values.put(name, gauge.getValue()));
    return values;
  }
}

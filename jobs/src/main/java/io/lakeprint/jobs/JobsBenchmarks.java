package io.lakeprint.jobs;

import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.jobs.behaviour.reports.ReportsBenchmark;
import io.lakeprint.jobs.behaviour.sessions.SessionsBenchmark;
import io.lakeprint.jobs.identity.bench.IdentityBenchmark;
import io.lakeprint.jobs.ingest.IngestBenchmark;
import io.lakeprint.jobs.report.ReportBenchmark;
import io.lakeprint.jobs.segments.SegmentsBenchmark;
import io.lakeprint.jobs.tags.TagsBenchmark;
import java.util.List;

/** The benchmarks of this module. */
public final class JobsBenchmarks implements Benchmark.Provider {

  @Override
  public List<Benchmark> benchmarks() {
    return List.of(
        new IdentityBenchmark(),
        new IngestBenchmark(),
        new ReportBenchmark(),
        new ReportsBenchmark(),
        new SegmentsBenchmark(),
        new SessionsBenchmark(),
        new TagsBenchmark());
  }
}

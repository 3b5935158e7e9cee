package io.lakeprint.jobs.segments;

import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobSpec;
import java.util.List;

/** A question about segments, run like any job: in the ledger stands who asked what. */
abstract class SegmentTool implements Job<SegmentsConfig> {

  private final String name;
  private final String summary;
  private final List<JobInput> inputs;

  SegmentTool(String name, String summary, List<JobInput> inputs) {
    this.name = name;
    this.summary = summary;
    this.inputs = inputs;
  }

  @Override
  public final JobSpec<SegmentsConfig> spec() {
    return new JobSpec<>(
        "segments " + name,
        "profile",
        summary,
        SegmentsConfig.PATH,
        SegmentsConfig.class,
        inputs,
        List.of(),
        false);
  }
}

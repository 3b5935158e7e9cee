package io.lakeprint.jobs;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.jobs.simulate.SimulateJob;
import io.lakeprint.jobs.tags.TagsJob;
import java.util.List;

/** The jobs of this module, one per line. */
public final class JobsCatalog implements JobCatalog {

  @Override
  public List<Job<?>> jobs() {
    return List.of(
        new SimulateJob(), new TagsJob() //
        );
  }
}

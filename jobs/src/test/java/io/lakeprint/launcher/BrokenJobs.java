package io.lakeprint.launcher;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.run.TimeSettings;
import java.util.List;

/** An extension with a defect, as somebody might bring it with {@code --jars}. */
public final class BrokenJobs implements JobCatalog {

  @Override
  public List<Job<?>> jobs() {
    return List.of(new Broken());
  }

  static final class Broken implements Job<TimeSettings> {

    @Override
    public JobSpec<TimeSettings> spec() {
      return new JobSpec<>(
          "broken", "operate", "Fails", "time", TimeSettings.class, List.of(), List.of(), false);
    }

    @Override
    public JobReport run(JobContext context, TimeSettings config) {
      throw new IllegalStateException("as it must");
    }
  }
}

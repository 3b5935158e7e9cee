package io.lakeprint.jobs.simulate;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes simulated source files and their truth into a folder; touches no table. */
public final class SimulateJob implements Job<SimulateJobConfig> {

  @Override
  public JobSpec<SimulateJobConfig> spec() {
    return JobSpec.onDemand(
        "simulate",
        "operate",
        "Write seeded source files of six channels, with the true person of every event",
        SimulateJobConfig.class,
        List.of(),
        List.of());
  }

  @Override
  public JobReport run(JobContext context, SimulateJobConfig config) {
    SimulateConfig simulation = config.in(context.zone());
    if (context.dryRun()) {
      return JobReport.of().note("would write simulated files to " + config.target());
    }
    context.progress("simulating " + config.people() + " people over " + config.days() + " days");
    SimulationSummary summary = new Simulator().write(simulation, sink(context, config.target()));
    return JobReport.of()
        .note(
            String.format(
                Locale.ROOT,
                "%,d records of %,d people (%,d of them left), %s to %s, in %s",
                summary.records(),
                summary.people(),
                summary.churned(),
                simulation.start(),
                simulation.end(),
                config.target()));
  }

  private static FileSink sink(JobContext context, String target) {
    Path root = new Path(target);
    try {
      FileSystem fileSystem =
          root.getFileSystem(context.spark().sparkContext().hadoopConfiguration());
      new Target(fileSystem, root).prepare();
      return FileSink.hadoop(fileSystem, root);
    } catch (IOException e) {
      throw SimulateErrors.cannotWrite(target, e);
    }
  }
}

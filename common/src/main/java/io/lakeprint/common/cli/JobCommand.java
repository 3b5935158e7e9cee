package io.lakeprint.common.cli;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one job. */
@Command(mixinStandardHelpOptions = true)
final class JobCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;
  private final JobRegistry jobs;
  private final Job<?> job;

  JobCommand(Console console, JobRegistry jobs, Job<?> job) {
    this.console = console;
    this.jobs = jobs;
    this.job = job;
  }

  @Spec
  void describe(CommandSpec spec) {
    spec.usageMessage().description(job.spec().summary());
  }

  @Override
  public Integer call() {
    new Launch(console, options).jobs(jobs, List.of(job));
    return 0;
  }
}

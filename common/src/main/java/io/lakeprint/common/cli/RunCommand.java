package io.lakeprint.common.cli;

import io.lakeprint.common.run.JobRegistry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the plan. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Run every job of the plan, in one process, each after those it waits for")
final class RunCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;
  private final JobRegistry jobs;

  RunCommand(Console console, JobRegistry jobs) {
    this.console = console;
    this.jobs = jobs;
  }

  @Override
  public Integer call() {
    new Launch(console, options).plan(jobs);
    return 0;
  }
}

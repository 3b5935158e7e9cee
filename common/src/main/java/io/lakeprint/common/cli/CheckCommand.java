package io.lakeprint.common.cli;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobRegistry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks configuration and definitions, as every run does before its first job. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Check the whole configuration and every definition, without a lake; exits 2 when anything"
            + " is wrong")
final class CheckCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;
  private final JobRegistry jobs;

  CheckCommand(Console console, JobRegistry jobs) {
    this.console = console;
    this.jobs = jobs;
  }

  @Override
  public Integer call() {
    CheckContext checks = new Launch(console, options).check(jobs);
    checks.problems().throwIfAny();
    checks.defined().forEach((kind, ids) -> console.out().printf("%-18s %d%n", kind, ids.size()));
    console.out().printf("%-18s %d, nothing wrong%n", "jobs", jobs.all().size());
    return 0;
  }
}

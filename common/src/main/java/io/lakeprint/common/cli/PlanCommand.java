package io.lakeprint.common.cli;

import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.run.Plan;
import io.lakeprint.common.run.PlanFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints which job waits for which. */
@Command(mixinStandardHelpOptions = true, description = "Print the graph of jobs that run executes")
final class PlanCommand implements Callable<Integer> {

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})",
      defaultValue = "TEXT")
  private PlanFormat format = PlanFormat.TEXT;

  private final Console console;
  private final JobRegistry jobs;

  PlanCommand(Console console, JobRegistry jobs) {
    this.console = console;
    this.jobs = jobs;
  }

  @Override
  public Integer call() {
    console.out().print(format.render(Plan.of(jobs.all())));
    return 0;
  }
}

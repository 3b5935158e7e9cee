package io.lakeprint.common.cli;

import io.lakeprint.common.cli.doctor.Doctor;
import io.lakeprint.common.cli.doctor.DoctorFormat;
import io.lakeprint.common.cli.doctor.Finding;
import io.lakeprint.common.run.JobRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells whether a run would work here, and what to mend first. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Look at machine, configuration, secret, storage, tables and past runs, and change nothing;"
            + " exits with the code that a run would end with at the first thing that fails")
final class DoctorCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})",
      defaultValue = "TEXT")
  private DoctorFormat format = DoctorFormat.TEXT;

  private final Console console;
  private final JobRegistry jobs;

  DoctorCommand(Console console, JobRegistry jobs) {
    this.console = console;
    this.jobs = jobs;
  }

  @Override
  public Integer call() {
    Launch launch = new Launch(console, options);
    List<Finding> findings =
        new Doctor(launch.check(jobs), jobs, console.clock().instant()).findings();
    console.out().print(format.render(findings));
    return findings.stream()
        .filter(finding -> finding.state() == Finding.State.FAIL)
        .mapToInt(Finding::exitCode)
        .findFirst()
        .orElse(0);
  }
}

package io.lakeprint.common.cli;

import io.lakeprint.common.run.JobRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares tables with their full rebuild. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Compare tables of state, each at the day it holds, with their full rebuild; write nothing")
final class ReconcileCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  @Parameters(
      paramLabel = "JOB",
      arity = "0..*",
      description = "jobs whose tables to compare (default: all that write nothing but state)")
  private final List<String> jobs = new ArrayList<>();

  private final Console console;
  private final JobRegistry registry;

  ReconcileCommand(Console console, JobRegistry registry) {
    this.console = console;
    this.registry = registry;
  }

  @Override
  public Integer call() {
    new Launch(console, options).reconcile(registry, jobs);
    return 0;
  }
}

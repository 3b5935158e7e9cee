package io.lakeprint.common.cli;

import io.lakeprint.common.run.JobRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the plan as of each day of a range. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Run the plan, or some of its jobs, as of each day of a range, the oldest first")
final class BackfillCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  @Option(names = "--from", paramLabel = "DATE", required = true, description = "the first day")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "the last day, included (default: the last complete one)")
  private @Nullable String to;

  @Parameters(
      paramLabel = "JOB",
      arity = "0..*",
      description = "jobs of the plan to run (default: all; those that read sources run once)")
  private final List<String> jobs = new ArrayList<>();

  private final Console console;
  private final JobRegistry registry;

  BackfillCommand(Console console, JobRegistry registry) {
    this.console = console;
    this.registry = registry;
  }

  @Override
  public Integer call() {
    new Launch(console, options)
        .backfill(registry, jobs, Objects.requireNonNull(from), Optional.ofNullable(to));
    return 0;
  }
}

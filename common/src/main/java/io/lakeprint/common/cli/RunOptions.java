package io.lakeprint.common.cli;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of everything that runs jobs. */
public final class RunOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "HOCON file; repeatable, a later one wins over an earlier one")
  List<String> configs = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting; repeatable, wins over every file")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "state at the end of this business day (default: the last complete one)")
  @Nullable String asOf;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "the scheduler's name for this run, kept in ops.runs")
  @Nullable String externalRunId;

  @Option(
      names = "--result",
      paramLabel = "URI",
      description = "write how it ended to this file as JSON: exit code, error, rows, versions")
  @Nullable String result;

  @Option(names = "--dry-run", description = "compute, and write no table")
  boolean dryRun;

  @Option(names = "--explain", description = "print the plan of everything written")
  boolean explain;

  @Option(names = "--restate", description = "let an older --as-of overwrite the current state")
  boolean restate;

  @Option(
      names = "--anew",
      description = "run jobs even where nothing has changed since they last ran")
  boolean anew;

  @Option(names = "--stacktrace", description = "print the stack trace of a failure")
  boolean stacktrace;

  /** The same options over configuration of a command's own, which they win over. */
  public RunOptions over(List<String> ownConfigs, List<String> ownSettings) {
    return with(
        Stream.concat(ownConfigs.stream(), configs.stream()).toList(),
        Stream.concat(ownSettings.stream(), settings.stream()).toList());
  }

  /** The same options under settings that win over them. */
  RunOptions under(List<String> strongerSettings) {
    return with(configs, Stream.concat(settings.stream(), strongerSettings.stream()).toList());
  }

  /** The same options for one day. */
  RunOptions asOf(LocalDate day) {
    RunOptions all = with(configs, settings);
    all.asOf = day.toString();
    return all;
  }

  private RunOptions with(List<String> newConfigs, List<String> newSettings) {
    RunOptions all = new RunOptions();
    all.configs = newConfigs;
    all.settings = newSettings;
    all.asOf = asOf;
    all.externalRunId = externalRunId;
    all.result = result;
    all.dryRun = dryRun;
    all.explain = explain;
    all.restate = restate;
    all.anew = anew;
    all.stacktrace = stacktrace;
    return all;
  }

  /** The configuration that they name. */
  LakeConfig load() {
    return ConfigLoader.load(configs, settings, Thread.currentThread().getContextClassLoader());
  }

  Optional<String> asOf() {
    return Optional.ofNullable(asOf);
  }

  Optional<String> externalRunId() {
    return Optional.ofNullable(externalRunId);
  }
}

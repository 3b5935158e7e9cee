package io.lakeprint.common.cli;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobRegistry;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * Runs one job. Every plain setting of its section is an option too: {@code --preview 20} is {@code
 * --set ingest.preview=20}.
 */
@Command(mixinStandardHelpOptions = true)
final class JobCommand implements Callable<Integer> {

  @Mixin private final RunOptions options = new RunOptions();

  private final Console console;
  private final JobRegistry jobs;
  private final Job<?> job;
  private final List<String> given = new ArrayList<>();

  JobCommand(Console console, JobRegistry jobs, Job<?> job) {
    this.console = console;
    this.jobs = jobs;
    this.job = job;
  }

  @Spec
  void describe(CommandSpec spec) {
    spec.usageMessage().description(job.spec().summary());
    for (RecordComponent component : job.spec().config().getRecordComponents()) {
      if (isPlain(component.getType())) {
        option(spec, component);
      }
    }
  }

  @Override
  public Integer call() {
    new Launch(console, options.under(given)).jobs(jobs, List.of(job));
    return 0;
  }

  private void option(CommandSpec spec, RecordComponent component) {
    String key =
        component
            .getName()
            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(java.util.Locale.ROOT);
    String path = job.spec().configPath() + "." + key;
    boolean flag = component.getType() == boolean.class;
    if (spec.findOption("--" + key) != null) {
      return;
    }
    spec.addOption(
        OptionSpec.builder("--" + key)
            .type(String.class)
            .arity(flag ? "0..1" : "1")
            .fallbackValue(flag ? "true" : "")
            .paramLabel(flag ? "true|false" : "VALUE")
            .description("sets " + path)
            .setter(
                new ISetter() {
                  @Override
                  @SuppressWarnings("TypeParameterUnusedInFormals")
                  public <T> T set(T value) {
                    if (value != null) {
                      given.add(path + "=" + value);
                    }
                    return value;
                  }
                })
            .build());
  }

  private static boolean isPlain(Class<?> type) {
    return !type.isRecord()
        && !List.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type)
        && !Optional.class.isAssignableFrom(type);
  }
}

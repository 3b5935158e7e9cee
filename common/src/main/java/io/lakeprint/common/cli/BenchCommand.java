package io.lakeprint.common.cli;

import io.lakeprint.common.bench.Benchmark;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the benchmarks; each is a command below this one. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Measure a job against the least that Spark must do; without a name: list")
final class BenchCommand implements Callable<Integer> {

  private final Console console;
  private final List<Benchmark> benchmarks;

  private BenchCommand(Console console, List<Benchmark> benchmarks) {
    this.console = console;
    this.benchmarks = benchmarks;
  }

  /** The command with the benchmarks of every module below it. */
  static CommandLine line(Console console) {
    List<Benchmark> benchmarks =
        ServiceLoader.load(Benchmark.Provider.class, BenchCommand.class.getClassLoader()).stream()
            .flatMap(provider -> provider.get().benchmarks().stream())
            .sorted(Comparator.comparing(Benchmark::name))
            .toList();
    CommandLine line = new CommandLine(new BenchCommand(console, benchmarks));
    for (Benchmark benchmark : benchmarks) {
      CommandSpec spec = CommandSpec.forAnnotatedObject(new BenchRun(console, benchmark));
      spec.usageMessage().description(benchmark.summary());
      spec.addMixin("benchmark", CommandSpec.forAnnotatedObjectLenient(benchmark));
      line.addSubcommand(benchmark.name(), spec);
    }
    return line;
  }

  @Override
  public Integer call() {
    benchmarks.forEach(
        benchmark -> console.out().printf("%-16s %s%n", benchmark.name(), benchmark.summary()));
    return 0;
  }
}

package io.lakeprint.common.cli;

import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.BenchReport;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Folders;
import io.lakeprint.common.bench.Machine;
import io.lakeprint.common.bench.Outcome;
import io.lakeprint.common.bench.Rounds;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one benchmark in a folder of its own and prints what it found. */
@Command(mixinStandardHelpOptions = true)
final class BenchRun implements Callable<Integer> {

  @Option(
      names = "--rounds",
      description = "rounds that count (default: ${DEFAULT-VALUE})",
      defaultValue = "5")
  private int rounds = 5;

  @Option(
      names = "--warm-up",
      description = "rounds before those that count (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private int warmUp = 1;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "folder for inputs, which are kept and used again (default: a temporary one)")
  private @Nullable String work;

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      defaultValue = "TEXT")
  private BenchReport.Format format = BenchReport.Format.TEXT;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "HOCON file for the jobs that are measured; repeatable")
  private List<String> configs = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting of theirs; repeatable, wins over every file")
  private List<String> settings = new ArrayList<>();

  private final Console console;
  private final Benchmark benchmark;

  BenchRun(Console console, Benchmark benchmark) {
    this.console = console;
    this.benchmark = benchmark;
  }

  @Override
  public Integer call() {
    Rounds often = often();
    SparkSession spark = Sessions.start(ConfigLoader.load(configs, settings, loader()));
    String folder = work == null ? temporary() : work;
    Folders folders = new Folders(folder, spark.sparkContext().hadoopConfiguration());
    try {
      Running running = new Running(spark, folders, often);
      benchmark.run(running);
      BenchReport report =
          new BenchReport(
              benchmark.name(),
              Version.current(),
              Machine.of(spark),
              often,
              running.outcomes,
              running.notes);
      console.out().print(report.render(format));
      return 0;
    } finally {
      if (work == null) {
        folders.remove(folder);
      }
    }
  }

  private Rounds often() {
    try {
      return new Rounds(warmUp, rounds);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "BENCH_ROUNDS",
          "Nothing to measure: " + e.getMessage() + ".",
          "--rounds is at least 1, --warm-up at least 0.",
          "Leave them out for 5 rounds after 1 warm-up.");
    }
  }

  private static String temporary() {
    try {
      return Files.createTempDirectory("lakeprint-bench").toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  /** The benchmark at work. */
  private final class Running implements Bench {
    private final SparkSession spark;
    private final Folders folders;
    private final Rounds often;
    private final Terminal terminal = console.terminal();
    private final JobRegistry jobs = JobRegistry.load();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Running(SparkSession spark, Folders folders, Rounds often) {
      this.spark = spark;
      this.folders = folders;
      this.often = often;
    }

    @Override
    public SparkSession spark() {
      return spark;
    }

    @Override
    public String input(String name, Consumer<String> make) {
      return folders.made(
          name,
          folder -> {
            terminal.line("making " + name); // takes minutes, once
            progress("making " + name);
            make.accept(folder);
          });
    }

    @Override
    public JobReport run(String job, String lake, String... own) {
      List<String> all = new ArrayList<>(List.of("privacy.demo-secret=true", "lake.root=" + lake));
      all.addAll(List.of(own));
      all.addAll(settings);
      RunOptions options = new RunOptions().over(configs, all);
      return new Launch(console.silent(), options).job(jobs, jobs.job(job));
    }

    @Override
    public Outcome compare(Comparison comparison) {
      terminal.line(comparison.title());
      Outcome outcome = often.measure(spark, comparison, folders, new ToTerminal(terminal));
      terminal.clear(benchmark.name());
      outcomes.add(outcome);
      return outcome;
    }

    @Override
    public void note(String sentence) {
      notes.add(sentence);
    }

    @Override
    public void progress(String step) {
      terminal.status(benchmark.name(), step);
    }
  }

  /** Tells a person how far the rounds are. */
  private final class ToTerminal implements Rounds.Watcher {
    private final Terminal terminal;

    ToTerminal(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void begins(String trial) {
      terminal.status(benchmark.name(), trial);
    }

    @Override
    public void finished(String trial, double seconds) {
      terminal.line(String.format(Locale.ROOT, "  %s %.2f s", trial, seconds));
    }
  }
}

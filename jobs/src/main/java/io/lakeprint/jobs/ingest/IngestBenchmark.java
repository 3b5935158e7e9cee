package io.lakeprint.jobs.ingest;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Trial;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.run.JobReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The whole ingest (read, parse, type, identifiers, masks, duplicates, quarantine, append) against
 * Spark's own {@code read.json} written to the same columns of a Delta table with default settings.
 */
public final class IngestBenchmark implements Benchmark {

  private static final String FLOOR = "read.json to Delta";
  private static final String INGEST = "ingest";

  @Option(
      names = "--events",
      description = "events (default: ${DEFAULT-VALUE})",
      defaultValue = "3000000")
  private long events = 3_000_000;

  @Option(names = "--files", description = "files (default: ${DEFAULT-VALUE})", defaultValue = "8")
  private int files = 8;

  @Option(
      names = "--seed",
      description = "the only source of chance (default: ${DEFAULT-VALUE})",
      defaultValue = "42")
  private long seed = 42;

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String summary() {
    return "JSON lines to the event lake, against Spark's own JSON to Delta";
  }

  @Override
  public void run(Bench bench) {
    SparkSession spark = bench.spark();
    BenchEvents made = new BenchEvents(events, seed);
    String input =
        bench.input(
            "events-" + events + "-files-" + files + "-seed-" + seed,
            folder -> BareWrites.text(made.lines(spark, files), folder + "/json"));
    Map<Trial, JobReport> reports = new HashMap<>();
    bench.compare(
        new Comparison(
            "JSON lines to a Delta table",
            events,
            "events",
            List.of(
                Variant.of(
                    FLOOR,
                    "the same columns, default settings; cut lines as nulls, repeats kept",
                    trial ->
                        BareWrites.delta(
                            BenchEvents.plain(
                                spark.read().schema(BenchEvents.JSON_SCHEMA).json(input + "/json")),
                            trial.folder("table"))),
                Variant.of(
                        INGEST,
                        "the whole job: typed, ids tokenised, masked, repeats and refusals found",
                        trial ->
                            reports.put(
                                trial,
                                bench.run(
                                    "ingest",
                                    trial.folder("lake"),
                                    BenchEvents.source(input + "/json"))))
                    .checkedBy(trial -> requireWhole(made, reports.remove(trial)))
                    .aimingAt(1.0))));
  }

  private static void requireWhole(BenchEvents made, @Nullable JobReport report) {
    JobReport.Records expected =
        new JobReport.Records(
            made.count(), made.count() - made.repeated() - made.cut(), made.repeated(), made.cut());
    JobReport.Records found = Objects.requireNonNull(report).records().orElseThrow();
    if (!found.equals(expected)) {
      throw new IllegalStateException("ingest found " + found + ", not " + expected);
    }
  }
}

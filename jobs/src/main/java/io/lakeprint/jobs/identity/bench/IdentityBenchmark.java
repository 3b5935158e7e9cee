package io.lakeprint.jobs.identity.bench;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.jobs.identity.BareGraph;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/**
 * Finding out what belongs together, on graphs that are hard, against scan, exchange and write; and
 * with {@code --truth} how often it is right.
 */
public final class IdentityBenchmark implements Benchmark {

  @Option(
      names = "--links",
      description = "links of each graph (default: ${DEFAULT-VALUE})",
      defaultValue = "5000000")
  private long links = 5_000_000;

  @Option(
      names = "--graphs",
      split = ",",
      description = "which graphs, of ${COMPLETION-CANDIDATES} (default: all)")
  private List<TestGraph> graphs = List.of(TestGraph.values());

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "VARIANT",
      description =
          "leave out lakeprint-stars, two-phase or graphx, which take minutes on large graphs")
  private List<String> without = List.of();

  @Option(names = "--truth", description = "compare with simulated people instead")
  private boolean truth;

  @Option(
      names = "--day",
      description = "measure what one more day costs, after a short and a long history")
  private boolean day;

  @Option(
      names = "--people",
      description = "people for --truth and --day (default: ${DEFAULT-VALUE})",
      defaultValue = "20000")
  private int people = 20_000;

  @Option(
      names = "--days",
      description =
          "simulated days for --truth; of the short history for --day (default: ${DEFAULT-VALUE})",
      defaultValue = "90")
  private int days = 90;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String summary() {
    return "Who belongs together: against scan + exchange + write, GraphX and two-phase; --truth, --day";
  }

  @Override
  public void run(Bench bench) {
    if (truth) {
      new TruthBench(bench, people, days).run();
    } else if (day) {
      new DayBench(bench, people, days).run();
    } else {
      Map<TestGraph, Long> expected = new EnumMap<>(TestGraph.class);
      graphs.forEach(graph -> compare(bench, graph, expected));
    }
  }

  private void compare(Bench bench, TestGraph graph, Map<TestGraph, Long> expected) {
    SparkSession spark = bench.spark();
    String name = graph.name().toLowerCase(Locale.ROOT).replace('_', '-');
    bench.progress(name + ": making the graph");
    String folder = made(bench, graph, name);
    Dataset<Row> stored = spark.read().parquet(folder + "/links");
    Dataset<Row> nodes = spark.read().parquet(folder + "/nodes");
    List<Variant> variants = new ArrayList<>();
    variants.add(
        Variant.of(
            "floor",
            "read the links, one exchange, write a row each",
            trial -> Components.floor(stored, trial.folder("out"))));
    variants.add(
        checked(
                graph,
                expected,
                spark,
                Variant.of(
                    "lakeprint",
                    "in one task: union-find over arrays",
                    trial ->
                        BareWrites.parquet(BareGraph.inMemory(nodes, stored), trial.folder("out"))))
            .aimingAt(graph.likeIdentity() ? 2 : 3));
    if (!without.contains("lakeprint-stars")) {
      variants.add(
          checked(
              graph,
              expected,
              spark,
              Variant.of(
                  "lakeprint-stars",
                  "past memory: alternating stars over sorted neighbours",
                  trial -> {
                    AtomicInteger step = new AtomicInteger();
                    BareWrites.parquet(
                        BareGraph.iterated(
                            nodes,
                            stored,
                            rows ->
                                Components.through(
                                    spark, rows, trial.folder("step-" + step.getAndIncrement()))),
                        trial.folder("out"));
                  })));
    }
    if (!without.contains("two-phase")) {
      variants.add(
          checked(
              graph,
              expected,
              spark,
              Variant.of(
                  "two-phase",
                  "alternating stars, files between rounds",
                  trial ->
                      Components.twoPhase(stored, trial.folder("work"), trial.folder("out")))));
    }
    if (graph.isShallow() && !without.contains("graphx")) {
      variants.add(
          checked(
              graph,
              expected,
              spark,
              Variant.of(
                  "graphx",
                  "org.apache.spark.graphx connected components",
                  trial -> Components.graphx(stored, trial.folder("out")))));
    }
    bench.compare(new Comparison("Components of " + name, stored.count(), "links", variants));
  }

  /** A folder with its links, and its nodes. */
  private String made(Bench bench, TestGraph graph, String name) {
    SparkSession spark = bench.spark();
    return bench.input(
        name + "-" + links,
        into -> {
          Dataset<Row> made = graph.make(spark, links);
          BareWrites.parquet(made, into + "/links");
          Dataset<Row> stored = spark.read().parquet(into + "/links");
          BareWrites.parquet(
              stored
                  .select(IdLinksTable.NODE_A.col())
                  .union(stored.select(IdLinksTable.NODE_B.col()))
                  .distinct(),
              into + "/nodes");
        });
  }

  /** All ways must find the same number of components. */
  private static Variant checked(
      TestGraph graph, Map<TestGraph, Long> expected, SparkSession spark, Variant variant) {
    return variant.checkedBy(
        trial -> {
          long found = Components.count(spark, trial.folder("out"));
          Long before = expected.putIfAbsent(graph, found);
          if (before != null && before != found) {
            throw new IllegalStateException(
                graph + ": " + variant.name() + " finds " + found + " components, not " + before);
          }
        });
  }
}

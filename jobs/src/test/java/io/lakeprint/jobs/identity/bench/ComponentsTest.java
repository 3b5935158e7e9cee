package io.lakeprint.jobs.identity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.jobs.identity.BareGraph;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is compared in speed must agree in result: all graphs at once, small. */
@ExtendWith(SparkExtension.class)
final class ComponentsTest {
  private static final long LINKS = 160;

  private final SparkSession spark;

  @TempDir private Path folder;

  ComponentsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void theEngineTwoPhaseAndGraphxFindTheConnectedComponents() {
    Dataset<Row> all = stored("all", graph -> true);
    BareWrites.parquet(BareGraph.inMemory(nodes(all), all), in("engine"));
    AtomicInteger step = new AtomicInteger();
    BareWrites.parquet(
        BareGraph.iterated(
            nodes(all),
            all,
            rows -> Components.through(spark, rows, in("step-" + step.getAndIncrement()))),
        in("iterated"));
    Components.twoPhase(all, in("work"), in("two-phase"));
    Set<Set<Long>> expected = expected(all);
    assertThat(found("engine")).isEqualTo(expected);
    assertThat(found("iterated")).isEqualTo(expected);
    assertThat(found("two-phase")).isEqualTo(expected);
    assertThat(Components.count(spark, in("engine"))).isEqualTo(expected.size());

    Dataset<Row> stars = stored("stars", graph -> graph.name().contains("STAR"));
    Components.graphx(stars, in("graphx"));
    assertThat(found("graphx")).isEqualTo(expected(stars));
  }

  @Test
  void aGraphIsTheSameEveryTimeAndOfTheSizeAskedFor() {
    for (TestGraph graph : TestGraph.values()) {
      List<Row> links = graph.make(spark, LINKS).collectAsList();
      assertThat(links).as(graph.name()).hasSizeBetween((int) LINKS / 3, (int) LINKS);
      assertThat(links).allMatch(link -> link.getLong(0) < link.getLong(1));
      assertThat(graph.make(spark, LINKS).collectAsList()).isEqualTo(links);
    }
  }

  private Dataset<Row> stored(String name, Predicate<TestGraph> wanted) {
    Dataset<Row> links =
        Stream.of(TestGraph.values())
            .filter(wanted)
            .map(graph -> graph.make(spark, LINKS))
            .reduce(Dataset::union)
            .orElseThrow();
    BareWrites.parquet(links.coalesce(2), in(name));
    return spark.read().parquet(in(name));
  }

  private static Dataset<Row> nodes(Dataset<Row> links) {
    return links.select("node_a").union(links.select("node_b")).distinct();
  }

  private static Set<Set<Long>> expected(Dataset<Row> links) {
    var graph = new SimpleGraph<Long, DefaultEdge>(DefaultEdge.class);
    for (Row link : links.collectAsList()) {
      graph.addVertex(link.getLong(0));
      graph.addVertex(link.getLong(1));
      graph.addEdge(link.getLong(0), link.getLong(1));
    }
    return new HashSet<>(new ConnectivityInspector<>(graph).connectedSets());
  }

  private Set<Set<Long>> found(String name) {
    Map<Long, Set<Long>> byLabel = new HashMap<>();
    spark
        .read()
        .parquet(in(name))
        .collectAsList()
        .forEach(
            row ->
                byLabel
                    .computeIfAbsent(row.getLong(1), label -> new HashSet<>())
                    .add(row.getLong(0)));
    return new HashSet<>(byLabel.values());
  }

  private String in(String name) {
    return folder.resolve(name).toUri().toString();
  }
}

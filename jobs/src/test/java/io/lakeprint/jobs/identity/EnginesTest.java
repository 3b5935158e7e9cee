package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Scratch;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The engine in memory and the one through files give the same groups, however rows arrive. */
@ExtendWith(SparkExtension.class)
final class EnginesTest {
  private static final LimitKeys LIMITS = LimitKeys.of(IdentityWorld.TYPES, 40);
  private static final StructType NODES =
      new StructType()
          .add(GraphColumns.NODE.name(), "long", false)
          .add(LimitKeys.KEY.name(), "long", false);
  private static final StructType LINKS =
      new StructType()
          .add(IdLinksTable.NODE_A.name(), "long", false)
          .add(IdLinksTable.NODE_B.name(), "long", false);

  private final SparkSession spark;

  @TempDir private Path folder;

  EnginesTest(SparkSession spark) {
    this.spark = spark;
  }

  /** A sorted chain, a star around its largest node, pairs, single nodes, and random ties. */
  @Test
  void bothEnginesGiveTheSameGroupsWhateverTheOrderOfRows() {
    List<Row> nodes = new ArrayList<>();
    List<Row> links = new ArrayList<>();
    Random random = new Random(7);
    for (long node = 0; node < 600; node++) {
      nodes.add(RowFactory.create(number(node), (long) random.nextInt(LIMITS.maxima().size())));
    }
    for (long node = 0; node < 100; node++) {
      links.add(link(node, node + 1));
      links.add(link(300, 200 + node));
    }
    for (int i = 0; i < 120; i++) {
      links.add(link(310 + random.nextInt(250), 310 + random.nextInt(250)));
    }
    try (Scratch scratch =
        Scratch.in(
            TrialContext.at(spark, folder, ZoneOffset.UTC, LocalDate.EPOCH).lake(), "engines")) {
      PartitionEngine stars = new StarEngine(LIMITS, scratch::settle);

      List<String> inMemory = groups(new InMemoryEngine(LIMITS), nodes, links, 1);
      assertThat(groups(new InMemoryEngine(LIMITS), nodes, swapped(links), 5)).isEqualTo(inMemory);
      assertThat(groups(stars, nodes, links, 1)).isEqualTo(inMemory);
      assertThat(groups(stars, nodes, swapped(links), 3)).isEqualTo(inMemory);
      assertThat(inMemory).hasSize(600);
      assertThat(inMemory)
          .anyMatch(row -> row.endsWith("true]"))
          .anyMatch(row -> row.endsWith("false]"));
    }
  }

  private List<String> groups(
      PartitionEngine engine, List<Row> nodes, List<Row> links, int partitions) {
    Dataset<Row> groups =
        engine.groups(
            spark.createDataFrame(nodes, NODES).repartition(partitions),
            spark.createDataFrame(links, LINKS).repartition(partitions));
    return List.copyOf(new TreeSet<>(groups.collectAsList().stream().map(Row::toString).toList()));
  }

  /** Spread over the whole range, so that numbers say nothing about neighbourhood. */
  private static long number(long node) {
    return node == 7 ? Long.MIN_VALUE : node * 0x9E3779B97F4A7C15L;
  }

  private static Row link(long a, long b) {
    return RowFactory.create(number(a), number(b));
  }

  private static List<Row> swapped(List<Row> links) {
    List<Row> swapped = new ArrayList<>();
    links.forEach(row -> swapped.add(0, RowFactory.create(row.getLong(1), row.getLong(0))));
    return swapped;
  }
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The engines on bare links, with limits that nothing reaches: what benchmarks measure. */
public final class BareGraph {
  private static final LimitKeys NO_LIMITS =
      new LimitKeys(List.of("any"), List.of(Integer.MAX_VALUE), Integer.MAX_VALUE);

  /**
   * Rows (node, label) of the nodes of (node_a, node_b) pairs, found in one task; equal labels =
   * tied together.
   *
   * @param nodes rows of one column, each node once
   * @param links pairs
   */
  public static Dataset<Row> inMemory(Dataset<Row> nodes, Dataset<Row> links) {
    return labels(new InMemoryEngine(NO_LIMITS), nodes, links);
  }

  /**
   * The same, found by iteration.
   *
   * @param settle writes rows out and reads them back
   */
  public static Dataset<Row> iterated(
      Dataset<Row> nodes, Dataset<Row> links, UnaryOperator<Dataset<Row>> settle) {
    return labels(new StarEngine(NO_LIMITS, settle), nodes, links);
  }

  private static Dataset<Row> labels(
      PartitionEngine engine, Dataset<Row> nodes, Dataset<Row> links) {
    Dataset<Row> counted =
        nodes.toDF(GraphColumns.NODE.name()).withColumn(LimitKeys.KEY.name(), lit(0L));
    return engine
        .groups(counted, links)
        .select(GraphColumns.NODE.col(), GraphColumns.GROUP.col().as("label"));
  }

  private BareGraph() {}
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.IdLinksTable;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Groups of any size, by alternating large-star and small-star (Kiveris et al., Connected
 * Components in MapReduce and Beyond, SoCC 2014): for what does not fit into one task.
 *
 * <p>Each half round is one shuffle by node and a streaming pass over sorted neighbours; each is
 * settled in files before the next one. It is over when a whole round leaves the set of edges as it
 * was (their number and a sum of their hashes), which then are stars around the smallest nodes.
 *
 * @param limits what persons may have
 * @param settle writes rows out and reads them back
 */
record StarEngine(LimitKeys limits, UnaryOperator<Dataset<Row>> settle) implements PartitionEngine {
  private static final String U = "u";
  private static final String V = "v";

  /** A safeguard far above the 20 or so rounds that billions of edges take. */
  private static final int MAX_ROUNDS = 200;

  private static final StructType EDGES =
      new StructType().add(U, "long", false).add(V, "long", false);

  @Override
  public Dataset<Row> groups(Dataset<Row> nodes, Dataset<Row> links) {
    Dataset<Row> stars = stars(links);
    Dataset<Row> labels = stars.groupBy(col(U).as(GraphColumns.NODE.name())).agg(min(col(V)).as(V));
    Dataset<Row> placed =
        nodes
            .join(labels, new String[] {GraphColumns.NODE.name()}, "left")
            .select(
                GraphColumns.NODE.col(),
                coalesce(col(V), GraphColumns.NODE.col()).as(GraphColumns.GROUP.name()),
                LimitKeys.KEY.col());
    Dataset<Row> settled = settle.apply(placed);
    Dataset<Row> full =
        settled
            .groupBy(GraphColumns.GROUP.col(), LimitKeys.KEY.col())
            .agg(count(lit(1)).as("members"))
            .groupBy(GraphColumns.GROUP.col())
            .agg(max(col("members").gt(limits.max(LimitKeys.KEY.col()))).as("breaks"));
    Dataset<Row> sizes =
        settled
            .select(GraphColumns.NODE.col(), GraphColumns.GROUP.col())
            .distinct()
            .groupBy(GraphColumns.GROUP.col())
            .agg(count(lit(1)).as("size"));
    Dataset<Row> contested =
        full.join(sizes, GraphColumns.GROUP.name())
            .select(
                GraphColumns.GROUP.col(),
                col("breaks")
                    .or(col("size").gt(limits.maxNodes()))
                    .as(GraphColumns.CONTESTED.name()));
    return settled
        .select(GraphColumns.NODE.col(), GraphColumns.GROUP.col())
        .distinct()
        .join(contested, GraphColumns.GROUP.name())
        .select(GraphColumns.NODE.col(), GraphColumns.GROUP.col(), GraphColumns.CONTESTED.col());
  }

  /** Edges from every node that is not the smallest of its group to that one. */
  private Dataset<Row> stars(Dataset<Row> links) {
    Dataset<Row> edges =
        settle.apply(
            links
                .select(IdLinksTable.NODE_A.col().as(U), IdLinksTable.NODE_B.col().as(V))
                .where(col(U).notEqual(col(V))));
    Row before = fingerprint(edges);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      edges = settle.apply(star(edges.union(edges.select(col(V), col(U))), false));
      edges = settle.apply(star(edges.select(larger().as(U), smaller().as(V)), true));
      Row after = fingerprint(edges);
      if (after.equals(before)) {
        return edges;
      }
      before = after;
    }
    throw new IllegalStateException("Stars did not come to rest in " + MAX_ROUNDS + " rounds");
  }

  /**
   * One half round. Large: a node's larger neighbours go to the smallest of it and all its
   * neighbours. Small: the node and its smaller neighbours go to the smallest of these.
   */
  private static Dataset<Row> star(Dataset<Row> directed, boolean small) {
    MapPartitionsFunction<Row, Row> pass = rows -> new Stars(rows, small);
    return directed
        .repartition(col(U))
        .sortWithinPartitions(col(U), col(V))
        .mapPartitions(pass, Encoders.row(EDGES));
  }

  private static Column larger() {
    return greatest(col(U), col(V));
  }

  private static Column smaller() {
    return least(col(U), col(V));
  }

  /** The same for two sets of edges only where they are the same, but for a collision of sums. */
  private static Row fingerprint(Dataset<Row> edges) {
    Dataset<Row> distinct = edges.distinct();
    Column hash = xxhash64(col(U), col(V)).cast("decimal(38,0)");
    Column other = xxhash64(col(V), bitwise_not(col(U))).cast("decimal(38,0)");
    return distinct.agg(count(lit(1)), sum(hash), sum(other)).first();
  }
}

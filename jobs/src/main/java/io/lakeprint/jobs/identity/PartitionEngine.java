package io.lakeprint.jobs.identity;

import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Decides who belongs together: a pure function of nodes, links and limits, whatever their order
 * and partitioning. The engine in memory takes all in one task; one that iterates past memory
 * answers the same question.
 */
interface PartitionEngine extends Serializable {

  /**
   * The partition.
   *
   * @param nodes (id_type, scope, id_value, node) of every node that may join
   * @param links (node_a, node_b, strength, verified_at, recency) of every link that may join them
   * @return rows of {@link InMemoryEngine#SCHEMA}: per node its component, and per link that would
   *     break a limit the rule
   */
  Dataset<Row> partition(Dataset<Row> nodes, Dataset<Row> links);
}

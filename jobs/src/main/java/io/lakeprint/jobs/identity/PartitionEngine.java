package io.lakeprint.jobs.identity;

import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds what links tie together: a pure function of nodes and links, whatever their order and
 * partitioning. {@link InMemoryEngine} takes all in one task; {@link StarEngine} iterates past
 * memory and answers the same question.
 */
interface PartitionEngine extends Serializable {

  /**
   * The groups.
   *
   * @param nodes (node, limit_key) of every node, once per limit that it counts against; {@link
   *     LimitKeys} has what a limit is
   * @param links (node_a, node_b), both among the nodes
   * @return one row (node, component_all, contested) per node: the smallest node of its group, and
   *     whether all of the group together would break a limit
   */
  Dataset<Row> groups(Dataset<Row> nodes, Dataset<Row> links);
}

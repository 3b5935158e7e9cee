package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.IdLinksTable;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs together, and under which name: the part of a run that is the same whether it looks
 * at everything or at what a day touched. Without memory but the names it is given.
 *
 * @param links rows of {@code id_links}
 * @param names rows of {@link Names#SCHEMA}
 * @param owned rows of {@link LivesTransform} with (component_all, one_id), of every life with one
 *     owner
 */
record Resolution(Dataset<Row> links, Dataset<Row> names, Dataset<Row> owned) {

  /**
   * Resolves nodes and the links between them, which must be all links of each.
   *
   * @param nodes rows of {@code id_nodes}
   * @param evidence links of {@link LinksTransform}
   * @param overrides rows of {@code id_overrides}; null = nobody said anything
   * @param previous (node, life, one_id) as last published; null = nothing was
   * @param born see {@link NamingTransform}; null as well then
   * @param keep keeps what is read several times, or returns it as it is
   */
  static Resolution of(
      Dataset<Row> nodes,
      Dataset<Row> evidence,
      @Nullable Dataset<Row> overrides,
      @Nullable Dataset<Row> previous,
      @Nullable Dataset<Row> born,
      PartitionTransform partition,
      UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> lives = new LivesTransform().apply(nodes);
    Dataset<Row> apart =
        overrides == null ? null : keep.apply(PartitionTransform.apart(overrides, lives));
    Dataset<Row> groups = keep.apply(partition.groups(lives, evidence, apart));
    Dataset<Row> settled = keep.apply(partition.settled(groups, lives, evidence, apart));
    Dataset<Row> placed =
        keep.apply(
            settled
                .where(GraphColumns.COMPONENT.col().isNotNull())
                .select(
                    GraphColumns.NODE.col().as(GraphColumns.LIVED.name()),
                    GraphColumns.GROUP.col(),
                    GraphColumns.COMPONENT.col())
                .join(lives, GraphColumns.LIVED.name()));
    Dataset<Row> names =
        keep.apply(
            new NamingTransform(partition.types())
                .apply(placed, previous == null ? null : namesOf(previous), born));
    Dataset<Row> owned =
        placed.join(
            names.select(
                GraphColumns.COMPONENT.col(), col(Names.TO).as(GraphColumns.ONE_ID.name())),
            GraphColumns.COMPONENT.name());
    return new Resolution(links(evidence, settled), names, owned);
  }

  /** (lived, one_id) of the lives that had one owner. */
  static Dataset<Row> namesOf(Dataset<Row> previous) {
    return previous
        .where(GraphColumns.LIFE.col().isNotNull().and(GraphColumns.ONE_ID.col().isNotNull()))
        .select(
            NodeIds.life(GraphColumns.NODE.col(), GraphColumns.LIFE.col())
                .as(GraphColumns.LIVED.name()),
            GraphColumns.ONE_ID.col());
  }

  /** People there are now: (one_id, founder, created_at). */
  Dataset<Row> people() {
    return names
        .where(GraphColumns.COMPONENT.col().isNotNull())
        .select(
            col(Names.TO).as(GraphColumns.ONE_ID.name()),
            GraphColumns.FOUNDER.col(),
            GraphColumns.CREATED_AT.col());
  }

  private static Dataset<Row> links(Dataset<Row> evidence, Dataset<Row> settled) {
    Dataset<Row> leftOut =
        settled
            .where(GraphColumns.COMPONENT.col().isNull())
            .select(
                GraphColumns.NODE.col().as(IdLinksTable.NODE_A.name()),
                GraphColumns.OTHER.col().as(IdLinksTable.NODE_B.name()),
                GraphColumns.RULE.col().as(GraphColumns.STANDING.name()));
    Column limit = GraphColumns.STANDING.col();
    return evidence
        .join(
            // The few links that a limit leaves out.
            broadcast(leftOut),
            new String[] {IdLinksTable.NODE_A.name(), IdLinksTable.NODE_B.name()},
            "left")
        .withColumn(
            IdLinksTable.STATE.name(),
            when(limit.isNotNull(), "SUPPRESSED").otherwise(IdLinksTable.STATE.col()))
        .withColumn(IdLinksTable.RULE.name(), coalesce(limit, IdLinksTable.RULE.col()))
        .select(IdLinksTable.SPEC.cols());
  }
}

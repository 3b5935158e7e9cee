package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who belongs together, from evidence alone: the same for every order and batching of events, and
 * without memory of names.
 *
 * @param nodes of {@link NodesTransform}
 * @param links rows of {@code id_links}
 * @param owners of {@link OwnersTransform}
 * @param excluded (node, standing) of the nodes that take no part in unions
 * @param placed (node, component, id_type, first_seen_at) of those that do
 */
record Resolution(
    Dataset<Row> nodes,
    Dataset<Row> links,
    Dataset<Row> owners,
    Dataset<Row> excluded,
    Dataset<Row> placed) {

  private static final String[] NODE = {GraphColumns.NODE.name()};

  /**
   * Resolves the evidence of {@code events}.
   *
   * @param keep keeps what is read several times (persists it), or returns it as it is
   */
  static Resolution of(
      Dataset<Row> events,
      IdentityConfig config,
      TypeRules types,
      PartitionEngine engine,
      UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> nodes = keep.apply(new NodesTransform(types).apply(events));
    Dataset<Row> sightings =
        keep.apply(new SightingsTransform(config.evidence(), types).apply(events));
    NeighboursTransform neighbours = new NeighboursTransform(config.blocked(), types);
    Holds holds = new Holds(config.hold(), config.nextLoginWithin());
    Dataset<Row> owners =
        keep.apply(
            new OwnersTransform(config.evidence(), holds, types)
                .apply(events, keep.apply(neighbours.shared(sightings))));
    Dataset<Row> excluded = keep.apply(excluded(keep.apply(neighbours.blocked(sightings)), owners));
    Dataset<Row> evidence =
        keep.apply(new LinksTransform(config.minDays(), types).apply(sightings, owners, excluded));
    Dataset<Row> partition =
        keep.apply(
            engine.partition(
                nodes.join(excluded, NODE, "left_anti"),
                evidence.where(IdLinksTable.STATE.col().equalTo("ACTIVE"))));
    return new Resolution(
        nodes, links(evidence, partition), owners, excluded, keep.apply(placed(nodes, partition)));
  }

  private static Dataset<Row> excluded(Dataset<Row> blocked, Dataset<Row> owners) {
    Dataset<Row> shared = owners.select(GraphColumns.NODE.col()).distinct();
    return standing(blocked, IdentityMapTransform.BLOCKED)
        .union(standing(shared.join(blocked, NODE, "left_anti"), IdentityMapTransform.MULTI_OWNER));
  }

  private static Dataset<Row> standing(Dataset<Row> nodes, String standing) {
    return nodes.select(GraphColumns.NODE.col(), lit(standing).as(GraphColumns.STANDING.name()));
  }

  private static Dataset<Row> placed(Dataset<Row> nodes, Dataset<Row> partition) {
    return partition
        .where(GraphColumns.COMPONENT.col().isNotNull())
        .select(GraphColumns.NODE.col(), GraphColumns.COMPONENT.col())
        .join(nodes, GraphColumns.NODE.name())
        .select(
            GraphColumns.NODE.col(),
            GraphColumns.COMPONENT.col(),
            IdentityMapTable.ID_TYPE.col(),
            IdentityMapTable.FIRST_SEEN_AT.col());
  }

  private static Dataset<Row> links(Dataset<Row> evidence, Dataset<Row> partition) {
    Dataset<Row> leftOut =
        partition
            .where(GraphColumns.COMPONENT.col().isNull())
            .select(
                GraphColumns.NODE.col().as(IdLinksTable.NODE_A.name()),
                GraphColumns.OTHER.col().as(IdLinksTable.NODE_B.name()),
                GraphColumns.RULE.col().as(GraphColumns.STANDING.name()));
    Column limit = GraphColumns.STANDING.col();
    return evidence
        .join(
            leftOut, new String[] {IdLinksTable.NODE_A.name(), IdLinksTable.NODE_B.name()}, "left")
        .withColumn(
            IdLinksTable.STATE.name(),
            when(limit.isNotNull(), "SUPPRESSED").otherwise(IdLinksTable.STATE.col()))
        .withColumn(IdLinksTable.RULE.name(), coalesce(limit, IdLinksTable.RULE.col()))
        .select(IdLinksTable.SPEC.cols());
  }
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdLinksTable;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Nodes that many others use. Sightings in; out the nodes that {@link #shared} and {@link #blocked}
 * name, as rows of one node each. Principals are never among them.
 *
 * <p>Neighbours are counted in groups: principals that verified the node, distinct values of each
 * personal type, devices and cookies together. The window is looked at only where the count over
 * all time reaches the threshold, so the costly part is about few nodes.
 */
record NeighboursTransform(IdentityConfig.Blocked limits, TypeRules types) {
  private static final String VERIFIED = "verified";
  private static final String DEVICES = "devices";
  private static final String COUNT = "neighbour_count";
  private static final String THRESHOLD = "threshold";

  /** Nodes verified with two principals or more. */
  Dataset<Row> shared(Dataset<Row> sightings) {
    return counted(sightings)
        .where(GraphColumns.GROUP.col().equalTo(VERIFIED).and(col(COUNT).geq(2)))
        .select(GraphColumns.NODE.col());
  }

  /** Nodes that reach a threshold inside any window of days. */
  Dataset<Row> blocked(Dataset<Row> sightings) {
    List<String> key = List.of(GraphColumns.NODE.name(), GraphColumns.GROUP.name());
    Dataset<Row> crowded =
        counted(sightings)
            .withColumn(THRESHOLD, threshold())
            .where(col(COUNT).geq(col(THRESHOLD)))
            .select(GraphColumns.NODE.col(), GraphColumns.GROUP.col(), col(THRESHOLD));
    int window = limits.windowDays();
    MapPartitionsFunction<Row, Long> search = rows -> new CrowdSearch(window, rows);
    return neighbours(sightings)
        .join(crowded, CollectionConverters.asScala(key).toSeq())
        .select(
            GraphColumns.NODE.col(),
            GraphColumns.GROUP.col(),
            GraphColumns.DAY.col(),
            GraphColumns.OTHER.col(),
            col(THRESHOLD))
        .repartition(GraphColumns.NODE.col())
        .sortWithinPartitions(
            GraphColumns.NODE.col(),
            GraphColumns.GROUP.col(),
            GraphColumns.DAY.col(),
            GraphColumns.OTHER.col())
        .mapPartitions(search, Encoders.LONG())
        .toDF(GraphColumns.NODE.name())
        .distinct();
  }

  private Dataset<Row> counted(Dataset<Row> sightings) {
    return neighbours(sightings)
        .groupBy(GraphColumns.NODE.col(), GraphColumns.TYPE.col(), GraphColumns.GROUP.col())
        .agg(count_distinct(GraphColumns.OTHER.col()).as(COUNT));
  }

  /** Null where the group blocks nothing. */
  private Column threshold() {
    Column group = GraphColumns.GROUP.col();
    return when(group.equalTo(VERIFIED), types.blockedAt(GraphColumns.TYPE.col()))
        .when(group.equalTo(DEVICES), limits.devices() + 1)
        .otherwise(limits.personalValues() + 1);
  }

  /** (node, its type, group, neighbour, day) from both ends of every sighting. */
  private Dataset<Row> neighbours(Dataset<Row> sightings) {
    return from(sightings, IdLinksTable.NODE_A.col(), IdLinksTable.NODE_B.col(), true)
        .union(from(sightings, IdLinksTable.NODE_B.col(), IdLinksTable.NODE_A.col(), false));
  }

  private Dataset<Row> from(Dataset<Row> sightings, Column node, Column other, boolean first) {
    Column type = (first ? GraphColumns.TYPE_A : GraphColumns.TYPE_B).col();
    Column otherType = (first ? GraphColumns.TYPE_B : GraphColumns.TYPE_A).col();
    Column group =
        when(
                types
                    .isPrincipal(otherType)
                    .and(GraphColumns.KIND.col().equalTo(LinkKind.VERIFIED.column())),
                VERIFIED)
            .when(types.isPersonal(otherType), otherType)
            .when(types.isHeld(otherType), DEVICES)
            .otherwise(lit(null));
    return sightings
        .where(types.isPrincipal(type).unary_$bang())
        .select(
            node.as(GraphColumns.NODE.name()),
            type.as(GraphColumns.TYPE.name()),
            group.as(GraphColumns.GROUP.name()),
            other.as(GraphColumns.OTHER.name()),
            GraphColumns.DAY.col())
        .where(GraphColumns.GROUP.col().isNotNull());
  }
}

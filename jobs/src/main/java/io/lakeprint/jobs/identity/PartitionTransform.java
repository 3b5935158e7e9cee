package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_micros;

import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdOverridesTable;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs together: lives that take part in unions and the links between them in; groups by
 * {@link #groups}, and by {@link #settled} people.
 *
 * <p>Limits only ever fill up, so a group that breaks none with all its links takes them all. Only
 * the few that break one are sorted and replayed, each by itself.
 */
record PartitionTransform(PartitionEngine engine, LimitKeys limits, TypeRules types) {
  private static final String WHAT = "what";
  private static final String VERIFIED = "verified";
  private static final String AGE = "age";

  /**
   * Groups: (node, component_all, contested) of every life that takes part.
   *
   * @param lives of {@link LivesTransform}
   * @param links rows of {@code id_links}
   * @param apart of {@link #apart}; null = none
   */
  Dataset<Row> groups(Dataset<Row> lives, Dataset<Row> links, @Nullable Dataset<Row> apart) {
    Dataset<Row> keys =
        joining(lives)
            .select(
                GraphColumns.LIVED.col().as(GraphColumns.NODE.name()),
                limits
                    .of(IdNodesTable.ID_TYPE.col(), IdNodesTable.SCOPE.col(), types)
                    .as(LimitKeys.KEY.name()));
    if (apart != null) {
      Column key = LimitKeys.apart(IdOverridesTable.NODE_A.col(), IdOverridesTable.NODE_B.col());
      keys =
          keys.union(apart.select(IdOverridesTable.NODE_A.col(), key))
              .union(apart.select(IdOverridesTable.NODE_B.col(), key));
    }
    return engine.groups(keys, active(links));
  }

  /** Rows of {@link GroupReplay#SCHEMA}: people, and links that are left out. */
  Dataset<Row> settled(
      Dataset<Row> groups, Dataset<Row> lives, Dataset<Row> links, @Nullable Dataset<Row> apart) {
    Column group = GraphColumns.GROUP.col();
    Dataset<Row> calm =
        groups
            .where(not(GraphColumns.CONTESTED.col()))
            .select(
                GraphColumns.NODE.col(),
                group,
                group.as(GraphColumns.COMPONENT.name()),
                lit(null).cast("long").as(GraphColumns.OTHER.name()),
                lit(null).cast("string").as(GraphColumns.RULE.name()));
    // 16 bytes a node, of the groups that break a limit: small enough to go to every task, so that
    // nothing else moves.
    Dataset<Row> contested =
        broadcast(
            groups.where(GraphColumns.CONTESTED.col()).select(GraphColumns.NODE.col(), group));
    Dataset<Row> rows =
        contested
            .join(
                joining(lives).drop(GraphColumns.NODE.name()),
                GraphColumns.NODE.col().equalTo(GraphColumns.LIVED.col()))
            .select(
                row(
                    GroupReplay.NODE,
                    IdNodesTable.ID_TYPE.col(),
                    IdNodesTable.SCOPE.col(),
                    IdNodesTable.ID_VALUE.col(),
                    GraphColumns.LIVED.col(),
                    lit(null),
                    lit(null),
                    lit(null),
                    lit(null)))
            .union(
                contested
                    .join(active(links), GraphColumns.NODE.col().equalTo(IdLinksTable.NODE_A.col()))
                    .select(
                        row(
                            GroupReplay.LINK,
                            lit(null),
                            lit(null),
                            lit(null),
                            IdLinksTable.NODE_A.col(),
                            IdLinksTable.NODE_B.col(),
                            IdLinksTable.STRENGTH.col(),
                            unix_micros(IdLinksTable.VERIFIED_AT.col()),
                            unix_micros(IdLinksTable.STRONGEST_AT.col()))));
    if (apart != null) {
      rows =
          rows.union(
              contested
                  .join(apart, GraphColumns.NODE.col().equalTo(IdOverridesTable.NODE_A.col()))
                  .select(
                      row(
                          GroupReplay.APART,
                          lit(null),
                          lit(null),
                          lit(null),
                          IdOverridesTable.NODE_A.col(),
                          IdOverridesTable.NODE_B.col(),
                          lit(null),
                          lit(null),
                          lit(null))));
    }
    int max = limits.maxNodes();
    TypeRules rules = types;
    MapPartitionsFunction<Row, Row> replay = it -> new GroupReplay(it, max, rules);
    return calm.union(
        rows.repartition(group)
            .sortWithinPartitions(
                group,
                col(WHAT),
                IdNodesTable.ID_TYPE.col(),
                IdNodesTable.SCOPE.col(),
                IdNodesTable.ID_VALUE.col(),
                GraphColumns.NODE.col())
            .mapPartitions(replay, Encoders.row(GroupReplay.SCHEMA)));
  }

  /** Pairs of lives (node_a, node_b) that an operator keeps apart, of one group or not. */
  static Dataset<Row> apart(Dataset<Row> overrides, Dataset<Row> lives) {
    Dataset<Row> joining = joining(lives).select(GraphColumns.NODE.col(), GraphColumns.LIVED.col());
    Column a = col("lived_a");
    Column b = col("lived_b");
    return overrides
        .where(IdOverridesTable.KIND.col().equalTo("CANNOT_LINK"))
        .join(joining.toDF("a", "lived_a"), IdOverridesTable.NODE_A.col().equalTo(col("a")))
        .join(joining.toDF("b", "lived_b"), IdOverridesTable.NODE_B.col().equalTo(col("b")))
        .select(
            least(a, b).as(IdOverridesTable.NODE_A.name()),
            greatest(a, b).as(IdOverridesTable.NODE_B.name()))
        .distinct();
  }

  private static Dataset<Row> joining(Dataset<Row> lives) {
    return lives.where(GraphColumns.STANDING.col().isNull());
  }

  private static Dataset<Row> active(Dataset<Row> links) {
    return links.where(IdLinksTable.STATE.col().equalTo("ACTIVE"));
  }

  private static Column[] row(
      int what,
      Column type,
      Column scope,
      Column value,
      Column node,
      Column other,
      Column strength,
      Column verified,
      Column age) {
    return new Column[] {
      GraphColumns.GROUP.col(),
      lit(what).as(WHAT),
      type.cast("string").as(IdNodesTable.ID_TYPE.name()),
      scope.cast("string").as(IdNodesTable.SCOPE.name()),
      value.cast("string").as(IdNodesTable.ID_VALUE.name()),
      node.as(GraphColumns.NODE.name()),
      other.cast("long").as(GraphColumns.OTHER.name()),
      strength.cast("int").as(IdLinksTable.STRENGTH.name()),
      verified.cast("long").as(VERIFIED),
      age.cast("long").as(AGE)
    };
  }
}

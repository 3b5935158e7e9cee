package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.OneIds;
import io.lakeprint.common.tables.IdentityMapTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of {@code identity_map}: nodes, names, ownerships and blocked nodes in; per node with one
 * owner one row from the epoch on, per node with owners in turn one row per owner, per blocked node
 * one row without owner.
 */
record IdentityMapTransform(TypeRules types) {
  /** Start of an ownership for life. */
  static final Column EPOCH = timestamp_micros(lit(0L));

  static final String ACTIVE = "active";
  static final String MULTI_OWNER = "multi-owner";
  static final String BLOCKED = "blocked";

  private static final String OWNER = "owner";

  /** Generation of a device's own anonymous profile; ids of people have 0 and above. */
  private static final int PROFILE = -1;

  /** The anonymous profile that a shared device has outside every hold. */
  static Column ownProfile(Column node) {
    return OneIds.ofFounder(node, lit(PROFILE));
  }

  /** Who owns what now: (node, one_id), of the nodes that somebody owns. */
  static Dataset<Row> current(Dataset<Row> map) {
    return map.where(IdentityMapTable.VALID_TO.col().isNull())
        .where(IdentityMapTable.ONE_ID.col().isNotNull())
        .select(
            IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
            IdentityMapTable.ONE_ID.col());
  }

  /**
   * @param nodes of {@link NodesTransform}
   * @param names (node, one_id) of every node with one owner
   * @param owners of {@link OwnersTransform}
   * @param excluded (node, standing)
   */
  Dataset<Row> apply(
      Dataset<Row> nodes, Dataset<Row> names, Dataset<Row> owners, Dataset<Row> excluded) {
    Dataset<Row> standing = nodes.join(excluded, GraphColumns.NODE.name());
    Dataset<Row> forLife =
        nodes
            .join(names, GraphColumns.NODE.name())
            .select(row(EPOCH, lit(null), GraphColumns.ONE_ID.col(), ACTIVE));
    Dataset<Row> blocked =
        standing
            .where(GraphColumns.STANDING.col().equalTo(BLOCKED))
            .select(row(EPOCH, lit(null), lit(null), BLOCKED));
    Column principal = GraphColumns.PRINCIPAL.col();
    Dataset<Row> principals =
        names.select(
            GraphColumns.NODE.col().as(GraphColumns.PRINCIPAL.name()),
            GraphColumns.ONE_ID.col().as(OWNER));
    Column profile =
        when(
            principal.isNull().and(types.isHeld(IdentityMapTable.ID_TYPE.col())),
            ownProfile(GraphColumns.NODE.col()));
    Dataset<Row> inTurn =
        standing
            .where(GraphColumns.STANDING.col().equalTo(MULTI_OWNER))
            .join(owners, GraphColumns.NODE.name())
            .join(principals, new String[] {GraphColumns.PRINCIPAL.name()}, "left")
            .select(
                row(
                    GraphColumns.VALID_FROM.col(),
                    GraphColumns.VALID_TO.col(),
                    coalesce(col(OWNER), profile),
                    MULTI_OWNER));
    return forLife.union(blocked).union(inTurn);
  }

  private static Column[] row(Column from, Column to, Column oneId, String state) {
    return new Column[] {
      IdentityMapTable.ID_TYPE.col(),
      IdentityMapTable.SCOPE.col(),
      IdentityMapTable.ID_VALUE.col(),
      IdentityMapTable.VALID_FROM.is(from),
      IdentityMapTable.VALID_TO.is(to),
      IdentityMapTable.NODE_ID.is(GraphColumns.NODE.col()),
      IdentityMapTable.ONE_ID.is(oneId),
      IdentityMapTable.STATE.is(lit(state)),
      IdentityMapTable.FIRST_SEEN_AT.col(),
      IdentityMapTable.LAST_SEEN_AT.col()
    };
  }
}

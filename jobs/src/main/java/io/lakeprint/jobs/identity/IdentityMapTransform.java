package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.IdentityMapTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of {@code identity_map}: lives and names in; per life with one owner one row, from the epoch
 * on for the first; per life with owners in turn one row per owner; per blocked life one row
 * without owner.
 */
record IdentityMapTransform(TypeRules types) {
  /** Start of an ownership for life. */
  static final Column EPOCH = timestamp_micros(lit(0L));

  static final String ACTIVE = "active";
  static final String MULTI_OWNER = NodeLives.MULTI_OWNER;
  static final String BLOCKED = NodeLives.BLOCKED;

  private static final String OWNER = "owner";
  private static final String PRINCIPAL = "principal";
  private static final String PERSON = "person";

  /** Generation of a device's own anonymous profile; ids of people have 0 and above. */
  private static final int PROFILE = -1;

  /** The anonymous profile that a shared device has outside every hold. */
  static Column ownProfile(Column node) {
    return IdUdfs.oneId(node, lit(PROFILE));
  }

  /** Who owns what now: (lived, one_id), of the lives that last and that somebody owns. */
  static Dataset<Row> current(Dataset<Row> map) {
    return map.where(IdentityMapTable.VALID_TO.col().isNull())
        .where(IdentityMapTable.ONE_ID.col().isNotNull())
        .select(lived().as(GraphColumns.LIVED.name()), IdentityMapTable.ONE_ID.col());
  }

  /** Names of lives with one owner: (lived, component_all, one_id). */
  static Dataset<Row> names(Dataset<Row> map) {
    return map.where(IdentityMapTable.STATE.col().equalTo(ACTIVE))
        .select(
            lived().as(GraphColumns.LIVED.name()),
            IdentityMapTable.COMPONENT.col().as(GraphColumns.GROUP.name()),
            IdentityMapTable.ONE_ID.col());
  }

  /** Owners as {@link IdentityJournal#owners} has them. */
  static Dataset<Row> owners(Dataset<Row> map) {
    Column life = when(IdentityMapTable.STATE.col().equalTo(ACTIVE), IdentityMapTable.LIFE.col());
    return map.select(
        IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
        life.as(GraphColumns.LIFE.name()),
        IdentityMapTable.VALID_FROM.col(),
        IdentityMapTable.VALID_TO.col(),
        IdentityMapTable.ONE_ID.col(),
        isBlocked().as(GraphColumns.BLOCKED.name()));
  }

  /** Whether a row is of a blocked life. */
  static Column isBlocked() {
    return IdentityMapTable.STATE.col().equalTo(BLOCKED);
  }

  /** The node of a row's life. */
  static Column lived() {
    return NodeIds.life(IdentityMapTable.NODE_ID.col(), IdentityMapTable.LIFE.col());
  }

  /**
   * @param owned rows of {@link LivesTransform} with (component_all, one_id), of lives with one
   *     owner
   * @param lives of {@link LivesTransform}; those that take part in unions do not count
   * @param principals (lived, one_id) of every principal that owns one of them in turn
   */
  Dataset<Row> apply(Dataset<Row> owned, Dataset<Row> lives, Dataset<Row> principals) {
    Column standing = GraphColumns.STANDING.col();
    Column starts =
        when(GraphColumns.LIFE.col().equalTo(1), EPOCH)
            .otherwise(timestamp_micros(col(LivesTransform.FIRST_AT)));
    Column ends = timestamp_micros(col(LivesTransform.ENDED_AT));
    Dataset<Row> forLife =
        owned.select(
            row(starts, ends, GraphColumns.ONE_ID.col(), ACTIVE, GraphColumns.GROUP.col()));
    Dataset<Row> blocked =
        lives
            .where(standing.equalTo(BLOCKED))
            .select(row(starts, ends, lit(null), BLOCKED, lit(null)));
    Column principal = col(OWNER).getField(PRINCIPAL);
    Column profile =
        when(
            principal.isNull().and(types.isHeld(IdentityMapTable.ID_TYPE.col())),
            ownProfile(GraphColumns.LIVED.col()));
    Dataset<Row> people =
        principals.select(
            GraphColumns.LIVED.col().as(PRINCIPAL), GraphColumns.ONE_ID.col().as(PERSON));
    Dataset<Row> inTurn =
        lives
            .where(standing.equalTo(MULTI_OWNER))
            .withColumn(OWNER, explode(GraphColumns.OWNERS.col()))
            .join(people, principal.equalTo(col(PRINCIPAL)), "left")
            .select(
                row(
                    timestamp_micros(col(OWNER).getField("valid_from")),
                    timestamp_micros(col(OWNER).getField("valid_to")),
                    coalesce(col(PERSON), profile),
                    MULTI_OWNER,
                    lit(null)));
    return forLife.union(blocked).union(inTurn);
  }

  private static Column[] row(
      Column from, Column to, Column oneId, String state, Column component) {
    return new Column[] {
      IdentityMapTable.ID_TYPE.col(),
      IdentityMapTable.SCOPE.col(),
      IdentityMapTable.ID_VALUE.col(),
      GraphColumns.LIFE.col(),
      IdentityMapTable.VALID_FROM.is(from),
      IdentityMapTable.VALID_TO.is(to),
      IdentityMapTable.NODE_ID.is(GraphColumns.NODE.col()),
      IdentityMapTable.ONE_ID.is(oneId),
      IdentityMapTable.STATE.is(lit(state)),
      IdentityMapTable.FIRST_SEEN_AT.is(timestamp_micros(col(LivesTransform.FIRST_AT))),
      IdentityMapTable.LAST_SEEN_AT.is(timestamp_micros(col(LivesTransform.LAST_AT))),
      IdentityMapTable.COMPONENT.is(component)
    };
  }
}

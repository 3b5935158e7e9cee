package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.ids.OneIds;
import io.lakeprint.common.tables.IdentityMapTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Which id each component gets: the partition and the names of the last run in, names out. A pure
 * function of both, whatever the order of rows.
 *
 * <ul>
 *   <li>A published id stays with one component: the one with its member, else its founder, else
 *       the most of its nodes by weight (principal 8, personal 4, device 2, browser 1), else the
 *       smallest node.
 *   <li>Of several ids in one component the one with a member survives, else the oldest, else the
 *       smallest.
 *   <li>A component without one revives the oldest retired id that one of its nodes founded.
 *   <li>Else it gets a new id: founder is the node seen first, then by priority of its type, then
 *       the smallest.
 * </ul>
 */
record NamingTransform(TypeRules types) {
  static final String KEEP = "KEEP";

  private static final String MEMBER = "has_member";
  private static final String EVER_MEMBER = "had_member";
  private static final String FOUNDED = "has_founder";
  private static final String WEIGHT = "weight";
  private static final String SMALLEST = "smallest";

  /** Rank of a component among those of one previous id; 1 = the id stays with it. */
  static final String RANK = "rank";

  private static final String CHOSEN = "chosen";
  private static final String GENERATION = "generation";
  private static final String[] COMPONENT = {GraphColumns.COMPONENT.name()};
  private static final String[] ONE_ID = {GraphColumns.ONE_ID.name()};
  private static final String[] FOUNDER = {GraphColumns.FOUNDER.name()};

  /**
   * Every previous id and every component that holds nodes of it: (previous_id, component, rank),
   * rank 1 = the component that it stays with.
   *
   * @param placed (node, component, id_type, first_seen_at) of every node that may join
   * @param previous (node, valid_from, valid_to, one_id) as last written
   * @param born (one_id, founder, created_at) of every id ever given
   */
  Dataset<Row> overlaps(Dataset<Row> placed, Dataset<Row> previous, Dataset<Row> born) {
    Dataset<Row> names =
        previous
            .where(GraphColumns.VALID_TO.col().isNull())
            .where(GraphColumns.VALID_FROM.col().equalTo(IdentityMapTransform.EPOCH))
            .where(GraphColumns.ONE_ID.col().isNotNull())
            .select(
                GraphColumns.NODE.col(),
                GraphColumns.ONE_ID.col().as(GraphColumns.PREVIOUS_ID.name()));
    Column type = IdentityMapTable.ID_TYPE.col();
    return placed
        .join(names, GraphColumns.NODE.name())
        .join(
            born.withColumnRenamed(GraphColumns.ONE_ID.name(), GraphColumns.PREVIOUS_ID.name()),
            GraphColumns.PREVIOUS_ID.name())
        .groupBy(
            GraphColumns.PREVIOUS_ID.col(),
            GraphColumns.COMPONENT.col(),
            GraphColumns.CREATED_AT.col())
        .agg(
            max(types.isPrincipal(type)).as(MEMBER),
            max(GraphColumns.NODE.col().equalTo(GraphColumns.FOUNDER.col())).as(FOUNDED),
            sum(types.weight(type)).as(WEIGHT),
            min(GraphColumns.NODE.col()).as(SMALLEST))
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(GraphColumns.PREVIOUS_ID.col())
                        .orderBy(
                            col(MEMBER).desc(),
                            col(FOUNDED).desc(),
                            col(WEIGHT).desc(),
                            col(SMALLEST))))
        .withColumn(
            EVER_MEMBER, max(col(MEMBER)).over(Window.partitionBy(GraphColumns.PREVIOUS_ID.col())))
        .select(
            GraphColumns.PREVIOUS_ID.col(),
            GraphColumns.COMPONENT.col(),
            GraphColumns.CREATED_AT.col(),
            col(EVER_MEMBER),
            col(RANK));
  }

  /** Names: (component, one_id, founder, created_at, origin KEEP, REVIVE or CREATE). */
  Dataset<Row> people(Dataset<Row> placed, Dataset<Row> overlaps, Dataset<Row> born) {
    Dataset<Row> kept = kept(overlaps, born);
    Dataset<Row> unnamed =
        placed.join(kept.select(GraphColumns.COMPONENT.col()), COMPONENT, "left_anti");
    Dataset<Row> retired = born.join(kept.select(GraphColumns.ONE_ID.col()), ONE_ID, "left_anti");
    Dataset<Row> revived = revived(unnamed, retired);
    Dataset<Row> nameless =
        unnamed.join(revived.select(GraphColumns.COMPONENT.col()), COMPONENT, "left_anti");
    return kept.unionByName(revived).unionByName(created(nameless, born));
  }

  private static Dataset<Row> kept(Dataset<Row> overlaps, Dataset<Row> born) {
    Column order =
        row_number()
            .over(
                Window.partitionBy(GraphColumns.COMPONENT.col())
                    .orderBy(
                        col(EVER_MEMBER).desc(),
                        GraphColumns.CREATED_AT.col(),
                        GraphColumns.PREVIOUS_ID.col()));
    return overlaps
        .where(col(RANK).equalTo(1))
        .withColumn(CHOSEN, order)
        .where(col(CHOSEN).equalTo(1))
        .select(
            GraphColumns.COMPONENT.col(),
            GraphColumns.PREVIOUS_ID.col().as(GraphColumns.ONE_ID.name()))
        .join(born, GraphColumns.ONE_ID.name())
        .select(named(KEEP));
  }

  private static Dataset<Row> revived(Dataset<Row> unnamed, Dataset<Row> retired) {
    return unnamed
        .join(retired, GraphColumns.NODE.col().equalTo(GraphColumns.FOUNDER.col()))
        .groupBy(GraphColumns.COMPONENT.col())
        .agg(
            min(struct(
                    GraphColumns.CREATED_AT.col(),
                    GraphColumns.ONE_ID.col(),
                    GraphColumns.FOUNDER.col()))
                .as(CHOSEN))
        .select(GraphColumns.COMPONENT.col(), col(CHOSEN + ".*"))
        .select(named(IdentityJournal.REVIVE));
  }

  private Dataset<Row> created(Dataset<Row> nameless, Dataset<Row> born) {
    Dataset<Row> generations =
        born.groupBy(GraphColumns.FOUNDER.col()).agg(count(lit(1)).as(GENERATION));
    return nameless
        .groupBy(GraphColumns.COMPONENT.col())
        .agg(
            min(struct(
                    IdentityMapTable.FIRST_SEEN_AT.col().as(GraphColumns.CREATED_AT.name()),
                    types.priority(IdentityMapTable.ID_TYPE.col()).as(RANK),
                    GraphColumns.NODE.col().as(GraphColumns.FOUNDER.name())))
                .as(CHOSEN))
        .select(GraphColumns.COMPONENT.col(), col(CHOSEN + ".*"))
        .join(generations, FOUNDER, "left")
        .withColumn(
            GraphColumns.ONE_ID.name(),
            OneIds.ofFounder(GraphColumns.FOUNDER.col(), coalesce(col(GENERATION), lit(0L))))
        .select(named(IdentityJournal.CREATE));
  }

  private static Column[] named(String origin) {
    return new Column[] {
      GraphColumns.COMPONENT.col(),
      GraphColumns.ONE_ID.col(),
      GraphColumns.FOUNDER.col(),
      GraphColumns.CREATED_AT.col(),
      lit(origin).as(GraphColumns.ORIGIN.name())
    };
  }
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.IdNodesTable;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which id each component gets: the partition and the names of the last run in; names, and what
 * happened to ids, out. A pure function of both, whatever the order of rows; {@link Names} has the
 * rules. One shuffle of the nodes by component; one task for the components that had a name before.
 */
record NamingTransform(TypeRules types) {

  /**
   * Names every component.
   *
   * @param placed (lived, component, id_type, first_at) of every life that has a component
   * @param previous (lived, one_id) as last published, of the lives that had one owner; null where
   *     nothing was published ever
   * @param born (one_id, founder, created_at, is_elsewhere) of every id ever given to, or founded
   *     by, one of them; whether it is the name of people who are not looked at
   * @return rows of {@link Names#SCHEMA}
   */
  Dataset<Row> apply(
      Dataset<Row> placed, @Nullable Dataset<Row> previous, @Nullable Dataset<Row> born) {
    if (previous == null || born == null) {
      return created(
          summaries(
              placed
                  .withColumn(GraphColumns.ONE_ID.name(), lit(null).cast("string"))
                  .withColumn(Summaries.FOUNDED, lit(null).cast(Summaries.FOUNDED_TYPE))));
    }
    MapPartitionsFunction<Row, Row> name = rows -> new Names(rows).rows();
    Dataset<Row> founded =
        born.groupBy(GraphColumns.FOUNDER.col())
            .agg(
                array_sort(
                        collect_list(
                            struct(
                                GraphColumns.CREATED_AT.col(),
                                GraphColumns.ONE_ID.col(),
                                col(Names.IS_ELSEWHERE))))
                    .as(Summaries.FOUNDED));
    Dataset<Row> summaries =
        summaries(
            placed
                .join(previous, new String[] {GraphColumns.LIVED.name()}, "left")
                .join(
                    founded, GraphColumns.LIVED.col().equalTo(GraphColumns.FOUNDER.col()), "left"));
    Column nothing = lit(null).cast("long");
    Dataset<Row> others =
        summaries
            .where(not(isNew()))
            .withColumn(GraphColumns.ONE_ID.name(), lit(null).cast("string"))
            .union(
                born.select(
                    nothing,
                    GraphColumns.FOUNDER.col(),
                    GraphColumns.CREATED_AT.col(),
                    lit(null),
                    lit(null),
                    GraphColumns.ONE_ID.col()))
            .union(
                previous
                    .select(GraphColumns.ONE_ID.col())
                    .distinct()
                    .select(nothing, nothing, nothing, lit(null), lit(null), col("one_id")));
    return created(summaries.where(isNew()))
        .union(others.repartition(1).mapPartitions(name, Encoders.row(Names.SCHEMA)));
  }

  private Dataset<Row> summaries(Dataset<Row> nodes) {
    TypeRules rules = types;
    MapPartitionsFunction<Row, Row> summarize = rows -> new Summaries(rows, rules);
    return nodes
        .select(
            GraphColumns.COMPONENT.col(),
            GraphColumns.LIVED.col(),
            IdNodesTable.ID_TYPE.col(),
            col(LivesTransform.FIRST_AT),
            GraphColumns.ONE_ID.col(),
            col(Summaries.FOUNDED))
        .repartition(GraphColumns.COMPONENT.col())
        .sortWithinPartitions(GraphColumns.COMPONENT.col(), GraphColumns.LIVED.col())
        .mapPartitions(summarize, Encoders.row(Summaries.SCHEMA));
  }

  private static Column isNew() {
    return size(col(Summaries.OVERLAPS)).equalTo(0).and(size(col(Summaries.OWNED)).equalTo(0));
  }

  private static Dataset<Row> created(Dataset<Row> summaries) {
    return summaries.select(
        lit(IdentityJournal.CREATE).as(Names.OPERATION),
        GraphColumns.COMPONENT.col(),
        GraphColumns.FOUNDER.col(),
        GraphColumns.CREATED_AT.col(),
        lit(null).cast("string").as(Names.FROM),
        IdUdfs.oneId(GraphColumns.FOUNDER.col()).as(Names.TO));
  }
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code one_id_aliases} that a run may change, as they are and as they shall be.
 *
 * @param current rows as they are
 * @param wanted rows that take their place
 */
record AliasesUpdate(Dataset<Row> current, Dataset<Row> wanted) {
  private static final String PROVISIONAL = "provisional";
  private static final String IS_OLD = "is_old";

  /**
   * What a run found.
   *
   * @param nodes rows of {@code id_nodes} that it looked at
   * @param allNodes all rows of {@code id_nodes} after it
   * @param owners (node, life, valid_from, valid_to, one_id) of the nodes before it
   * @param born (one_id) of ids that the nodes had or founded; null in the first run of all
   * @param map rows of {@code identity_map} of the nodes after it
   * @param allMap all rows of {@code identity_map} after it
   * @param people (one_id) of the people that the nodes are
   */
  record Found(
      Dataset<Row> nodes,
      Dataset<Row> allNodes,
      Dataset<Row> owners,
      @Nullable Dataset<Row> born,
      Dataset<Row> map,
      Dataset<Row> allMap,
      Dataset<Row> people) {

    /**
     * The aliases that follow. A revived id may be on the way of others to the people they mean, so
     * then all are followed anew.
     *
     * @param before rows of {@code one_id_aliases}
     * @param journal the log before the run
     * @param changes what the run adds to it
     * @param isAll whether the run looked at everything
     */
    AliasesUpdate against(
        Dataset<Row> before,
        IdentityJournal journal,
        Dataset<Row> changes,
        boolean isAll,
        LocalDate asOf,
        UnaryOperator<Dataset<Row>> keep) {
      if (born == null) {
        return new AliasesUpdate(
            before,
            new AliasesTransform().first(nodes, IdentityMapTransform.current(map), people, asOf));
      }
      IdentityJournal after = new IdentityJournal(journal.log().unionByName(changes));
      return isAll || revives(changes)
          ? all(before, after)
          : some(keep.apply(known(before, born)), after, changes, born);
    }

    private static boolean revives(Dataset<Row> changes) {
      return !changes
          .where(IdentityLogTable.OPERATION.col().equalTo(IdentityJournal.REVIVE))
          .isEmpty();
    }

    private AliasesUpdate all(Dataset<Row> before, IdentityJournal after) {
      Dataset<Row> alive =
          IdentityMapTransform.names(allMap).select(GraphColumns.ONE_ID.col()).distinct();
      Dataset<Row> provisional =
          AliasesTransform.provisional(
              allNodes, IdentityMapTransform.current(allMap), after.born(), after);
      return new AliasesUpdate(
          before, new AliasesTransform().apply(AliasesTransform.merged(after), provisional, alive));
    }

    private AliasesUpdate some(
        Dataset<Row> known, IdentityJournal after, Dataset<Row> changes, Dataset<Row> founded) {
      Dataset<Row> provisional =
          AliasesTransform.provisional(
              nodes,
              IdentityMapTransform.current(map),
              founded
                  .select(GraphColumns.ONE_ID.col())
                  .union(people.select(GraphColumns.ONE_ID.col())),
              after.of(nodes.select(IdNodesTable.NODE_ID.col().as(GraphColumns.NODE.name()))));
      Dataset<Row> merged =
          known
              .where(col(PROVISIONAL).isNull())
              .select(OneIdAliasesTable.SPEC.cols())
              .unionByName(AliasesTransform.merged(new IdentityJournal(changes)));
      return new AliasesUpdate(
          known.select(OneIdAliasesTable.SPEC.cols()),
          new AliasesTransform()
              .apply(merged, provisional, people.select(GraphColumns.ONE_ID.col())));
    }

    /**
     * Aliases of people that the nodes were, and those that derive from one of the nodes without
     * ever having been anybody's id.
     */
    private Dataset<Row> known(Dataset<Row> before, Dataset<Row> founded) {
      Column retired = OneIdAliasesTable.RETIRED_ID.col();
      Dataset<Row> ofNodes =
          nodes
              .select(IdUdfs.oneId(IdNodesTable.NODE_ID.col()).as(PROVISIONAL))
              .join(
                  founded.select(GraphColumns.ONE_ID.col()),
                  col(PROVISIONAL).equalTo(GraphColumns.ONE_ID.col()),
                  "left_anti");
      Dataset<Row> ids =
          Resolution.namesOf(owners)
              .select(GraphColumns.ONE_ID.col())
              .distinct()
              .withColumn(IS_OLD, lit(true));
      return before
          .join(broadcast(ids), new String[] {OneIdAliasesTable.ONE_ID.name()}, "left")
          .join(broadcast(ofNodes), retired.equalTo(col(PROVISIONAL)), "left")
          .where(col(IS_OLD).isNotNull().or(col(PROVISIONAL).isNotNull()));
    }
  }
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.common.ids.OneIds;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of {@code one_id_aliases}: every id that was ever on an event and is no person now, with the
 * person it means. Those are ids that lost a merge, and ids that an event had between its ingest
 * and the run that placed its anchor (which derive from the anchor).
 *
 * <p>An id of which nothing is left (its identifiers all blocked or gone) means nobody and has no
 * row. Chains are followed in one task, over retired ids only.
 */
record AliasesTransform() {
  private static final String ALIVE = "alive";

  /** Rows of the one task, in and out: (retired_id, one_id, retired_on). */
  static final StructType SCHEMA = OneIdAliasesTable.SPEC.schema();

  /**
   * @param journal the log with the rows of this run
   * @param nodes of {@link NodesTransform}
   * @param map rows of {@code identity_map}
   * @param people of {@link NamingTransform#people}
   */
  Dataset<Row> apply(
      IdentityJournal journal, Dataset<Row> nodes, Dataset<Row> map, Dataset<Row> people) {
    Dataset<Row> owners = IdentityMapTransform.current(map);
    Dataset<Row> alive = people.select(GraphColumns.ONE_ID.col().as(ALIVE));
    MapPartitionsFunction<Row, Row> follow = AliasChains::follow;
    return merged(journal, alive)
        .unionByName(provisional(journal, nodes, owners, alive))
        .repartition(1)
        .mapPartitions(follow, Encoders.row(SCHEMA));
  }

  private static Dataset<Row> merged(IdentityJournal journal, Dataset<Row> alive) {
    return journal
        .merges()
        .join(alive, IdentityLogTable.FROM_ONE_ID.col().equalTo(col(ALIVE)), "left_anti")
        .where(IdentityLogTable.TO_ONE_ID.col().isNotNull())
        .select(
            OneIdAliasesTable.RETIRED_ID.is(IdentityLogTable.FROM_ONE_ID.col()),
            OneIdAliasesTable.ONE_ID.is(IdentityLogTable.TO_ONE_ID.col()),
            OneIdAliasesTable.RETIRED_ON.is(IdentityLogTable.AS_OF.col()));
  }

  /** Ids of anchors that founded nobody. */
  private static Dataset<Row> provisional(
      IdentityJournal journal, Dataset<Row> nodes, Dataset<Row> owners, Dataset<Row> alive) {
    Dataset<Row> born = journal.born().select(GraphColumns.ONE_ID.col().as(ALIVE));
    return nodes
        .where(GraphColumns.ANCHORED.col())
        .select(
            GraphColumns.NODE.col(),
            OneIds.ofFounder(GraphColumns.NODE.col()).as(OneIdAliasesTable.RETIRED_ID.name()))
        .join(
            born.union(alive).distinct(),
            OneIdAliasesTable.RETIRED_ID.col().equalTo(col(ALIVE)),
            "left_anti")
        .join(owners, GraphColumns.NODE.name())
        .join(journal.published(), GraphColumns.NODE.name())
        .select(
            OneIdAliasesTable.RETIRED_ID.col(),
            OneIdAliasesTable.ONE_ID.is(GraphColumns.ONE_ID.col()),
            OneIdAliasesTable.RETIRED_ON.is(IdentityLogTable.AS_OF.col()));
  }
}

package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import java.time.LocalDate;
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
   * @param merged (retired_id, one_id, retired_on): where each id went, maybe to one that went on
   * @param provisional of {@link #provisional}
   * @param alive (one_id) of the people there are now
   */
  Dataset<Row> apply(Dataset<Row> merged, Dataset<Row> provisional, Dataset<Row> alive) {
    MapPartitionsFunction<Row, Row> follow = AliasChains::follow;
    return merged
        .join(
            alive.select(GraphColumns.ONE_ID.col().as(ALIVE)),
            OneIdAliasesTable.RETIRED_ID.col().equalTo(col(ALIVE)),
            "left_anti")
        .unionByName(provisional)
        .repartition(1)
        .mapPartitions(follow, Encoders.row(SCHEMA));
  }

  /** Where the log says that ids went. */
  static Dataset<Row> merged(IdentityJournal journal) {
    return journal
        .merges()
        .where(IdentityLogTable.TO_ONE_ID.col().isNotNull())
        .select(
            OneIdAliasesTable.RETIRED_ID.is(IdentityLogTable.FROM_ONE_ID.col()),
            OneIdAliasesTable.ONE_ID.is(IdentityLogTable.TO_ONE_ID.col()),
            OneIdAliasesTable.RETIRED_ON.is(IdentityLogTable.AS_OF.col()));
  }

  /**
   * The rows of the first run of all: nobody lost a merge yet.
   *
   * @param nodes rows of {@code id_nodes}
   * @param current of {@link IdentityMapTransform#current}
   * @param alive (one_id) of the people there are now
   */
  Dataset<Row> first(Dataset<Row> nodes, Dataset<Row> current, Dataset<Row> alive, LocalDate asOf) {
    return anchors(nodes, alive)
        .join(current, GraphColumns.LIVED.name())
        .select(
            OneIdAliasesTable.RETIRED_ID.col(),
            OneIdAliasesTable.ONE_ID.is(GraphColumns.ONE_ID.col()),
            OneIdAliasesTable.RETIRED_ON.is(lit(asOf)));
  }

  /**
   * Ids of anchors that founded nobody.
   *
   * @param nodes rows of {@code id_nodes}
   * @param current of {@link IdentityMapTransform#current}, of their first lives
   * @param born (one_id) of every id that one of them ever founded
   * @param journal the log with the rows of this run, about these nodes
   */
  static Dataset<Row> provisional(
      Dataset<Row> nodes, Dataset<Row> current, Dataset<Row> born, IdentityJournal journal) {
    return anchors(nodes, born)
        .join(current, GraphColumns.LIVED.name())
        .join(
            journal
                .published()
                .withColumnRenamed(GraphColumns.NODE.name(), GraphColumns.LIVED.name()),
            GraphColumns.LIVED.name())
        .select(
            OneIdAliasesTable.RETIRED_ID.col(),
            OneIdAliasesTable.ONE_ID.is(GraphColumns.ONE_ID.col()),
            OneIdAliasesTable.RETIRED_ON.is(IdentityLogTable.AS_OF.col()));
  }

  private static Dataset<Row> anchors(Dataset<Row> nodes, Dataset<Row> born) {
    return nodes
        .where(IdNodesTable.IS_ANCHOR.col())
        .select(
            IdNodesTable.NODE_ID.col().as(GraphColumns.LIVED.name()),
            IdUdfs.oneId(IdNodesTable.NODE_ID.col()).as(OneIdAliasesTable.RETIRED_ID.name()))
        .join(
            born.select(GraphColumns.ONE_ID.col().as(ALIVE)),
            OneIdAliasesTable.RETIRED_ID.col().equalTo(col(ALIVE)),
            "left_anti");
  }
}

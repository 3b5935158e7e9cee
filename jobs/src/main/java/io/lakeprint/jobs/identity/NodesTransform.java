package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdNodesTable;
import java.util.Arrays;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The lives of identifiers and the gates of each: all evidence about some nodes in, rows of {@code
 * id_nodes} about every node in it out. A row is right for the nodes whose evidence is whole.
 *
 * <p>One shuffle by node; see {@link NodeLives} for what a life is.
 *
 * @param lives the rules
 */
record NodesTransform(NodeLives.Rules lives) {

  /** Rows of {@code id_nodes}; scope and value are null where the evidence does not tell them. */
  private static final StructType SCHEMA =
      new StructType(
          Arrays.stream(IdNodesTable.SPEC.schema().fields())
              .map(field -> field.copy(field.name(), field.dataType(), true, field.metadata()))
              .toArray(StructField[]::new));

  /**
   * What evidence says about each of its ends: (node, …).
   *
   * @param evidence rows of {@code id_evidence} with scope and value, both null where not known
   * @param overrides rows of {@code id_overrides}; null = nobody said anything
   */
  Dataset<Row> ends(Dataset<Row> evidence, @Nullable Dataset<Row> overrides) {
    return ends(overrides == null ? evidence : valid(evidence, overrides));
  }

  /**
   * Voided evidence verifies nothing and is no crowd; that the two were seen stays, for it tells
   * how long somebody had a device.
   */
  private static Dataset<Row> valid(Dataset<Row> evidence, Dataset<Row> overrides) {
    Column[] row = Arrays.stream(evidence.columns()).map(name -> col(name)).toArray(Column[]::new);
    Column kind = IdEvidenceTable.KIND.col();
    Column isVoid =
        unix_date(IdEvidenceTable.EVENT_DATE.col())
            .leq(col(Cuts.CUT_ON))
            .and(kind.isin(LinkKind.labels()));
    return Cuts.marked(
            evidence, IdEvidenceTable.NODE_A.col(), IdEvidenceTable.NODE_B.col(), overrides)
        .where(not(isVoid.and(kind.equalTo(LinkKind.VERIFIED.label()))))
        .withColumn(IdEvidenceTable.KIND.name(), when(isVoid, EvidenceRules.VOID).otherwise(kind))
        .select(row);
  }

  private Dataset<Row> ends(Dataset<Row> evidence) {
    Column same = IdEvidenceTable.NODE_A.col().equalTo(IdEvidenceTable.NODE_B.col());
    Dataset<Row> ends =
        end(evidence, lit(true), IdEvidenceTable.NODE_A, IdEvidenceTable.NODE_B)
            .union(end(evidence, not(same), IdEvidenceTable.NODE_B, IdEvidenceTable.NODE_A));
    return lives.types().hasFamilies() ? ends.union(ofParents(ends)) : ends;
  }

  /** What undid the tie of a parent undid that of each child that was ever seen with it. */
  private Dataset<Row> ofParents(Dataset<Row> ends) {
    TypeRules types = lives.types();
    String parent = "parent";
    Dataset<Row> families =
        ends.where(types.isChild(col("type"), col("other_type")))
            .where(not(IdEvidenceTable.KIND.col().equalTo(EvidenceRules.UNBIND)))
            .select(
                GraphColumns.NODE.col(),
                col("type"),
                GraphColumns.OTHER.col().as(parent),
                col("other_type").as("parent_type"))
            .distinct();
    Dataset<Row> undone =
        ends.where(IdEvidenceTable.KIND.col().equalTo(EvidenceRules.UNBIND))
            .where(types.isParent(col("type")))
            .drop("type")
            .withColumnRenamed(GraphColumns.NODE.name(), parent);
    return families
        .join(broadcast(undone), parent)
        .withColumn(IdEvidenceTable.KIND.name(), lit(EvidenceRules.PARENT_UNBIND))
        .withColumn(IdNodesTable.SCOPE.name(), lit(null).cast("string"))
        .withColumn(IdNodesTable.ID_VALUE.name(), lit(null).cast("string"))
        .select(Arrays.stream(ends.columns()).map(name -> col(name)).toArray(Column[]::new));
  }

  /**
   * @param ends of {@link #ends}, all of each node
   * @param blocks (node) of the nodes that an operator blocked; null = none
   */
  Dataset<Row> apply(Dataset<Row> ends, @Nullable Dataset<Row> blocks) {
    NodeLives.Rules rules = lives;
    MapPartitionsFunction<Row, Row> live = rows -> new NodeLives(rows, rules);
    return (blocks == null ? ends : ends.union(rows(blocks)))
        .repartition(GraphColumns.NODE.col())
        .sortWithinPartitions(
            GraphColumns.NODE.col(),
            GraphColumns.DAY.col(),
            GraphColumns.OTHER.col(),
            IdEvidenceTable.KIND.col())
        .mapPartitions(live, Encoders.row(SCHEMA));
  }

  private static Dataset<Row> rows(Dataset<Row> blocks) {
    return blocks.select(
        GraphColumns.NODE.col(),
        lit(""),
        lit(Integer.MIN_VALUE),
        lit(null).cast("long"),
        lit(null).cast("string"),
        lit(NodeLives.BLOCK),
        lit(0L),
        lit(0L),
        lit(null).cast(IdEvidenceTable.MOMENTS.type()),
        lit(null).cast("string"),
        lit(null).cast("string"));
  }

  /** What evidence says about one of its ends; of a principal only that it was seen. */
  private Dataset<Row> end(Dataset<Row> evidence, Column which, ColumnSpec node, ColumnSpec other) {
    boolean first = node.equals(IdEvidenceTable.NODE_A);
    Column type = (first ? IdEvidenceTable.TYPE_A : IdEvidenceTable.TYPE_B).col();
    Column otherType = (first ? IdEvidenceTable.TYPE_B : IdEvidenceTable.TYPE_A).col();
    Column self = IdEvidenceTable.NODE_A.col().equalTo(IdEvidenceTable.NODE_B.col());
    return evidence
        .where(size(IdEvidenceTable.BEHIND.col()).equalTo(0))
        .where(which.and(self.or(not(lives.types().isPrincipal(type)))))
        .select(
            node.col().as(GraphColumns.NODE.name()),
            type.as("type"),
            unix_date(IdEvidenceTable.EVENT_DATE.col()).as(GraphColumns.DAY.name()),
            other.col().as(GraphColumns.OTHER.name()),
            otherType.as("other_type"),
            IdEvidenceTable.KIND.col(),
            unix_micros(IdEvidenceTable.FIRST_AT.col()).as(GraphColumns.FIRST.name()),
            unix_micros(IdEvidenceTable.LAST_AT.col()).as(GraphColumns.LAST.name()),
            IdEvidenceTable.MOMENTS.col(),
            col(IdNodesTable.SCOPE.name()),
            col(IdNodesTable.ID_VALUE.name()));
  }
}

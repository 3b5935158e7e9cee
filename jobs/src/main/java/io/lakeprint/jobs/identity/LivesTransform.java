package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.lakeprint.common.tables.IdNodesTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per life: rows of {@code id_nodes} in; (node, id_type, scope, id_value, is_anchor, life,
 * lived, first_at, last_at, ended_at, standing, owners) out, instants in microseconds.
 */
record LivesTransform() {
  static final String FIRST_AT = "first_at";
  static final String LAST_AT = "last_at";
  static final String ENDED_AT = "ended_at";

  private static final String ONE = "one";

  Dataset<Row> apply(Dataset<Row> nodes) {
    return nodes
        .select(
            IdNodesTable.NODE_ID.col().as(GraphColumns.NODE.name()),
            IdNodesTable.ID_TYPE.col(),
            IdNodesTable.SCOPE.col(),
            IdNodesTable.ID_VALUE.col(),
            IdNodesTable.IS_ANCHOR.col(),
            explode(IdNodesTable.LIVES.col()).as(ONE))
        .select(
            GraphColumns.NODE.col(),
            IdNodesTable.ID_TYPE.col(),
            IdNodesTable.SCOPE.col(),
            IdNodesTable.ID_VALUE.col(),
            IdNodesTable.IS_ANCHOR.col(),
            col(ONE).getField(GraphColumns.LIFE.name()).as(GraphColumns.LIFE.name()),
            col(ONE).getField(GraphColumns.LIVED.name()).as(GraphColumns.LIVED.name()),
            col(ONE).getField(FIRST_AT).as(FIRST_AT),
            col(ONE).getField(LAST_AT).as(LAST_AT),
            col(ONE).getField(ENDED_AT).as(ENDED_AT),
            col(ONE).getField(GraphColumns.STANDING.name()).as(GraphColumns.STANDING.name()),
            col(ONE).getField(GraphColumns.OWNERS.name()).as(GraphColumns.OWNERS.name()));
  }
}

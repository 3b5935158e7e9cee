package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.IdChecksum;
import io.lakeprint.common.ids.IdFormat;
import io.lakeprint.common.ids.IdKind;
import io.lakeprint.common.ids.IdStorage;
import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The engine's core on bare links, with limits that nothing reaches: what benchmarks measure. */
public final class BareGraph {
  private static final String ANY = "any";

  /**
   * Rows (node, label) of the nodes of (node_a, node_b) pairs; equal labels = tied together.
   *
   * @param nodes rows of one column, each node once
   * @param links pairs
   */
  public static Dataset<Row> components(Dataset<Row> nodes, Dataset<Row> links) {
    IdTypeConfig type =
        new IdTypeConfig(
            IdKind.BROWSER,
            1,
            IdStorage.CLEAR,
            IdFormat.TEXT,
            IdChecksum.NONE,
            false,
            null,
            Integer.MAX_VALUE,
            null,
            null,
            List.of());
    TypeRules types =
        new TypeRules(new IdentifiersConfig(Map.of(ANY, type), "CN", 1024, List.of(), List.of()));
    Dataset<Row> typed =
        nodes
            .toDF(GraphColumns.NODE.name())
            .select(
                IdentityMapTable.ID_TYPE.is(lit(ANY)),
                IdentityMapTable.SCOPE.is(lit("")),
                IdentityMapTable.ID_VALUE.is(GraphColumns.NODE.col().cast("string")),
                GraphColumns.NODE.col());
    Dataset<Row> strong =
        links.select(
            IdLinksTable.NODE_A.col(),
            IdLinksTable.NODE_B.col(),
            IdLinksTable.STRENGTH.is(lit(30)),
            IdLinksTable.VERIFIED_AT.is(lit(null)),
            lit(java.sql.Timestamp.from(java.time.Instant.EPOCH)).as(GraphColumns.RECENCY.name()));
    return new InMemoryEngine(Integer.MAX_VALUE, types)
        .partition(typed, strong)
        .select(GraphColumns.NODE.col(), GraphColumns.COMPONENT.col().as("label"));
  }

  private BareGraph() {}
}

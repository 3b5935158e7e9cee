package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * One shuffle into one task, and a union-find over primitive arrays there: some 70 bytes a node and
 * 32 a link, so 10 million nodes and 20 million links want 1.5 GB of heap.
 *
 * <p>Rows arrive sorted, nodes before links and nodes by (type, scope, stored value), which numbers
 * the nodes in the order that breaks ties between links.
 *
 * @param maxNodes nodes of one person
 */
record InMemoryEngine(int maxNodes, TypeRules types) implements PartitionEngine {
  private static final String IS_LINK = "is_link";

  /**
   * Rows out: (node, component, null, null) for a node, (node_a, null, node_b, rule) for a link
   * that is left out.
   */
  static final StructType SCHEMA =
      new StructType()
          .add(GraphColumns.NODE.name(), GraphColumns.NODE.type(), false)
          .add(GraphColumns.COMPONENT.name(), GraphColumns.COMPONENT.type(), true)
          .add(GraphColumns.OTHER.name(), GraphColumns.OTHER.type(), true)
          .add(GraphColumns.RULE.name(), GraphColumns.RULE.type(), true);

  @Override
  public Dataset<Row> partition(Dataset<Row> nodes, Dataset<Row> links) {
    Dataset<Row> first =
        nodes.select(
            lit(false).as(IS_LINK),
            IdentityMapTable.ID_TYPE.col(),
            IdentityMapTable.SCOPE.col(),
            IdentityMapTable.ID_VALUE.col(),
            GraphColumns.NODE.col(),
            lit(null).cast("long").as(GraphColumns.OTHER.name()),
            lit(null).cast("int").as(IdLinksTable.STRENGTH.name()),
            lit(null).cast("long").as(IdLinksTable.VERIFIED_AT.name()),
            lit(null).cast("long").as(GraphColumns.RECENCY.name()));
    Dataset<Row> then =
        links.select(
            lit(true).as(IS_LINK),
            lit(null).cast("string"),
            lit(null).cast("string"),
            lit(null).cast("string"),
            IdLinksTable.NODE_A.col(),
            IdLinksTable.NODE_B.col(),
            IdLinksTable.STRENGTH.col(),
            unix_micros(IdLinksTable.VERIFIED_AT.col()),
            unix_micros(GraphColumns.RECENCY.col()));
    int max = maxNodes;
    TypeRules rules = types;
    MapPartitionsFunction<Row, Row> solve = rows -> new Task(max, rules).solve(rows);
    return first
        .union(then)
        .repartition(1)
        .sortWithinPartitions(
            col(IS_LINK),
            IdentityMapTable.ID_TYPE.col(),
            IdentityMapTable.SCOPE.col(),
            IdentityMapTable.ID_VALUE.col())
        .mapPartitions(solve, Encoders.row(SCHEMA));
  }

  /** What the one task holds. */
  private static final class Task {
    private final TypeRules types;
    private final NodeLimits limits;
    private final LinkTable links = new LinkTable();
    private final LongArrayList nodes = new LongArrayList();
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();

    Task(int maxNodes, TypeRules types) {
      this.types = types;
      this.limits = new NodeLimits(maxNodes);
      numbers.defaultReturnValue(-1);
    }

    Iterator<Row> solve(Iterator<Row> rows) {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (row.getBoolean(0)) {
          link(row);
        } else {
          node(row.getString(1), row.getString(2), row.getLong(4));
        }
      }
      ConstrainedUnion.Solution solution = ConstrainedUnion.solve(limits, links);
      Stream<Row> placed =
          IntStream.range(0, nodes.size())
              .mapToObj(
                  node ->
                      RowFactory.create(
                          nodes.getLong(node),
                          nodes.getLong(solution.component(node)),
                          null,
                          null));
      Stream<Row> leftOut =
          IntStream.range(0, links.size())
              .filter(link -> solution.verdict(link) != ConstrainedUnion.ACCEPTED)
              .mapToObj(link -> leftOut(link, limits.rule(solution.verdict(link))));
      return Stream.concat(placed, leftOut).iterator();
    }

    private Row leftOut(int link, String rule) {
      long a = nodes.getLong(links.a(link));
      long b = nodes.getLong(links.b(link));
      return RowFactory.create(Math.min(a, b), null, Math.max(a, b), rule);
    }

    private void node(String type, String scope, long node) {
      if (numbers.put(node, nodes.size()) >= 0) {
        throw new IllegalStateException(
            "Two identifiers have node "
                + node
                + ": their 64-bit hashes collide, and one of them is of type "
                + type);
      }
      nodes.add(node);
      limits.add(types.limitName(type, scope), types.limit(type));
    }

    private void link(Row row) {
      int a = numbers.get(row.getLong(4));
      int b = numbers.get(row.getLong(5));
      // An end that may not join takes its links with it.
      if (a >= 0 && b >= 0) {
        long verified = row.isNullAt(7) ? LinkTable.NEVER : row.getLong(7);
        links.add(a, b, row.getInt(6), verified, row.getLong(8));
      }
    }
  }
}

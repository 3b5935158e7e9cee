package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Settles one contested group after the other: its links in their order, each accepted unless a
 * limit breaks.
 *
 * <p>Reads rows (group, what, type, scope, value, node, other, strength, verified, age) sorted by
 * the first six: nodes, then pairs that are kept apart, then links; so nodes are numbered in the
 * order that breaks ties between links.
 */
final class GroupReplay implements Iterator<Row> {
  static final int NODE = 0;
  static final int APART = 1;
  static final int LINK = 2;

  /**
   * Rows out: (node, group, component, null, null) for a node, (node_a, group, null, node_b, rule)
   * for a link that is left out.
   */
  static final StructType SCHEMA =
      new StructType()
          .add(GraphColumns.NODE.name(), GraphColumns.NODE.type(), false)
          .add(GraphColumns.GROUP.name(), GraphColumns.GROUP.type(), false)
          .add(GraphColumns.COMPONENT.name(), GraphColumns.COMPONENT.type(), true)
          .add(GraphColumns.OTHER.name(), GraphColumns.OTHER.type(), true)
          .add(GraphColumns.RULE.name(), GraphColumns.RULE.type(), true);

  private final Iterator<Row> rows;
  private final int maxNodes;
  private final TypeRules types;
  private @Nullable Row ahead;
  private Iterator<Row> ready = Stream.<Row>empty().iterator();

  GroupReplay(Iterator<Row> rows, int maxNodes, TypeRules types) {
    this.rows = rows;
    this.maxNodes = maxNodes;
    this.types = types;
    advance();
  }

  private void advance() {
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && ahead != null) {
      ready = new Group(ahead.getLong(0)).solve();
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private final class Group {
    private final long id;
    private final NodeLimits limits = new NodeLimits(maxNodes);
    private final LinkTable links = new LinkTable();
    private final LongArrayList nodes = new LongArrayList();
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();

    Group(long id) {
      this.id = id;
    }

    Iterator<Row> solve() {
      while (ahead != null && ahead.getLong(0) == id) {
        take(Objects.requireNonNull(ahead));
        advance();
      }
      ConstrainedUnion.Solution solution = ConstrainedUnion.solve(limits, links);
      Stream<Row> placed =
          IntStream.range(0, nodes.size())
              .mapToObj(
                  node ->
                      RowFactory.create(
                          nodes.getLong(node),
                          id,
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
      return RowFactory.create(Math.min(a, b), id, null, Math.max(a, b), rule);
    }

    private void take(Row row) {
      switch (row.getInt(1)) {
        case NODE -> {
          numbers.put(row.getLong(5), nodes.size());
          nodes.add(row.getLong(5));
          limits.add(
              types.limitName(row.getString(2), row.getString(3)), types.limit(row.getString(2)));
        }
        case APART -> {
          // The other may be of another group: then nothing ties them anyway.
          int other = numbers.getOrDefault(row.getLong(6), -1);
          if (other >= 0) {
            limits.keepApart(numbers.get(row.getLong(5)), other);
          }
        }
        default -> {
          long verified = row.isNullAt(8) ? LinkTable.NEVER : row.getLong(8);
          links.add(
              numbers.get(row.getLong(5)),
              numbers.get(row.getLong(6)),
              row.getInt(7),
              verified,
              row.getLong(9));
        }
      }
    }
  }
}

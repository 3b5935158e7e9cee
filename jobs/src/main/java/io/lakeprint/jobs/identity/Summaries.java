package io.lakeprint.jobs.identity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What naming needs to know of one component after the other. Reads rows (component, lived, type,
 * first_at, previous one_id, ids that it founded), sorted by component.
 */
final class Summaries implements Iterator<Row> {
  static final String FOUNDED = "founded";
  static final String OVERLAPS = "overlaps";
  static final String OWNED = "owned";

  /** Ids that a node founded: when, which, and whether it is the name of others now. */
  static final DataType FOUNDED_TYPE =
      DataType.fromDDL("array<struct<created_at: long, one_id: string, is_elsewhere: boolean>>");

  /**
   * Rows out: the component, its founder if it needs one, the previous ids of its nodes, and the
   * ids that they ever founded.
   */
  static final StructType SCHEMA =
      new StructType()
          .add(GraphColumns.COMPONENT.name(), GraphColumns.COMPONENT.type(), true)
          .add(GraphColumns.FOUNDER.name(), GraphColumns.FOUNDER.type(), true)
          .add(GraphColumns.CREATED_AT.name(), GraphColumns.CREATED_AT.type(), true)
          .add(
              OVERLAPS,
              DataType.fromDDL(
                  "array<struct<one_id: string, member: boolean, founded: boolean, weight: long,"
                      + " smallest: long>>"),
              true)
          .add(
              OWNED,
              DataType.fromDDL(
                  "array<struct<created_at: long, one_id: string, is_elsewhere: boolean, founder:"
                      + " long>>"),
              true);

  /** Nodes that had one id before. */
  private static final class Overlap {
    private boolean member;
    private boolean founded;
    private long weight;
    private long smallest = Long.MAX_VALUE;
  }

  private final Iterator<Row> rows;
  private final TypeRules types;
  private @Nullable Row ahead;

  Summaries(Iterator<Row> rows, TypeRules types) {
    this.rows = rows;
    this.types = types;
    advance();
  }

  private void advance() {
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row first = Objects.requireNonNull(ahead);
    long component = first.getLong(0);
    Row founder = first;
    Map<String, Overlap> overlaps = new TreeMap<>();
    List<Row> owned = new ArrayList<>();
    while (ahead != null && ahead.getLong(0) == component) {
      Row row = ahead;
      founder = isOlder(row, founder) ? row : founder;
      if (!row.isNullAt(4)) {
        add(row, overlaps.computeIfAbsent(row.getString(4), id -> new Overlap()));
      }
      if (!row.isNullAt(5)) {
        for (Row id : row.<Row>getList(5)) {
          owned.add(
              RowFactory.create(id.getLong(0), id.getString(1), id.getBoolean(2), row.getLong(1)));
        }
      }
      advance();
    }
    return RowFactory.create(
        component,
        founder.getLong(1),
        founder.getLong(3),
        overlaps.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .toArray(Row[]::new),
        owned.toArray(new Row[0]));
  }

  private void add(Row row, Overlap overlap) {
    String type = row.getString(2);
    overlap.member |= types.isPrincipal(type);
    overlap.weight += types.weight(type);
    overlap.smallest = Math.min(overlap.smallest, row.getLong(1));
    if (!row.isNullAt(5)) {
      for (Row id : row.<Row>getList(5)) {
        overlap.founded |= id.getString(1).equals(row.getString(4));
      }
    }
  }

  private static Row row(String oneId, Overlap overlap) {
    return RowFactory.create(
        oneId, overlap.member, overlap.founded, overlap.weight, overlap.smallest);
  }

  /** First sighting, then priority of the type, then the node. */
  private boolean isOlder(Row one, Row other) {
    int order = Long.compare(one.getLong(3), other.getLong(3));
    if (order == 0) {
      order = Integer.compare(types.priority(one.getString(2)), types.priority(other.getString(2)));
    }
    return order == 0 ? one.getLong(1) < other.getLong(1) : order < 0;
  }
}

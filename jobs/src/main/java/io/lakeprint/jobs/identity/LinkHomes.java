package io.lakeprint.jobs.identity;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.IdLinksTable;
import java.sql.Date;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Puts evidence between nodes where it belongs: between lives of them, and, where an end has owners
 * in turn, beside it with that end's owner at the time.
 *
 * <p>Reads rows (node_a, node_b, type_a, type_b, kind, day, first, last, sightings, cut_on, lives
 * of a, lives of b), lives null for a plain node.
 */
final class LinkHomes implements Iterator<Row> {

  /** Rows out: evidence of one day, and the standing that keeps it from joining. */
  static final StructType SCHEMA =
      new StructType()
          .add(IdLinksTable.NODE_A.name(), IdLinksTable.NODE_A.type(), false)
          .add(IdLinksTable.NODE_B.name(), IdLinksTable.NODE_B.type(), false)
          .add("kind", "string", false)
          .add(GraphColumns.DAY.name(), GraphColumns.DAY.type(), false)
          .add(GraphColumns.FIRST.name(), GraphColumns.FIRST.type(), false)
          .add(GraphColumns.LAST.name(), GraphColumns.LAST.type(), false)
          .add(GraphColumns.SIGHTINGS.name(), GraphColumns.SIGHTINGS.type(), false)
          .add(GraphColumns.STANDING.name(), GraphColumns.STANDING.type(), true);

  /** Standing of evidence that an operator voided. */
  static final String CUT = "cut";

  private final Iterator<Row> rows;
  private final TypeRules types;
  private final Deque<Row> ready = new ArrayDeque<>();

  LinkHomes(Iterator<Row> rows, TypeRules types) {
    this.rows = rows;
    this.types = types;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      take(rows.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.removeFirst();
  }

  /** One end in one of its lives. */
  private record End(long lived, @Nullable String standing, List<Row> owners, boolean principal) {
    boolean is(String wanted) {
      return wanted.equals(standing);
    }
  }

  private void take(Row row) {
    End a = end(row, 0);
    End b = end(row, 1);
    String standing =
        a.is(NodeLives.BLOCKED) || b.is(NodeLives.BLOCKED)
            ? NodeLives.BLOCKED
            : a.standing == null ? b.standing : a.standing;
    boolean cut = row.getInt(5) <= row.getInt(9);
    emit(row, a.lived, b.lived, cut ? CUT : standing);
    if (!cut) {
      rehome(row, a, b);
      rehome(row, b, a);
    }
  }

  /** Where {@code shared} has owners in turn: the same with its owner in its place. */
  private void rehome(Row row, End shared, End other) {
    if (!shared.is(NodeLives.MULTI_OWNER) || other.is(NodeLives.MULTI_OWNER) || other.principal) {
      return;
    }
    for (Row owner : shared.owners) {
      boolean throughout =
          owner.getLong(0) <= row.getLong(6)
              && (owner.isNullAt(1) || row.getLong(7) < owner.getLong(1));
      if (throughout && !owner.isNullAt(2)) {
        emit(row, other.lived, owner.getLong(2), other.standing);
      }
    }
  }

  private void emit(Row row, long one, long other, @Nullable String standing) {
    ready.add(
        RowFactory.create(
            Math.min(one, other),
            Math.max(one, other),
            row.getString(4),
            row.getInt(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            standing));
  }

  private End end(Row row, int which) {
    long node = row.getLong(which);
    boolean principal = types.isPrincipal(row.getString(2 + which));
    if (row.isNullAt(10 + which)) {
      return new End(NodeIds.life(node, 1), null, List.of(), principal);
    }
    Row life = lifeOn(row.getInt(5), row.getList(10 + which));
    List<Row> owners = life.isNullAt(8) ? List.of() : life.getList(8);
    return new End(life.getLong(1), life.getString(7), owners, principal);
  }

  /** The life that a day belongs to; the last one before a day of silence, else the first. */
  private static Row lifeOn(int day, List<Row> lives) {
    Row found = lives.get(0);
    for (Row life : lives) {
      if (day(life) <= day) {
        found = life;
      }
    }
    return found;
  }

  private static int day(Row life) {
    return (int) ((Date) life.get(2)).toLocalDate().toEpochDay();
  }
}

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

  /** The nodes of the two lives, smaller and larger. */
  static final String SMALLER = "smaller";

  static final String LARGER = "larger";

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
          .add(GraphColumns.STANDING.name(), GraphColumns.STANDING.type(), true)
          .add(SMALLER, GraphColumns.NODE.type(), false)
          .add(LARGER, GraphColumns.NODE.type(), false);

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
  private record End(
      long node, long lived, @Nullable String standing, List<Row> owners, boolean principal) {
    boolean is(String wanted) {
      return wanted.equals(standing);
    }
  }

  private void take(Row row) {
    if (row.getString(4).equals(LinkKind.OPERATOR.label())) {
      takeWord(row);
      return;
    }
    End a = end(row, 0);
    End b = end(row, 1);
    boolean cut = row.getInt(5) <= row.getInt(9);
    emit(row, a, b.node, b.lived, cut ? CUT : standing(a, b));
    if (!cut) {
      rehome(row, a, b);
      rehome(row, b, a);
    }
  }

  /** An operator's word is about values, in all of their lives. */
  private void takeWord(Row row) {
    for (End a : ends(row, 0)) {
      for (End b : ends(row, 1)) {
        emit(row, a, b.node, b.lived, standing(a, b));
      }
    }
  }

  private static @Nullable String standing(End a, End b) {
    if (a.is(NodeLives.BLOCKED) || b.is(NodeLives.BLOCKED)) {
      return NodeLives.BLOCKED;
    }
    return a.standing == null ? b.standing : a.standing;
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
        // A principal has one life, which is its node.
        emit(row, other, owner.getLong(2), owner.getLong(2), other.standing);
      }
    }
  }

  private void emit(Row row, End one, long node, long lived, @Nullable String standing) {
    ready.add(
        RowFactory.create(
            Math.min(one.lived, lived),
            Math.max(one.lived, lived),
            row.getString(4),
            row.getInt(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            standing,
            Math.min(one.node, node),
            Math.max(one.node, node)));
  }

  private End end(Row row, int which) {
    return row.isNullAt(10 + which)
        ? plain(row, which)
        : end(row, which, lifeOn(row.getInt(5), row.getList(10 + which)));
  }

  private List<End> ends(Row row, int which) {
    return row.isNullAt(10 + which)
        ? List.of(plain(row, which))
        : row.<Row>getList(10 + which).stream().map(life -> end(row, which, life)).toList();
  }

  private End plain(Row row, int which) {
    long node = row.getLong(which);
    return new End(node, NodeIds.life(node, 1), null, List.of(), isPrincipal(row, which));
  }

  private End end(Row row, int which, Row life) {
    List<Row> owners = life.isNullAt(8) ? List.of() : life.getList(8);
    return new End(
        row.getLong(which), life.getLong(1), life.getString(7), owners, isPrincipal(row, which));
  }

  private boolean isPrincipal(Row row, int which) {
    return types.isPrincipal(row.getString(2 + which));
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

package io.lakeprint.jobs.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ownerships of one node after the other, from rows (node, type, at, signal, principal) sorted by
 * node and time; keeps the signals of one node in memory.
 */
final class Timelines implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final Holds holds;
  private final Predicate<String> held;
  private final Deque<Row> ready = new ArrayDeque<>();
  private @Nullable Row ahead;

  Timelines(Iterator<Row> rows, Holds holds, Predicate<String> held) {
    this.rows = rows;
    this.holds = holds;
    this.held = held;
    this.ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    Row first = ahead;
    while (ready.isEmpty() && first != null) {
      nextNode(first);
      first = ahead;
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

  private void nextNode(Row first) {
    long node = first.getLong(0);
    List<Signal> signals = new ArrayList<>();
    Row row = first;
    while (row != null && row.getLong(0) == node) {
      signals.add(
          new Signal(
              ((Timestamp) row.get(2)).toInstant(),
              Signal.Kind.valueOf(row.getString(3)),
              row.isNullAt(4) ? null : Long.valueOf(row.getLong(4))));
      row = rows.hasNext() ? rows.next() : null;
    }
    ahead = row;
    for (Ownership owner : holds.owners(signals, held.test(first.getString(1)))) {
      Instant to = owner.to();
      ready.add(
          RowFactory.create(
              node,
              Timestamp.from(owner.from()),
              to == null ? null : Timestamp.from(to),
              owner.principal()));
    }
  }
}

package io.lakeprint.jobs.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One half round of {@link StarEngine} over edges (u, v) sorted by both: as the smallest neighbour
 * comes first, it streams. Repeated edges count once.
 */
final class Stars implements Iterator<Row> {
  private final Iterator<Row> edges;
  private final boolean small;
  private final Deque<Row> ready = new ArrayDeque<>();
  private boolean started;
  private long node;
  private long smallest;
  private long last;

  /**
   * @param small whether the edges lead from larger to smaller nodes, for a small star; else they
   *     lead both ways, for a large one
   */
  Stars(Iterator<Row> edges, boolean small) {
    this.edges = edges;
    this.small = small;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && edges.hasNext()) {
      take(edges.next());
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

  private void take(Row edge) {
    long u = edge.getLong(0);
    long v = edge.getLong(1);
    boolean first = !started || u != node;
    if (!first && v == last) {
      return;
    }
    if (first) {
      started = true;
      node = u;
      smallest = Math.min(u, v);
      if (small) {
        ready.add(RowFactory.create(u, smallest));
      }
    }
    last = v;
    boolean moves = small ? v != smallest : v > u;
    if (moves) {
      ready.add(RowFactory.create(v, smallest));
    }
  }
}

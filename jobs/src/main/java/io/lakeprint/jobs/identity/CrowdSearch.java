package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * Nodes that have enough distinct neighbours inside some window of days. Reads rows (node, group,
 * day, neighbour, threshold) sorted by node, group and day; keeps one window in memory.
 */
final class CrowdSearch implements Iterator<Long> {

  private record Seen(long day, long other) {}

  private final int windowDays;
  private final Iterator<Row> rows;
  private final Deque<Seen> window = new ArrayDeque<>();
  private final Long2IntOpenHashMap inWindow = new Long2IntOpenHashMap();
  private String group = "";
  private long node;
  private boolean found;

  CrowdSearch(int windowDays, Iterator<Row> rows) {
    this.windowDays = windowDays;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (!found && rows.hasNext()) {
      found = crowds(rows.next());
    }
    return found;
  }

  @Override
  public Long next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    found = false;
    return node;
  }

  private boolean crowds(Row row) {
    if (row.getLong(0) != node || !row.getString(1).equals(group)) {
      node = row.getLong(0);
      group = row.getString(1);
      window.clear();
      inWindow.clear();
    }
    long day = day(row);
    while (!window.isEmpty() && window.getFirst().day() <= day - windowDays) {
      long gone = window.removeFirst().other();
      if (inWindow.addTo(gone, -1) == 1) {
        inWindow.remove(gone);
      }
    }
    window.addLast(new Seen(day, row.getLong(3)));
    inWindow.addTo(row.getLong(3), 1);
    return inWindow.size() >= row.getInt(4);
  }

  private static long day(Row row) {
    Object day = row.get(2);
    return day instanceof LocalDate date
        ? date.toEpochDay()
        : ((java.sql.Date) day).toLocalDate().toEpochDay();
  }
}

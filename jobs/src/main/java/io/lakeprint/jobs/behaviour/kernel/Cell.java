package io.lakeprint.jobs.behaviour.kernel;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a heat map; null where the map has no such side.
 *
 * @param period the period
 * @param breakdown value of the breakdown; null = not said, or no breakdown
 * @param page the page
 * @param element the element of the page
 * @param x column
 * @param y row
 */
public record Cell(
    int period,
    @Nullable String breakdown,
    @Nullable String page,
    @Nullable String element,
    @Nullable Integer x,
    @Nullable Integer y) {

  private static final Comparator<Cell> ORDER =
      Comparator.comparingInt(Cell::period)
          .thenComparing(Cell::breakdown, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::page, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::element, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::x, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::y, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Counts by cell, in one order whatever they are counted in. */
  static Map<Cell, Long> counts() {
    return new TreeMap<>(ORDER);
  }
}

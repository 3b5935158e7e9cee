package io.lakeprint.jobs.behaviour.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many events of one person lie in each cell of a map. */
public final class TallyKernel {

  private final TallySpec spec;
  private final Periods periods;

  public TallyKernel(TallySpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** Events by cell. */
  public Map<Cell, Long> counts(EventLog log) {
    Map<Cell, Long> counts = Cell.counts();
    for (int e = 0; e < log.size(); e++) {
      int period = log.has(e, spec.event()) ? periods.of(log.time(e)) : Periods.OUTSIDE;
      if (period != Periods.OUTSIDE && saysAll(log, e)) {
        Cell cell =
            new Cell(
                period,
                value(log, e, spec.breakdown()),
                value(log, e, spec.page()),
                value(log, e, spec.element()),
                number(value(log, e, spec.x())),
                number(value(log, e, spec.y())));
        counts.merge(cell, 1L, Long::sum);
      }
    }
    return counts;
  }

  private boolean saysAll(EventLog log, int event) {
    return says(log, event, spec.page())
        && says(log, event, spec.element())
        && says(log, event, spec.x())
        && says(log, event, spec.y());
  }

  private static boolean says(EventLog log, int event, int slot) {
    return slot == FunnelSpec.NONE || log.value(event, slot) != null;
  }

  private static @Nullable String value(EventLog log, int event, int slot) {
    return slot == FunnelSpec.NONE ? null : log.value(event, slot);
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }
}

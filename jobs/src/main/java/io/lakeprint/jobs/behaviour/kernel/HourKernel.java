package io.lakeprint.jobs.behaviour.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How many events of one person are in each hour of the week: column 0 to 23, row 1 (Monday) to 7.
 * The hour that a clock change repeats is one, the one that it skips has no event.
 */
public final class HourKernel {

  private final HourSpec spec;
  private final Periods periods;

  public HourKernel(HourSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** Events by hour. */
  public Map<Cell, Long> counts(EventLog log) {
    Map<Cell, Long> counts = Cell.counts();
    for (int e = 0; e < log.size(); e++) {
      int period = log.has(e, spec.event()) ? periods.of(log.time(e)) : Periods.OUTSIDE;
      if (period != Periods.OUTSIDE) {
        LocalDateTime at =
            LocalDateTime.ofInstant(
                Instant.EPOCH.plus(log.time(e), ChronoUnit.MICROS), spec.zone());
        Cell cell =
            new Cell(
                period,
                spec.breakdown() == FunnelSpec.NONE ? null : log.value(e, spec.breakdown()),
                null,
                null,
                at.getHour(),
                at.getDayOfWeek().getValue());
        counts.merge(cell, 1L, Long::sum);
      }
    }
    return counts;
  }
}

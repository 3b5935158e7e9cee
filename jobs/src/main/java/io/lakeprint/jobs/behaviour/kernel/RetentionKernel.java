package io.lakeprint.jobs.behaviour.kernel;

import io.lakeprint.jobs.behaviour.kernel.RetentionSpec.Clock;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cohorts of one person, and in which cells they came back (after PostHog's retention).
 *
 * <p>Cell 0 is the cohort itself. A cell is complete when all of it is over for the whole cohort; a
 * rolling cell, which also counts later cells of the report, when the last one is.
 */
public final class RetentionKernel {

  private static final long DAY = 86_400_000_000L;

  private final RetentionSpec spec;
  private final Periods periods;
  private final int[] cellOf;

  /**
   * @param periods consecutive periods that hold every event of a log from the first cohort on
   */
  public RetentionKernel(RetentionSpec spec, Periods periods) {
    boolean fixedLength = periods.grain() == Grain.DAY || periods.grain() == Grain.WEEK;
    if (spec.clock() == Clock.HOURS_24 && !fixedLength) {
      throw new IllegalArgumentException("24-hour windows are of days or weeks");
    }
    this.spec = spec;
    this.periods = periods;
    this.cellOf = new int[spec.to(spec.cellCount() - 1) + 1];
    for (int cell = 0; cell < spec.cellCount(); cell++) {
      for (int offset = spec.from(cell); offset <= spec.to(cell); offset++) {
        cellOf[offset] = cell;
      }
    }
  }

  /** The cohorts that a person is in. */
  public List<RetentionOutcome> outcomes(EventLog log) {
    List<RetentionOutcome> outcomes = new ArrayList<>();
    int start = first(log);
    int cohort = Periods.OUTSIDE;
    for (int e = start; e < log.size(); e++) {
      int period = log.has(e, spec.start()) ? periods.of(log.time(e)) : Periods.OUTSIDE;
      if (period != Periods.OUTSIDE && period != cohort) {
        cohort = period;
        outcomes.add(new RetentionOutcome(period, breakdown(log, e), cells(log, e, period)));
      }
      if (spec.kind() != Kind.RECURRING) {
        break;
      }
    }
    return outcomes;
  }

  /** Whether a cell of a cohort is over when {@code end} is the first moment not known yet. */
  public boolean isComplete(int cohort, int cell, long end) {
    int last = spec.to(spec.rolling() && cell > 0 ? spec.cellCount() - 1 : cell);
    if (spec.clock() == Clock.HOURS_24 && cell > 0) {
      return periods.end(cohort) - 1 + (last + 1) * stretch() <= end;
    }
    return cohort + last < periods.count() && periods.end(cohort + last) <= end;
  }

  /** The first event to look at; the size of the log where the person is in no cohort. */
  private int first(EventLog log) {
    if (spec.kind() == Kind.RECURRING) {
      return 0;
    }
    int condition = spec.kind() == Kind.FIRST_TIME ? spec.start() : spec.startEvent();
    int e = 0;
    while (e < log.size() && !log.has(e, condition)) {
      e++;
    }
    // Of several first events at one moment, one that meets the whole condition counts.
    for (int f = e; f < log.size() && log.time(f) == log.time(e); f++) {
      if (log.has(f, spec.start()) && log.has(f, condition)) {
        return f;
      }
    }
    return log.size();
  }

  private long cells(EventLog log, int start, int cohort) {
    int[] events = new int[spec.cellCount()];
    for (int e = start; e < log.size(); e++) {
      if (log.has(e, spec.back())) {
        long offset = offset(log.time(e), log.time(start), cohort);
        if (offset >= cellOf.length) {
          break;
        }
        if (offset > 0) {
          events[cellOf[(int) offset]]++;
        }
      }
    }
    long cells = 1;
    boolean later = false;
    for (int cell = spec.cellCount() - 1; cell > 0; cell--) {
      later = (spec.rolling() && later) || events[cell] >= spec.minimum();
      cells |= later ? 1L << cell : 0;
    }
    return cells;
  }

  private long offset(long time, long start, int cohort) {
    if (spec.clock() == Clock.HOURS_24) {
      return (time - start) / stretch();
    }
    int period = periods.of(time);
    return period == Periods.OUTSIDE ? Long.MAX_VALUE : period - cohort;
  }

  private long stretch() {
    return periods.grain() == Grain.WEEK ? 7 * DAY : DAY;
  }

  /** Of several start events at one moment, the smallest value that is said. */
  private @Nullable String breakdown(EventLog log, int start) {
    if (spec.breakdown() == FunnelSpec.NONE) {
      return null;
    }
    String smallest = null;
    for (int e = start; e < log.size() && log.time(e) == log.time(start); e++) {
      String value = log.has(e, spec.start()) ? log.value(e, spec.breakdown()) : null;
      if (value != null && (smallest == null || value.compareTo(smallest) < 0)) {
        smallest = value;
      }
    }
    return smallest;
  }
}

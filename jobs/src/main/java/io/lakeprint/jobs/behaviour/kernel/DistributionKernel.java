package io.lakeprint.jobs.behaviour.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much one person does something in each period. Of several first events in one moment the
 * smallest value of the breakdown counts.
 */
public final class DistributionKernel {

  /**
   * What is counted of a period with an event.
   *
   * @param period the period
   * @param breakdown value of the first event; null = not said, or no breakdown
   * @param count how much
   */
  public record Outcome(int period, @Nullable String breakdown, long count) {}

  private static final Comparator<@Nullable String> BY_VALUE =
      Comparator.nullsLast(Comparator.<String>naturalOrder());

  private static final class Sum {
    private long first;
    private @Nullable String breakdown;
    private long count;
    private int day = Periods.OUTSIDE;
    private final Set<String> seen = new HashSet<>();
  }

  private final DistributionSpec spec;
  private final Periods periods;

  public DistributionKernel(DistributionSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** The periods with an event, first to last. */
  public List<Outcome> outcomes(EventLog log) {
    Map<Integer, Sum> sums = new TreeMap<>();
    for (int e = 0; e < log.size(); e++) {
      int period = log.has(e, spec.event()) ? periods.of(log.time(e)) : Periods.OUTSIDE;
      if (period != Periods.OUTSIDE) {
        String value = spec.breakdown() == FunnelSpec.NONE ? null : log.value(e, spec.breakdown());
        Sum sum = sums.get(period);
        if (sum == null) {
          sum = new Sum();
          sum.first = log.time(e);
          sum.breakdown = value;
          sums.put(period, sum);
        } else if (log.time(e) == sum.first && BY_VALUE.compare(value, sum.breakdown) < 0) {
          sum.breakdown = value;
        }
        add(sum, log, e);
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    sums.forEach((period, sum) -> outcomes.add(new Outcome(period, sum.breakdown, sum.count)));
    return outcomes;
  }

  private void add(Sum sum, EventLog log, int event) {
    switch (spec.measure()) {
      case TIMES -> {
        String once = spec.once() == FunnelSpec.NONE ? null : log.value(event, spec.once());
        sum.count += once == null || sum.seen.add(once) ? 1 : 0;
      }
      case DAYS -> {
        int day = spec.days().of(log.time(event));
        sum.count += day == sum.day ? 0 : 1;
        sum.day = day;
      }
      case AMOUNT -> {
        String amount = log.value(event, spec.amount());
        if (amount != null) {
          long units = new BigDecimal(amount).movePointRight(4).longValue();
          sum.count = Math.addExact(sum.count, units);
        }
      }
    }
  }
}

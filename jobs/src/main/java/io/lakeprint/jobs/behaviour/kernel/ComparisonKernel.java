package io.lakeprint.jobs.behaviour.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which groups one person, or each of their sessions, was in, and what was done then.
 *
 * <p>The first event of a group in the period, or session, puts into it; of several in one moment
 * the one with the smallest value of the breakdown. An outcome counts from that moment on, so that
 * what was done before is nobody's merit.
 */
public final class ComparisonKernel {

  /**
   * Somebody in a group.
   *
   * @param period the period of the first event of the group
   * @param breakdown its value; null = not said, or no breakdown
   * @param group place of the group
   * @param done what was done, as bits
   */
  public record Member(int period, @Nullable String breakdown, int group, long done) {}

  private static final Comparator<@Nullable String> BY_VALUE =
      Comparator.nullsLast(Comparator.<String>naturalOrder());

  private static final class Entry {
    private long at = Long.MAX_VALUE;
    private @Nullable String breakdown;
  }

  private final ComparisonSpec spec;
  private final Periods periods;

  public ComparisonKernel(ComparisonSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** The groups that a person was in, by period, or session, and place of the group. */
  public List<Member> members(EventLog log) {
    Map<Integer, Entry[]> units = new TreeMap<>();
    for (int e = 0; e < log.size(); e++) {
      int unit = unit(log, e);
      for (int group = 0; unit >= 0 && group < spec.groups().size(); group++) {
        if (log.has(e, spec.groups().get(group))) {
          enter(units.computeIfAbsent(unit, any -> entries())[group], log, e);
        }
      }
    }
    List<long[]> outcomes = spec.outcomes().stream().map(o -> times(log, o)).toList();
    List<Member> members = new ArrayList<>();
    units.forEach((unit, entries) -> members(log, unit, entries, outcomes, members));
    return members;
  }

  private void members(
      EventLog log, int unit, Entry[] entries, List<long[]> outcomes, List<Member> members) {
    boolean elsewhere = false;
    for (int group = 0; group < entries.length; group++) {
      elsewhere |= group != spec.baseline() && entries[group].at != Long.MAX_VALUE;
    }
    for (int group = 0; group < entries.length; group++) {
      Entry entry = entries[group];
      boolean isIn = entry.at != Long.MAX_VALUE && (group != spec.baseline() || !elsewhere);
      int period = isIn ? periods.of(entry.at) : Periods.OUTSIDE;
      if (period != Periods.OUTSIDE) {
        long end =
            spec.unit() == PathSpec.Unit.SESSION ? log.sessionEnd(unit) : entry.at + spec.window();
        members.add(new Member(period, entry.breakdown, group, done(entry.at, end, outcomes)));
      }
    }
  }

  private static long done(long from, long to, List<long[]> outcomes) {
    long done = 0;
    for (int o = 0; o < outcomes.size(); o++) {
      long[] times = outcomes.get(o);
      int found = Arrays.binarySearch(times, from);
      // Of equal times any is as good as the first.
      int next = found >= 0 ? found : -found - 1;
      if (next < times.length && times[next] <= to) {
        done |= 1L << o;
      }
    }
    return done;
  }

  private int unit(EventLog log, int event) {
    long time = log.time(event);
    return spec.unit() == PathSpec.Unit.SESSION ? log.session(time) : periods.of(time);
  }

  private Entry[] entries() {
    Entry[] entries = new Entry[spec.groups().size()];
    Arrays.setAll(entries, group -> new Entry());
    return entries;
  }

  private void enter(Entry entry, EventLog log, int event) {
    long time = log.time(event);
    String value = spec.breakdown() == FunnelSpec.NONE ? null : log.value(event, spec.breakdown());
    if (time < entry.at) {
      entry.at = time;
      entry.breakdown = value;
    } else if (time == entry.at && BY_VALUE.compare(value, entry.breakdown) < 0) {
      entry.breakdown = value;
    }
  }

  /** When an outcome happened, ascending. */
  private static long[] times(EventLog log, ComparisonSpec.Outcome outcome) {
    long[] times = new long[log.size()];
    int count = 0;
    for (int e = 0; e < log.size() && !(outcome.first() && count > 0); e++) {
      if (log.has(e, outcome.condition())) {
        times[count++] = log.time(e);
      }
    }
    return Arrays.copyOf(times, count);
  }
}

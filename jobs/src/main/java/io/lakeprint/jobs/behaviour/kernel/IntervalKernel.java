package io.lakeprint.jobs.behaviour.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times of one person between two events.
 *
 * <p>A stopping event ends the interval of the latest starting event before it that none has ended
 * yet; of starting events in a row the last one counts. Where the same events start and stop, times
 * lie between neighbours. In one moment events that only start come first, those that only stop
 * last.
 */
public final class IntervalKernel {

  /**
   * One interval.
   *
   * @param period period of the starting event
   * @param breakdown value of the starting event; null = not said, or no breakdown
   * @param micros how long it lasts
   */
  public record Outcome(int period, @Nullable String breakdown, long micros) {}

  private record Event(
      long time,
      boolean starts,
      boolean stops,
      @Nullable String once,
      @Nullable String breakdown) {}

  private record Known(boolean starts, boolean stops, String once) {}

  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::time)
          .thenComparing(Event::stops)
          .thenComparing(event -> !event.starts())
          .thenComparing(Event::breakdown, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Event::once, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final IntervalSpec spec;
  private final Periods periods;

  public IntervalKernel(IntervalSpec spec, Periods periods) {
    this.spec = spec;
    this.periods = periods;
  }

  /** The intervals that begin in a period, first to last. */
  public List<Outcome> outcomes(EventLog log) {
    List<Outcome> outcomes = new ArrayList<>();
    Event open = null;
    Set<Known> known = new HashSet<>();
    for (Event event : events(log)) {
      if (event.once() != null
          && !known.add(new Known(event.starts(), event.stops(), event.once()))) {
        continue;
      }
      if (event.stops() && open != null) {
        long micros = event.time() - open.time();
        int period = periods.of(open.time());
        if (micros <= spec.within() && period != Periods.OUTSIDE) {
          outcomes.add(new Outcome(period, open.breakdown(), micros));
        }
        open = null;
      }
      if (event.starts()) {
        open = event;
      }
    }
    return outcomes;
  }

  private List<Event> events(EventLog log) {
    List<Event> events = new ArrayList<>();
    for (int e = 0; e < log.size(); e++) {
      boolean starts = log.has(e, spec.from());
      boolean stops = log.has(e, spec.to());
      if (starts || stops) {
        events.add(
            new Event(
                log.time(e),
                starts,
                stops,
                value(log, e, spec.once()),
                value(log, e, spec.breakdown())));
      }
    }
    events.sort(ORDER);
    return events;
  }

  private static @Nullable String value(EventLog log, int event, int slot) {
    return slot == FunnelSpec.NONE ? null : log.value(event, slot);
  }
}

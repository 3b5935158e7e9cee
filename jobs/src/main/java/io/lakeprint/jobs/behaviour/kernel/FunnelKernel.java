package io.lakeprint.jobs.behaviour.kernel;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far one person got in a funnel.
 *
 * <p>An attempt begins with an event of the first step (of any step, where order does not matter)
 * and takes each further step at the earliest moment that it can, by another event than the steps
 * before it, inside the window, which is measured from the attempt's first event. It belongs to the
 * period of that event, and may end after it; each period is counted for itself.
 *
 * <p>Exclusions: an event that lies after the moment of one step and before that of the next, in
 * the range that the exclusion names, spoils the attempt. A person whose furthest attempts are all
 * spoiled is left out of the period, even where a clean attempt got less far.
 *
 * <p>Rules after PostHog's funnels (ordered, strict, unordered; exclusions; the latest beginning
 * counts) and Mixpanel's (totals, sessions, held properties). Deterministic, whatever the order of
 * events of one moment. Takes {@code steps} looks per attempt, and all events of the window where
 * an event fits several steps of an unordered funnel.
 */
public final class FunnelKernel {

  private final FunnelSpec spec;
  private final Periods periods;
  private final Periods days;

  /**
   * @param periods the periods of the report
   * @param days days from before the first period until after the last event, for windows that last
   *     a calendar day
   */
  public FunnelKernel(FunnelSpec spec, Periods periods, Periods days) {
    this.spec = spec;
    this.periods = periods;
    this.days = days;
  }

  /** The attempts of one person that count, by period and time. */
  public List<FunnelOutcome> outcomes(EventLog log) {
    Moments moments = new Moments(log, spec);
    Attempts attempts =
        spec.order() == Order.UNORDERED
            ? new UnorderedAttempts(spec, moments)
            : new OrderedAttempts(spec, moments);
    Person person = new Person(log, moments, attempts, new ArrayList<>());
    int event = 0;
    while (event < moments.events()) {
      int period = person.begins(event) ? periods.of(moments.time(event)) : Periods.OUTSIDE;
      if (period == Periods.OUTSIDE) {
        event++;
        continue;
      }
      int session = person.session(event);
      int end = event + 1;
      while (end < moments.events()
          && periods.of(moments.time(end)) == period
          && person.session(end) == session) {
        end++;
      }
      if (spec.count() == Count.TOTALS) {
        person.countAttempts(event, end, period);
      } else {
        person.keep(person.best(event, end, Long.MAX_VALUE), period);
      }
      event = end;
    }
    return person.outcomes();
  }

  /** One person's log while it is counted. */
  private final class Person {

    private final EventLog log;
    private final Moments moments;
    private final Attempts attempts;
    private final List<FunnelOutcome> outcomes;

    Person(EventLog log, Moments moments, Attempts attempts, List<FunnelOutcome> outcomes) {
      this.log = log;
      this.moments = moments;
      this.attempts = attempts;
      this.outcomes = outcomes;
    }

    List<FunnelOutcome> outcomes() {
      return outcomes;
    }

    boolean begins(int event) {
      return attempts.begins(event)
          && (spec.count() != Count.SESSIONS || session(event) != EventLog.NO_SESSION);
    }

    /** Where sessions do not matter, all events are of one. */
    int session(int event) {
      return spec.count() == Count.SESSIONS ? log.session(moments.time(event)) : 0;
    }

    /** The attempt that counts among those that begin with events from..to and before a moment. */
    @Nullable Attempt best(int from, int to, long before) {
      Attempt best = null;
      long entered = Long.MAX_VALUE;
      for (int e = from; e < to && moments.time(e) < before; e++) {
        if (spec.entry() == Entry.FIRST && moments.time(e) > entered) {
          break;
        }
        if (best != null && best.complete && !best.spoiled && moments.time(e) > best.reachedAt) {
          break;
        }
        if (begins(e)) {
          entered = Math.min(entered, moments.time(e));
          Attempt attempt = attempts.from(e, limit(e));
          best = attempt.beats(best) ? attempt : best;
        }
      }
      return best;
    }

    void countAttempts(int from, int to, int period) {
      int event = from;
      while (event < to) {
        if (!begins(event)) {
          event++;
          continue;
        }
        // Of several beginnings at one moment the best one opens.
        Attempt attempt = Objects.requireNonNull(best(event, to, moments.time(event) + 1));
        if (spec.entry() == Entry.ANY && !attempt.complete) {
          attempt = Objects.requireNonNull(best(event, to, attempt.reopensAt));
        }
        keep(attempt, period);
        long reopensAt = attempt.reopensAt;
        event++;
        while (event < to && moments.time(event) < reopensAt) {
          event++;
        }
      }
    }

    void keep(@Nullable Attempt attempt, int period) {
      if (attempt != null && !attempt.spoiled) {
        outcomes.add(new FunnelOutcome(period, attempt.breakdown, attempt.times));
      }
    }

    /** The last moment that still counts for an attempt. */
    private long limit(int event) {
      long time = moments.time(event);
      FunnelSpec.Window window = spec.window();
      long limit;
      if (window.calendarDay()) {
        limit = days.end(days.of(time)) - 1;
      } else {
        limit =
            time > Long.MAX_VALUE - 1 - window.micros()
                ? Long.MAX_VALUE - 1
                : time + window.micros();
      }
      return spec.count() == Count.SESSIONS
          ? Math.min(limit, log.sessionEnd(session(event)))
          : limit;
    }
  }
}

package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person did, or did not do, as a leaf of the condition tree. Every kind names the days that
 * it looks at: "has not ordered" alone says nothing.
 */
public sealed interface Behaviour {

  /** What is counted. */
  enum Counted {
    /** Events; orders where events carry an order id, counted once a day. */
    TIMES,
    /** Business days with such an event. */
    DAYS
  }

  /** A kind about events of one rule. */
  sealed interface OfEvents extends Behaviour {
    Optional<String> event();

    List<String> events();

    Optional<Condition> where();

    Optional<DimensionRule> of();

    /** Which events are meant. */
    default EventRule rule() {
      return new EventRule(event(), events(), where());
    }

    @Override
    default Stream<EventRule> rules() {
      return Stream.of(rule());
    }
  }

  /**
   * Did it so often: more than 3 times is {@code op = greater-than, value = 3}, 3 times or more is
   * {@code greater-than-or-equal-to}.
   *
   * @param event name of the events; {@code *} = whatever people do
   * @param events their names, where there are several
   * @param where what else holds for an event
   * @param of what holds for a dimension of the day's roll-up instead
   * @param window the days
   * @param op how the count is compared; at least, if absent
   * @param value with what; 1 if absent
   * @param values with what, for operators over several values
   * @param counted events or days
   */
  record Done(
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      Optional<DimensionRule> of,
      String window,
      Optional<Operator> op,
      Optional<String> value,
      @Default("[]") List<String> values,
      @Default("times") Counted counted)
      implements OfEvents {

    public Done {
      new EventRule(event, events, where);
      new ObservationWindow(window);
      if (op.isEmpty() && (value.isPresent() || !values.isEmpty())) {
        throw new IllegalArgumentException(
            "a count needs an op: greater-than 3 is more than 3, greater-than-or-equal-to 3 is 3 or"
                + " more");
      }
      op.ifPresent(given -> Condition.checkOperands(given, value, values));
    }

    /** How the count is compared. */
    public Operator comparison() {
      return op.orElse(Operator.GREATER_THAN_OR_EQUAL_TO);
    }

    /** With what the count is compared. */
    public List<String> operands() {
      return op.isEmpty() ? List.of("1") : value.map(List::of).orElse(values);
    }
  }

  /**
   * Did not do it at all in the window.
   *
   * @param event name of the events; {@code *} = whatever people do
   * @param events their names, where there are several
   * @param where what else holds for an event
   * @param of what holds for a dimension of the day's roll-up instead
   * @param window the days
   */
  record NotDone(
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      Optional<DimensionRule> of,
      String window)
      implements OfEvents {

    public NotDone {
      new EventRule(event, events, where);
      new ObservationWindow(window);
    }
  }

  /**
   * Did it in stretch after stretch: the window falls into stretches of {@code every} days, the
   * last of which ends with the as-of day.
   *
   * @param event name of the events; {@code *} = whatever people do
   * @param events their names, where there are several
   * @param where what else holds for an event
   * @param of what holds for a dimension of the day's roll-up instead
   * @param window the days, a number of whole stretches
   * @param every length of a stretch, {@code 7d}
   * @param times how often it must have happened in a stretch
   * @param in in how many stretches at least; all of them if absent
   */
  record Regularly(
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      Optional<DimensionRule> of,
      String window,
      String every,
      @Default("1") int times,
      Optional<Integer> in)
      implements OfEvents {

    /** Most stretches: a year of weeks and one. */
    private static final int MOST = 53;

    public Regularly {
      new EventRule(event, events, where);
      int length =
          new ObservationWindow(window)
              .length()
              .orElseThrow(
                  () -> new IllegalArgumentException("window '" + window + "' is not like 28d"));
      int stretch = ObservationWindow.days("every", every);
      if (length % stretch != 0 || length / stretch < 2 || length / stretch > MOST) {
        throw new IllegalArgumentException(
            "window '" + window + "' is not 2 to " + MOST + " whole stretches of " + every);
      }
      if (times < 1 || in.map(count -> count < 1 || count > length / stretch).orElse(false)) {
        throw new IllegalArgumentException(
            "times is 1 or more, and in is 1 to " + length / stretch + " stretches");
      }
    }

    /** Length of a stretch. */
    public int stretchDays() {
      return ObservationWindow.days("every", every);
    }

    /** Number of stretches. */
    public int stretches() {
      return ObservationWindow.days("window", window) / stretchDays();
    }

    /** In how many of them it must have happened. */
    public int wanted() {
      return in.orElse(stretches());
    }
  }

  /**
   * Did it before, and no more: in the window, but not in its last days.
   *
   * @param event name of the events; {@code *} = whatever people do
   * @param events their names, where there are several
   * @param where what else holds for an event
   * @param of what holds for a dimension of the day's roll-up instead
   * @param window the days that are looked at
   * @param silent the last of them, {@code 14d}, without it
   */
  record Stopped(
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      Optional<DimensionRule> of,
      String window,
      String silent)
      implements OfEvents {

    public Stopped {
      new EventRule(event, events, where);
      requireBefore(window, ObservationWindow.days("silent", silent), "silent");
    }

    /** Number of days without it. */
    public int silentDays() {
      return ObservationWindow.days("silent", silent);
    }
  }

  /**
   * Does it again after a pause: in the last days, not in the days before these, but before that.
   *
   * @param event name of the events; {@code *} = whatever people do
   * @param events their names, where there are several
   * @param where what else holds for an event
   * @param of what holds for a dimension of the day's roll-up instead
   * @param window the days that are looked at
   * @param again the last of them, {@code 7d}, with it
   * @param silent the days before these, {@code 30d}, without it
   */
  record Restarted(
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      Optional<DimensionRule> of,
      String window,
      String again,
      String silent)
      implements OfEvents {

    public Restarted {
      new EventRule(event, events, where);
      requireBefore(
          window,
          ObservationWindow.days("again", again) + ObservationWindow.days("silent", silent),
          "again and silent together");
    }

    /** Number of days with it. */
    public int againDays() {
      return ObservationWindow.days("again", again);
    }

    /** Number of days without it. */
    public int silentDays() {
      return ObservationWindow.days("silent", silent);
    }
  }

  /**
   * Did one thing after the other. Anything may lie between, unless {@code without} names it.
   *
   * @param steps what, in this order; one event makes one step
   * @param within from the first step to the last, the last moment included
   * @param without what does not happen between two steps
   * @param window the days in which all steps lie
   */
  record InSequence(
      List<EventRule> steps, Duration within, @Default("[]") List<EventRule> without, String window)
      implements Behaviour {

    /** Most steps, as in a funnel. */
    private static final int MOST = 30;

    public InSequence {
      new ObservationWindow(window);
      if (steps.size() < 2 || steps.size() > MOST) {
        throw new IllegalArgumentException(
            "a sequence has 2 to " + MOST + " steps, not " + steps.size());
      }
      if (new HashSet<>(steps).size() < steps.size()) {
        throw new IllegalArgumentException(
            "a step of the sequence is there twice: for doing it twice write done with value = 2,"
                + " or tell the steps apart with where");
      }
      if (within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException(
            "within is empty: nobody can do two steps; write a duration such as 3 days");
      }
    }

    @Override
    public Stream<EventRule> rules() {
      return Stream.concat(steps.stream(), without.stream());
    }
  }

  /** The days that it looks at. */
  String window();

  /** The events that it is about. */
  Stream<EventRule> rules();

  private static void requireBefore(String window, int days, String what) {
    new ObservationWindow(window)
        .length()
        .filter(length -> length <= days)
        .ifPresent(
            length -> {
              throw new IllegalArgumentException(
                  "window '" + window + "' holds no day before the " + days + " of " + what);
            });
  }
}

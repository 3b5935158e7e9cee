package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a funnel counts. Steps are numbered from 1.
 *
 * @param steps its steps, first to last
 * @param order how their events must follow one another
 * @param entry which event of the first step counts as the beginning
 * @param count what is counted
 * @param window how long an attempt lasts
 * @param exclusions what spoils an attempt
 * @param constant slots whose values must be said, and be the same, in all events of an attempt
 * @param by which value of the attempt it is counted under; null = none
 * @param universe condition of the events that a strict funnel lets nothing of pass between its
 *     steps; {@link #NONE} elsewhere
 */
public record FunnelSpec(
    List<Step> steps,
    Order order,
    Entry entry,
    Count count,
    Window window,
    List<Exclusion> exclusions,
    List<Integer> constant,
    @Nullable Breakdown by,
    int universe)
    implements Serializable {

  /** No condition. */
  public static final int NONE = -1;

  /** Most steps of a funnel: their bits fill an int. */
  public static final int MOST_STEPS = 30;

  /** How the events of the steps must follow one another. */
  public enum Order {
    /** Each step not before the one before it; other events may lie between. */
    ORDERED,
    /** As ordered, and no other event of the universe lies between. */
    STRICT,
    /** Any order; step n means that n of the steps are done. */
    UNORDERED
  }

  /** Which event of the first step counts as the beginning. */
  public enum Entry {
    /** The earliest one of the period. */
    FIRST,
    /** Whichever leads furthest. */
    ANY
  }

  /** What is counted. */
  public enum Count {
    /** Each person once a period, with the attempt that leads furthest. */
    PEOPLE,
    /** Attempts; the next one begins when the one before is complete, spoiled or out of time. */
    TOTALS,
    /** Each session once, with the attempt inside of it that leads furthest. */
    SESSIONS
  }

  /** Which event of an attempt gives the breakdown value. */
  public enum Attribution {
    /** The first that says one. */
    FIRST,
    /** The last that says one. */
    LAST,
    /** That of one step; not said where it is not reached. */
    STEP
  }

  /**
   * One step.
   *
   * @param condition what its event meets
   * @param optional whether it may be left out
   */
  public record Step(int condition, boolean optional) implements Serializable {}

  /**
   * How long an attempt lasts.
   *
   * @param micros from its first event, the last microsecond included; unused for a day
   * @param calendarDay whether it lasts until the end of the day of its first event instead
   */
  public record Window(long micros, boolean calendarDay) implements Serializable {}

  /**
   * An event that must not happen after step {@code from} and before step {@code to}.
   *
   * @param condition what it meets
   * @param from a step that is not optional
   * @param to a later one
   */
  public record Exclusion(int condition, int from, int to) implements Serializable {}

  /**
   * The value that an attempt is counted under.
   *
   * @param slot where it stands
   * @param attribution which event says it
   * @param step the step of {@link Attribution#STEP}
   */
  public record Breakdown(int slot, Attribution attribution, int step) implements Serializable {}

  /** Which value of the attempt it is counted under. */
  public Optional<Breakdown> breakdown() {
    return Optional.ofNullable(by);
  }

  public FunnelSpec {
    steps = List.copyOf(steps);
    exclusions = List.copyOf(exclusions);
    constant = List.copyOf(constant);
    if (steps.isEmpty() || steps.size() > MOST_STEPS || steps.get(0).optional()) {
      throw new IllegalArgumentException(
          "a funnel has 1 to " + MOST_STEPS + " steps, and its first one is not optional");
    }
    Set<Integer> conditions = new HashSet<>();
    steps.forEach(step -> conditions.add(step.condition()));
    if (conditions.size() < steps.size()) {
      throw new IllegalArgumentException("a step is used twice");
    }
    if (order != Order.ORDERED && steps.stream().anyMatch(Step::optional)) {
      throw new IllegalArgumentException("optional steps belong to ordered funnels");
    }
    if (!window.calendarDay() && window.micros() < 1) {
      throw new IllegalArgumentException("the window is empty");
    }
    for (Exclusion exclusion : exclusions) {
      if (exclusion.from() < 1
          || exclusion.to() <= exclusion.from()
          || exclusion.to() > steps.size()
          || steps.get(exclusion.from() - 1).optional()
          || steps.get(exclusion.to() - 1).optional()) {
        throw new IllegalArgumentException(
            "an exclusion lies between two steps that are not optional");
      }
    }
    if (order == Order.STRICT && universe == NONE) {
      throw new IllegalArgumentException("a strict funnel needs a universe");
    }
  }
}

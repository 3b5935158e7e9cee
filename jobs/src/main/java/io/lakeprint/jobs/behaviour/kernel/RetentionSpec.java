package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;
import java.util.List;

/**
 * Who comes back. A cohort is the people whose start event lies in one period; cell n says how many
 * of them came back in the n-th stretch after it.
 *
 * @param start condition of the event that puts a person into a cohort
 * @param startEvent condition of the same event whatever its other properties; {@link
 *     FunnelSpec#NONE} unless {@code kind} is {@link Kind#FIRST_EVER}
 * @param back condition of the event that counts as coming back
 * @param kind which start events count
 * @param rolling whether coming back in a later cell of the report counts too ("on or after")
 * @param clock what a stretch is
 * @param cells how many periods each cell after cell 0 lasts; their number is the number of cells
 * @param minimum events in a cell from which on it counts, at least 1
 * @param breakdown slot of the start event's value; {@link FunnelSpec#NONE} = none
 */
public record RetentionSpec(
    int start,
    int startEvent,
    int back,
    Kind kind,
    boolean rolling,
    Clock clock,
    List<Integer> cells,
    int minimum,
    int breakdown)
    implements Serializable {

  /** Most cells after cell 0: their bits fill a long with it. */
  public static final int MOST_CELLS = 63;

  /** Which start events count. */
  public enum Kind {
    /** The first one of every period: a person is in many cohorts. */
    RECURRING,
    /** The first one of all that the log knows. */
    FIRST_TIME,
    /**
     * The first of the person's events of that name, if it also meets the rest of the start
     * condition; a person whose very first does not meet it is in no cohort.
     */
    FIRST_EVER
  }

  /** What a stretch is. */
  public enum Clock {
    /** The periods of the calendar after that of the start event. */
    CALENDAR,
    /** As many times 24 hours as a period has days, from the start event. */
    HOURS_24
  }

  public RetentionSpec {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || cells.size() > MOST_CELLS || cells.stream().anyMatch(c -> c < 1)) {
      throw new IllegalArgumentException("1 to " + MOST_CELLS + " cells of one period or more");
    }
    if (minimum < 1) {
      throw new IllegalArgumentException("a minimum of " + minimum + " events");
    }
    if (kind == Kind.FIRST_EVER && startEvent == FunnelSpec.NONE) {
      throw new IllegalArgumentException("first-ever needs to know the event itself");
    }
  }

  /** Number of cells, cell 0 included. */
  public int cellCount() {
    return cells.size() + 1;
  }

  /** First offset in periods that a cell holds. */
  public int from(int cell) {
    int from = 0;
    for (int i = 0; i < cell; i++) {
      from += i == 0 ? 1 : cells.get(i - 1);
    }
    return from;
  }

  /** Last offset that a cell holds. */
  public int to(int cell) {
    return cell == 0 ? 0 : from(cell) + cells.get(cell - 1) - 1;
  }
}

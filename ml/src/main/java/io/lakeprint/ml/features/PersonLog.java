package io.lakeprint.ml.features;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The roll-ups of one person, in the order they came; what comes out of it depends on no order. Not
 * for more than one thread.
 *
 * <p>Days are counted since 1970.
 */
final class PersonLog {

  /** Rows of {@code behaviour.daily_activity}. */
  final Rows activity = new Rows();

  /** Sessions. */
  final Rows sessions = new Rows();

  /** Rows of {@code behaviour.daily_dimensions} of the wanted dimension. */
  final Rows values = new Rows();

  /** What was known at a snapshot: everything, where no row was known for a time only. */
  PersonLog knownAt(LocalDate snapshot) {
    if (!activity.isKnownForATime() && !sessions.isKnownForATime() && !values.isKnownForATime()) {
      return this;
    }
    int day = Math.toIntExact(snapshot.toEpochDay());
    PersonLog then = new PersonLog();
    activity.copyKnownAt(day, then.activity);
    sessions.copyKnownAt(day, then.sessions);
    values.copyKnownAt(day, then.values);
    return then;
  }

  /** Columns of numbers that grow together. */
  static final class Rows {
    private static final int FIRST_ROOM = 16;

    private int size;
    private int[] days = new int[FIRST_ROOM];
    private long[] marks = new long[FIRST_ROOM];
    private long[] numbers = new long[FIRST_ROOM];
    private long[] millis = new long[FIRST_ROOM];
    private long[] firstAt = new long[FIRST_ROOM];
    private long[] anchors = new long[FIRST_ROOM];
    private @Nullable BigDecimal[] amounts = new BigDecimal[0];

    /** From which day on, and before which, a row was known; empty where all always were. */
    private int[] knownFrom = new int[0];

    private int[] knownTo = new int[0];

    /**
     * Adds a row that has no more than these.
     *
     * @param day the row's day
     * @param marks what it is, a bit each; of a value, the hash that stands for it
     * @param number how many, or how long
     */
    void add(int day, long marks, long number) {
      if (size == days.length) {
        grow();
      }
      days[size] = day;
      this.marks[size] = marks;
      numbers[size] = number;
      size++;
    }

    /** Says the rest of the last row, of activity or a session. */
    void did(Deed deed) {
      int last = size - 1;
      millis[last] = deed.millis();
      firstAt[last] = deed.firstAt();
      anchors[last] = deed.anchor();
      if (deed.amount() != null) {
        if (amounts.length <= last) {
          amounts = Arrays.copyOf(amounts, days.length);
        }
        amounts[last] = deed.amount();
      }
    }

    /** Says that the last row counts only for snapshots from a day on and before another. */
    void known(int from, int to) {
      int last = size - 1;
      if (knownFrom.length <= last) {
        knownFrom = Arrays.copyOf(knownFrom, days.length);
        knownTo = Arrays.copyOf(knownTo, days.length);
      }
      knownFrom[last] = from;
      knownTo[last] = to;
    }

    private boolean isKnownForATime() {
      return knownFrom.length > 0;
    }

    private void copyKnownAt(int snapshot, Rows into) {
      for (int row = 0; row < size; row++) {
        if (knownFrom[row] <= snapshot && snapshot < knownTo[row]) {
          into.add(days[row], marks[row], numbers[row]);
          into.did(new Deed(millis[row], amount(row), firstAt[row], anchors[row]));
        }
      }
    }

    int size() {
      return size;
    }

    int day(int row) {
      return days[row];
    }

    long marks(int row) {
      return marks[row];
    }

    long number(int row) {
      return numbers[row];
    }

    long millis(int row) {
      return millis[row];
    }

    /** Of a session: the day on which the last event may be that belongs to it. */
    long over(int row) {
      return millis[row];
    }

    /** Whether a row has the earlier first event, of events at once the smaller anchor. */
    boolean isBefore(int row, int other) {
      int byTime = Long.compare(firstAt[row], firstAt[other]);
      return byTime == 0 ? anchors[row] < anchors[other] : byTime < 0;
    }

    long anchor(int row) {
      return anchors[row];
    }

    @Nullable BigDecimal amount(int row) {
      return row < amounts.length ? amounts[row] : null;
    }

    private void grow() {
      int room = size * 2;
      days = Arrays.copyOf(days, room);
      marks = Arrays.copyOf(marks, room);
      numbers = Arrays.copyOf(numbers, room);
      millis = Arrays.copyOf(millis, room);
      firstAt = Arrays.copyOf(firstAt, room);
      anchors = Arrays.copyOf(anchors, room);
    }
  }

  /**
   * What a row of activity or a session has beside its day and how often.
   *
   * @param millis active time; of a session the day after which it is over
   * @param amount null = none that counts
   * @param firstAt first event of the day, microseconds since 1970
   * @param anchor node of its events
   */
  record Deed(long millis, @Nullable BigDecimal amount, long firstAt, long anchor) {}
}

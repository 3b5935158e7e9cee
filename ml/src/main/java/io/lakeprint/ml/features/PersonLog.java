package io.lakeprint.ml.features;

import java.math.BigDecimal;
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

    /** Adds a row of activity. */
    void add(int day, long marks, long number, Deed deed) {
      add(day, marks, number);
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
   * What a row of activity has beside its day and how often.
   *
   * @param millis active time
   * @param amount null = none that counts
   * @param firstAt first event of the day, microseconds since 1970
   * @param anchor node of its events
   */
  record Deed(long millis, @Nullable BigDecimal amount, long firstAt, long anchor) {}
}

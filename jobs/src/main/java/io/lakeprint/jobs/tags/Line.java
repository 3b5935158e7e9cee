package io.lakeprint.jobs.tags;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** One row of an input, as far as tags ask for it, see {@link Packed}. */
final class Line {

  private final int day;
  private final long count;
  private final long firstAt;
  private final long lastAt;
  private final long flags;
  private final @Nullable String label;
  private final long[] numbers;
  private long said;

  /**
   * @param first position of its first number
   * @param count how many numbers it has
   */
  Line(Row row, int first, int count) {
    day = row.getInt(Packed.DAY);
    this.count = Packed.orZero(row, Packed.COUNT);
    firstAt = Packed.orZero(row, Packed.FIRST_AT);
    lastAt = Packed.orZero(row, Packed.LAST_AT);
    flags = Packed.orZero(row, Packed.FLAGS);
    label = row.getString(Packed.LABEL);
    numbers = new long[count];
    for (int n = 0; n < count; n++) {
      numbers[n] = Packed.orZero(row, first + n);
      said |= row.isNullAt(first + n) ? 0 : 1L << n;
    }
  }

  /** Days since 1970. */
  int day() {
    return day;
  }

  /** How many things it stands for. */
  long count() {
    return count;
  }

  /** First moment, microseconds since 1970; 0 where nobody asks. */
  long firstAt() {
    return firstAt;
  }

  /** Last moment, microseconds since 1970; 0 where nobody asks. */
  long lastAt() {
    return lastAt;
  }

  /** Currency of its amounts, or its value of the dimension; null = not said. */
  @Nullable String label() {
    return label;
  }

  boolean isFlagged(int flag) {
    return (flags >>> flag & 1) != 0;
  }

  /** Whether it says a number. */
  boolean says(int number) {
    return (said >>> number & 1) != 0;
  }

  /** A number in units of its last decimal; 0 where it says none. */
  long number(int number) {
    return numbers[number];
  }
}

package io.lakeprint.jobs.tags;

import io.lakeprint.common.tables.Types;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure, ready to be computed from the lines of a person.
 *
 * @param name of the measure, for errors
 * @param fold how lines become a value
 * @param span days that count
 * @param number which number is summed or maximised; -1 = none
 * @param scale decimals of the number
 * @param isFraction whether the value is a double
 * @param isOfCurrency whether amounts of several currencies make no sum
 * @param flag which flag must be set; -1 = none
 */
record MeasureFold(
    String name,
    Measure.Fold fold,
    Span span,
    int number,
    int scale,
    boolean isFraction,
    boolean isOfCurrency,
    int flag)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @param numbers names of the numbers of its input, in their order
   * @param flags names of the flags of its input, in their order
   */
  static MeasureFold of(Measure measure, LocalDate asOf, List<String> numbers, List<String> flags) {
    String column = measure.column().map(asked -> asked.name()).orElse("");
    return new MeasureFold(
        measure.name(),
        measure.fold(),
        Span.of(measure.window(), asOf),
        numbers.indexOf(column),
        measure.column().map(Packed::scale).orElse(0),
        measure.type().equals(Types.DOUBLE),
        measure.isOfCurrency(),
        flags.indexOf(column));
  }

  /** The value, of the measure's type; moments are microseconds since 1970. */
  @Nullable Object value(List<Line> lines) {
    return switch (fold) {
      case COUNT, COUNT_WITH -> count(lines);
      case SUM -> isOfCurrency && isMixed(lines) ? null : told(sum(lines));
      case MAX -> max(lines);
      case DAYS -> days(lines);
      case FIRST_AT -> first(lines);
      case LAST_AT -> last(lines);
      case CURRENCY -> isMixed(lines) ? null : currency(lines);
    };
  }

  private boolean counts(Line line) {
    return span.holds(line.day()) && (flag < 0 || line.isFlagged(flag));
  }

  private long count(List<Line> lines) {
    long count = 0;
    for (Line line : lines) {
      if (counts(line)) {
        count += line.count();
      }
    }
    return count;
  }

  private long sum(List<Line> lines) {
    long sum = 0;
    for (Line line : lines) {
      if (counts(line)) {
        try {
          sum = Math.addExact(sum, line.number(number));
        } catch (ArithmeticException e) {
          throw new ArithmeticException(name + " of a person is larger than a number can be");
        }
      }
    }
    return sum;
  }

  private @Nullable Object max(List<Line> lines) {
    long max = Long.MIN_VALUE;
    boolean any = false;
    for (Line line : lines) {
      if (line.says(number) && counts(line)) {
        max = Math.max(max, line.number(number));
        any = true;
      }
    }
    return any ? told(max) : null;
  }

  private long days(List<Line> lines) {
    int[] days = new int[lines.size()];
    int size = 0;
    for (Line line : lines) {
      if (counts(line)) {
        days[size++] = line.day();
      }
    }
    Arrays.sort(days, 0, size);
    long distinct = 0;
    for (int i = 0; i < size; i++) {
      distinct += i == 0 || days[i] != days[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  private @Nullable Long first(List<Line> lines) {
    long first = Long.MAX_VALUE;
    for (Line line : lines) {
      if (counts(line)) {
        first = Math.min(first, line.firstAt());
      }
    }
    return first == Long.MAX_VALUE ? null : first;
  }

  private @Nullable Long last(List<Line> lines) {
    long last = Long.MIN_VALUE;
    for (Line line : lines) {
      if (counts(line)) {
        last = Math.max(last, line.lastAt());
      }
    }
    return last == Long.MIN_VALUE ? null : last;
  }

  private boolean isMixed(List<Line> lines) {
    String currency = currency(lines);
    if (currency != null) {
      for (Line line : lines) {
        if (line.label() != null && !currency.equals(line.label()) && counts(line)) {
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable String currency(List<Line> lines) {
    for (Line line : lines) {
      if (line.label() != null && counts(line)) {
        return line.label();
      }
    }
    return null;
  }

  private Object told(long value) {
    if (isFraction) {
      return BigDecimal.valueOf(value, scale).doubleValue();
    }
    return scale == 0 ? (Object) value : BigDecimal.valueOf(value, scale);
  }
}

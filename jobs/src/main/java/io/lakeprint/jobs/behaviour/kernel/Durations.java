package io.lakeprint.jobs.behaviour.kernel;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Mean and median of durations, in seconds; null where there is none. Exact: neither depends on the
 * order of the durations.
 */
public record Durations(@Nullable Double average, @Nullable Double median) {

  private static final long MICROS = 1_000_000L;
  private static final int DIGITS = 4;

  /**
   * Of durations in microseconds.
   *
   * @param micros is sorted by it
   */
  public static Durations of(long[] micros) {
    if (micros.length == 0) {
      return new Durations(null, null);
    }
    LongArrays.unstableSort(micros);
    int upper = micros.length / 2;
    double median =
        micros.length % 2 == 1 ? micros[upper] : 0.5 * micros[upper - 1] + 0.5 * micros[upper];
    return new Durations(average(micros), median / MICROS);
  }

  /** Whole seconds and the rest apart, because years of many people overflow a long. */
  private static double average(long[] micros) {
    long seconds = 0;
    long rest = 0;
    for (long one : micros) {
      seconds += one / MICROS;
      rest += one % MICROS;
    }
    BigDecimal sum =
        BigDecimal.valueOf(seconds)
            .multiply(BigDecimal.valueOf(MICROS))
            .add(BigDecimal.valueOf(rest));
    return sum.divide(BigDecimal.valueOf(micros.length), DIGITS, RoundingMode.HALF_UP).doubleValue()
        / MICROS;
  }
}

package io.lakeprint.jobs.simulate;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What to simulate.
 *
 * @param seed the only source of chance: same configuration, same bytes
 * @param people persons over the whole time, 1 to 20 million; about half exist at the start
 * @param days business days, 1 to 3,650
 * @param start first business day
 * @param zone business zone: days and shop hours go by it
 * @param gzip whether files are compressed and end in {@code .gz}
 */
public record SimulateConfig(
    long seed, int people, int days, LocalDate start, ZoneId zone, boolean gzip) {

  public SimulateConfig {
    requireRange("people", people, 20_000_000);
    requireRange("days", days, 3_650);
  }

  private static void requireRange(String key, int value, int highest) {
    if (value < 1 || value > highest) {
      throw new IllegalArgumentException(
          key + " = " + value + ", it must lie between 1 and " + highest);
    }
  }

  /** The demo: 3,000 people over 120 days from 2026-01-01, Asia/Shanghai. */
  public static SimulateConfig demo() {
    return new SimulateConfig(
        42, 3_000, 120, LocalDate.of(2026, 1, 1), ZoneId.of("Asia/Shanghai"), true);
  }

  /** The last business day. */
  public LocalDate end() {
    return start.plusDays(days - 1L);
  }

  /** The first instant of business day {@code day} (0 is {@link #start}), in epoch milliseconds. */
  long dayStart(int day) {
    return start.plusDays(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}

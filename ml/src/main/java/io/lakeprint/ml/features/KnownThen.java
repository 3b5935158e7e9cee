package io.lakeprint.ml.features;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known of one person at the end of a day. Rows of later days are passed over, so they
 * change nothing in it; whole numbers and decimals are added, so no order of rows does.
 *
 * <p>An age is the days from a row to that day: 0 on the day itself.
 */
final class KnownThen {

  private final PersonLog log;
  private final LocalDate snapshot;
  private final int today;
  private final Map<Integer, int[]> days = new HashMap<>();

  KnownThen(PersonLog log, LocalDate snapshot) {
    this.log = log;
    this.snapshot = snapshot;
    this.today = Math.toIntExact(snapshot.toEpochDay());
  }

  /** Node of the first event, of several at once the smallest; null = no event by then. */
  @Nullable Long anchor() {
    PersonLog.Rows rows = log.activity;
    int first = -1;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.day(row) <= today && (first < 0 || rows.isBefore(row, first))) {
        first = row;
      }
    }
    return first < 0 ? null : (Long) rows.anchor(first);
  }

  /** Ages from {@code from} on and below {@code to}. */
  record Ages(int from, int to) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The last days, the snapshot's own with them. */
    static Ages last(int days) {
      return new Ages(0, days);
    }

    private boolean hold(int age) {
      return from <= age && age < to;
    }
  }

  /** So many days up to the same day of the year before; on 29 February, up to the 28th. */
  Ages yearAgo(int days) {
    int year = Math.toIntExact(ChronoUnit.DAYS.between(snapshot.minusYears(1), snapshot));
    return new Ages(year, year + days);
  }

  /** Events with a mark. */
  long count(int mark, Ages ages) {
    PersonLog.Rows rows = log.activity;
    long sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (has(rows.marks(row), mark) && ages.hold(today - rows.day(row))) {
        sum = Math.addExact(sum, rows.number(row));
      }
    }
    return sum;
  }

  /** Amount of what has a mark; 0 without any. */
  double amount(int mark, Ages ages) {
    PersonLog.Rows rows = log.activity;
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < rows.size(); row++) {
      BigDecimal amount = rows.amount(row);
      if (amount != null && has(rows.marks(row), mark) && ages.hold(today - rows.day(row))) {
        sum = sum.add(amount);
      }
    }
    return sum.doubleValue();
  }

  /** Active time, whatever the event. */
  double engagedSeconds(Ages ages) {
    PersonLog.Rows rows = log.activity;
    long sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (ages.hold(today - rows.day(row))) {
        sum = Math.addExact(sum, rows.millis(row));
      }
    }
    return sum / 1000.0;
  }

  /** The days up to now on which something has a mark, ascending, each once; not to be changed. */
  int[] days(int mark) {
    return days.computeIfAbsent(mark, this::sortedDays);
  }

  private int[] sortedDays(int mark) {
    PersonLog.Rows rows = log.activity;
    int[] all = new int[rows.size()];
    int size = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (has(rows.marks(row), mark) && rows.number(row) > 0 && rows.day(row) <= today) {
        all[size++] = rows.day(row);
      }
    }
    Arrays.sort(all, 0, size);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (distinct == 0 || all[distinct - 1] != all[i]) {
        all[distinct++] = all[i];
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  /** How long ago a day is. */
  int age(int day) {
    return today - day;
  }

  /** Days since the last on which something has a mark; null = never. */
  @Nullable Double daysSince(int mark) {
    int[] on = days(mark);
    return on.length == 0 ? null : (Double) (double) age(on[on.length - 1]);
  }

  /** Sessions that began. */
  long sessions(Ages ages) {
    return sessions(ages, row -> 1);
  }

  /** Those of them that no later event can prolong. */
  long overSessions(Ages ages) {
    return sessions(ages, row -> isOver(row) ? 1 : 0);
  }

  /** Those of these that bounced. */
  long bounces(Ages ages) {
    return sessions(ages, row -> isOver(row) ? log.sessions.marks(row) : 0);
  }

  /** Length of sessions that are over together. */
  long overSeconds(Ages ages) {
    return sessions(ages, row -> isOver(row) ? log.sessions.number(row) : 0);
  }

  private boolean isOver(int row) {
    return log.sessions.over(row) <= today;
  }

  private interface OfRow {
    long of(int row);
  }

  private long sessions(Ages ages, OfRow what) {
    long sum = 0;
    for (int row = 0; row < log.sessions.size(); row++) {
      if (ages.hold(today - log.sessions.day(row))) {
        sum = Math.addExact(sum, what.of(row));
      }
    }
    return sum;
  }

  /** How often each value of the dimension was met. */
  Map<Long, Long> met(Ages ages) {
    Map<Long, Long> met = new HashMap<>();
    for (int row = 0; row < log.values.size(); row++) {
      if (ages.hold(today - log.values.day(row))) {
        met.merge(log.values.marks(row), log.values.number(row), Math::addExact);
      }
    }
    return met;
  }

  private static boolean has(long marks, int mark) {
    return (marks >>> mark & 1) != 0;
  }
}

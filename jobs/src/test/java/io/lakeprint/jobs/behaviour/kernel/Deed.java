package io.lakeprint.jobs.behaviour.kernel;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One event of a small hand-made or random log; time in units of six hours from 2026-01-01. */
record Deed(int time, int conditions, @Nullable String value, @Nullable String held) {

  static final long UNIT = 6L * 3_600_000_000L;
  static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  static final long ORIGIN = Periods.micros(FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant());

  static Deed of(int time, int... conditions) {
    return new Deed(
        time, IntStream.of(conditions).map(c -> 1 << c).reduce(0, (a, b) -> a | b), null, null);
  }

  Deed saying(String said) {
    return new Deed(time, conditions, said, held);
  }

  Deed sayingNothing() {
    return new Deed(time, conditions, null, held);
  }

  Deed holding(String same) {
    return new Deed(time, conditions, value, same);
  }

  boolean is(int condition) {
    return (conditions >>> condition & 1) != 0;
  }

  long micros() {
    return micros(time);
  }

  static long micros(int time) {
    return ORIGIN + time * UNIT;
  }

  /** A log of these events; sessions as pairs of first and last unit. */
  static EventLog log(List<Deed> deeds, List<int[]> sessions) {
    EventLog.Builder log = new EventLog.Builder(32);
    for (Deed deed : deeds) {
      log.event(deed.micros(), new long[] {deed.conditions()}, deed.value(), deed.held());
    }
    sessions.forEach(session -> log.session(micros(session[0]), micros(session[1])));
    return log.build();
  }

  /** Up to {@code most} events in {@code units} units that meet the first {@code conditions}. */
  static List<Deed> random(Random random, int most, int units, int conditions) {
    return IntStream.range(0, random.nextInt(most + 1))
        .mapToObj(
            i -> {
              int mask = 1 << random.nextInt(conditions);
              if (random.nextInt(4) == 0) {
                mask |= 1 << random.nextInt(conditions);
              }
              String value = random.nextInt(4) == 0 ? null : "v" + random.nextInt(3);
              String held = random.nextInt(6) == 0 ? null : "h" + random.nextInt(2);
              return new Deed(random.nextInt(units), mask, value, held);
            })
        .toList();
  }

  /** Up to three sessions that do not overlap. */
  static List<int[]> randomSessions(Random random, int units) {
    int from = random.nextInt(3);
    int to = from + random.nextInt(4);
    int next = to + 1 + random.nextInt(2);
    int last = next + random.nextInt(units);
    return List.of(
        new int[] {from, to}, new int[] {next, last}, new int[] {last + 1, last + 1 + units});
  }
}

package io.lakeprint.jobs.behaviour.reports.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class StepTimesFunctionTest {

  /** The second step of the second funnel is optional. */
  private static final int[][] PREVIOUS = {{}, {1, 1, 1, 3}};

  private final StepTimesFunction function = new StepTimesFunction(PREVIOUS);

  @Test
  void countsAndTimesAreThoseOfBruteForceHoweverAttemptsAreSpread() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<List<@Nullable Long>> attempts = attempts(random);
      String expected = bruteForce(attempts).toString();
      for (int parts = 1; parts <= 3; parts++) {
        Collections.shuffle(attempts, random);
        assertThat(answer(attempts, parts).toString())
            .as("seed %d in %d parts", seed, parts)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void timesOfManyYearsOfManyPeopleAddUp() {
    long years = 100L * 365 * 86_400_000_000L;
    List<List<@Nullable Long>> attempts =
        new ArrayList<>(Collections.nCopies(5_000, List.of(0L, years)));
    StepTimesFunction twoSteps = new StepTimesFunction(new int[][] {{1, 1}});
    AttemptBuffer all = twoSteps.zero();
    attempts.forEach(times -> twoSteps.reduce(all, RowFactory.create(0, seq(times))));
    Row second = steps(twoSteps.finish(all)).get(1);
    assertThat(second.getDouble(4)).isEqualTo(years / 1e6);
    assertThat(second.getDouble(5)).isEqualTo(years / 1e6);
  }

  /** Few people and coarse times, so that there are ties; a later step only with those before. */
  private static List<List<@Nullable Long>> attempts(Random random) {
    List<List<@Nullable Long>> attempts = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      long first = random.nextInt(5) * 1_000_003L;
      boolean third = random.nextBoolean();
      attempts.add(
          Arrays.asList(
              first,
              random.nextBoolean() ? first + random.nextInt(4) * 333_333L : null,
              third ? first + 2_000_000L + random.nextInt(9) : null,
              third && random.nextBoolean() ? first + 7_000_000L + random.nextInt(9) : null));
    }
    return attempts;
  }

  /** Parts are gathered for themselves, written, read and put together. */
  private List<Row> answer(List<List<@Nullable Long>> attempts, int parts) {
    AttemptBuffer all = function.zero();
    for (int part = 0; part < parts; part++) {
      AttemptBuffer some = function.zero();
      for (int i = part; i < attempts.size(); i += parts) {
        some = function.reduce(some, RowFactory.create(1, seq(attempts.get(i))));
      }
      AttemptBuffer read = new AttemptBuffer();
      read.setSeries(some.getSeries());
      read.setLongs(some.getLongs());
      all = function.merge(all, read);
    }
    return steps(function.finish(all));
  }

  private static List<Row> bruteForce(List<List<@Nullable Long>> attempts) {
    List<Row> steps = new ArrayList<>();
    for (int step = 1; step <= 4; step++) {
      int previous = PREVIOUS[1][step - 1];
      List<Long> sincePrevious = since(attempts, previous, step);
      List<Long> sinceFirst = since(attempts, 1, step);
      steps.add(
          RowFactory.create(
              step,
              done(attempts, step),
              done(attempts, previous),
              done(attempts, 1),
              average(sincePrevious),
              median(sincePrevious),
              average(sinceFirst),
              median(sinceFirst)));
    }
    return steps;
  }

  private static long done(List<List<@Nullable Long>> attempts, int step) {
    return attempts.stream().filter(times -> times.get(step - 1) != null).count();
  }

  private static List<Long> since(List<List<@Nullable Long>> attempts, int earlier, int step) {
    List<Long> since = new ArrayList<>();
    for (List<@Nullable Long> times : attempts) {
      Long time = times.get(step - 1);
      Long before = times.get(earlier - 1);
      if (step > 1 && time != null && before != null) {
        since.add(time - before);
      }
    }
    return since;
  }

  private static @Nullable Double average(List<Long> micros) {
    BigInteger sum =
        micros.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    return micros.isEmpty()
        ? null
        : new BigDecimal(sum)
                .divide(BigDecimal.valueOf(micros.size()), 4, RoundingMode.HALF_UP)
                .doubleValue()
            / 1e6;
  }

  private static @Nullable Double median(List<Long> micros) {
    List<Long> sorted = micros.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.isEmpty()
        ? null
        : (sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2d)
            / 1e6;
  }

  private static List<Row> steps(Row answer) {
    return Stream.of((Object[]) answer.get(0)).map(Row.class::cast).toList();
  }

  private static Object seq(List<@Nullable Long> times) {
    return CollectionConverters.asScala(times).toSeq();
  }
}

package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.registry.Decision;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 0.95, 9);

  /** Labels drawn with the probabilities that a perfect scorer says, blurred by some noise. */
  private static Judged judged(int rows, double noise, long noiseSeed) {
    Random truth = new Random(1);
    Random blur = new Random(noiseSeed);
    int[] labels = new int[rows];
    double[] scores = new double[rows];
    for (int i = 0; i < rows; i++) {
      double probability = truth.nextDouble();
      labels[i] = truth.nextDouble() < probability ? 1 : 0;
      // Rounded, so that there are ties.
      scores[i] =
          Math.round(100 * Math.min(1, Math.max(0, probability + noise * blur.nextGaussian())))
              / 100.0;
    }
    return new Judged(labels, scores);
  }

  private static Interval interval(Judged judged, String metric) {
    return Objects.requireNonNull(BOOTSTRAP.of(judged).get(metric));
  }

  private static Interval gain(Judged one, Judged other) {
    return Objects.requireNonNull(BOOTSTRAP.difference(one, other).get(BinaryMetrics.PR_AUC));
  }

  @Test
  void everyMetricButTheCalibrationErrorHasAnIntervalAroundIt() {
    Judged judged = judged(500, 0.2, 2);
    Map<String, Double> measured = judged.metrics().named();
    measured.remove(BinaryMetrics.ECE);
    Map<String, Interval> intervals = BOOTSTRAP.of(judged);
    assertThat(intervals).containsOnlyKeys(measured.keySet());
    intervals.forEach(
        (name, interval) -> {
          assertThat(interval.value()).as(name).isEqualTo(measured.get(name));
          assertThat(interval.low()).as(name).isLessThanOrEqualTo(interval.value());
          assertThat(interval.high()).as(name).isGreaterThanOrEqualTo(interval.value());
        });
  }

  /** A row that counts twice is two rows. */
  @Test
  void rowsThatCountMoreOftenAreThatManyRows() {
    Judged judged = judged(300, 0.3, 2);
    Random random = new Random(6);
    int[] weights = random.ints(300, 0, 4).toArray();
    int[] rows =
        IntStream.range(0, 300)
            .flatMap(row -> IntStream.generate(() -> row).limit(weights[row]))
            .toArray();
    BinaryMetrics repeated =
        BinaryMetrics.of(
            IntStream.of(rows).mapToDouble(row -> judged.scores()[row]).toArray(),
            IntStream.of(rows).map(row -> judged.labels()[row]).toArray());
    Map<String, Double> weighted = judged.ranking().metrics(weights).named();
    repeated
        .named()
        .forEach(
            (name, value) ->
                assertThat(weighted.get(name)).as(name).isEqualTo(value, within(1e-12)));
  }

  /** For a mean, which Brier's score is, theory knows the width: 2 · 1.96 · σ / √n. */
  @Test
  void isAsWideAsTheorySaysAMeanIs() {
    Judged judged = judged(2_000, 0.2, 2);
    double mean = judged.metrics().brier();
    double variance = 0;
    for (int i = 0; i < 2_000; i++) {
      double error = Math.pow(judged.scores()[i] - judged.labels()[i], 2) - mean;
      variance += error * error / 2_000;
    }
    Interval brier = interval(judged, BinaryMetrics.BRIER);
    double width = 2 * 1.96 * Math.sqrt(variance / 2_000);
    assertThat(brier.high() - brier.low()).isEqualTo(width, within(0.2 * width));
  }

  @Test
  void seesThatLessNoiseIsBetterButNotThatEqualNoiseIs() {
    Judged sharp = judged(1_500, 0.05, 3);
    Judged dull = judged(1_500, 0.4, 4);
    assertThat(gain(sharp, dull).low()).isPositive();
    Interval even = gain(judged(1_500, 0.2, 5), judged(1_500, 0.2, 6));
    assertThat(even.low()).isNegative();
    assertThat(even.high()).isPositive();
  }

  @Test
  void promotesOnlyWhatIsBetterWithConfidence() {
    Judged champion = judged(1_500, 0.2, 5);
    assertThat(Verdict.of(judged(1_500, 0.02, 7), champion, BOOTSTRAP, 0).decision())
        .isEqualTo(Decision.PROMOTED);
    Judged luckier = judged(1_500, 0.195, 8);
    assertThat(Verdict.of(luckier, champion, BOOTSTRAP, 0).decision()).isEqualTo(Decision.KEPT);
    assertThat(Verdict.of(champion, champion, BOOTSTRAP, 0).reason())
        .contains("better by 0.0000 (0.0000 to 0.0000)");
  }

  @Test
  void sameSeedSameInterval() {
    Judged judged = judged(300, 0.2, 2);
    assertThat(BOOTSTRAP.of(judged)).isEqualTo(BOOTSTRAP.of(judged));
  }
}

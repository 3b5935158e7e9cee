package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.registry.Decision;
import java.util.Objects;
import java.util.Random;
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

  private static Interval interval(Judged judged, Bootstrap.Metric metric) {
    return Objects.requireNonNull(BOOTSTRAP.of(judged).get(metric));
  }

  private static Interval gain(Judged one, Judged other) {
    return Objects.requireNonNull(BOOTSTRAP.difference(one, other).get(Bootstrap.Metric.PR_AUC));
  }

  @Test
  void measuresWhatBinaryMetricsMeasure() {
    Judged judged = judged(500, 0.2, 2);
    BinaryMetrics metrics = judged.metrics();
    assertThat(interval(judged, Bootstrap.Metric.ROC_AUC).value())
        .isEqualTo(metrics.rocAuc(), within(1e-12));
    assertThat(interval(judged, Bootstrap.Metric.PR_AUC).value())
        .isEqualTo(metrics.prAuc(), within(1e-12));
    assertThat(interval(judged, Bootstrap.Metric.BRIER).value())
        .isEqualTo(metrics.brier(), within(1e-12));
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
    Interval brier = interval(judged, Bootstrap.Metric.BRIER);
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

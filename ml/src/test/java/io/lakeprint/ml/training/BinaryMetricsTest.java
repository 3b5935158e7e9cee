package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {

  @Test
  void agreesWithHandCounts() {
    BinaryMetrics metrics =
        BinaryMetrics.of(new double[] {0.9, 0.8, 0.7, 0.3}, new int[] {1, 0, 1, 0});
    assertThat(metrics.baseRate()).isEqualTo(0.5);
    assertThat(metrics.rocAuc()).isEqualTo(0.75);
    assertThat(metrics.prAuc()).isEqualTo((1.0 + 2.0 / 3) / 2, within(1e-12));
    assertThat(metrics.brier()).isEqualTo((0.01 + 0.64 + 0.09 + 0.09) / 4, within(1e-12));
  }

  @Test
  void equalScoresHaveNoSkill() {
    BinaryMetrics metrics =
        BinaryMetrics.of(new double[] {0.4, 0.4, 0.4, 0.4, 0.4}, new int[] {1, 0, 0, 1, 0});
    assertThat(metrics.rocAuc()).isEqualTo(0.5);
    assertThat(metrics.prAuc()).isEqualTo(metrics.baseRate());
    assertThat(metrics.ece()).isEqualTo(0, within(1e-12));
  }

  @Test
  void perfectScoresAreRewardedAndTheFirstTenthHasAllTheLift() {
    double[] scores = new double[100];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      labels[i] = i < 10 ? 1 : 0;
      scores[i] = labels[i];
    }
    BinaryMetrics metrics = BinaryMetrics.of(scores, labels);
    assertThat(metrics.rocAuc()).isEqualTo(1);
    assertThat(metrics.prAuc()).isEqualTo(1);
    assertThat(metrics.lift().get(0)).isEqualTo(10, within(1e-12));
    assertThat(metrics.lift().get(9)).isZero();
  }

  @Test
  void calibrationErrorSeesConfidenceThatIsNotEarned() {
    Random random = new Random(1);
    double[] honest = new double[20_000];
    double[] boastful = new double[20_000];
    int[] labels = new int[20_000];
    for (int i = 0; i < honest.length; i++) {
      honest[i] = random.nextDouble();
      boastful[i] = honest[i] < 0.5 ? honest[i] / 4 : 1 - (1 - honest[i]) / 4;
      labels[i] = random.nextDouble() < honest[i] ? 1 : 0;
    }
    assertThat(BinaryMetrics.of(honest, labels).ece()).isLessThan(0.02);
    assertThat(BinaryMetrics.of(boastful, labels).ece()).isGreaterThan(0.1);
  }

  @Test
  void refusesASingleLabel() {
    assertThatThrownBy(() -> BinaryMetrics.of(new double[] {0.1, 0.2}, new int[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

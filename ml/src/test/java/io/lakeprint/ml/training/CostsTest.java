package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final Judged FEW =
      new Judged(new int[] {1, 0, 1, 0, 0}, new double[] {0.9, 0.8, 0.5, 0.5, 0.1});

  @Test
  void actsWhereALossIsDearerThanAnAlarm() {
    assertThat(new Costs(1, 5).threshold(FEW)).isEqualTo(0.5);
    assertThat(new Costs(1, 1).threshold(FEW)).isEqualTo(0.9);
    assertThat(new Costs(5, 1).threshold(FEW)).as("the first alone is worth it").isEqualTo(0.9);
    assertThat(new Costs(1, 0).threshold(FEW)).as("nobody").isGreaterThan(1);
  }

  @Test
  void saysWhoWouldBeActedOn() {
    assertThat(new Costs(1, 5).at(0.5, FEW))
        .containsEntry("true_positives", 2.0)
        .containsEntry("false_positives", 2.0)
        .containsEntry("true_negatives", 1.0)
        .containsEntry("false_negatives", 0.0)
        .containsEntry("cost", 2.0)
        .containsEntry("cost_of_nobody", 10.0)
        .containsEntry("cost_of_everybody", 3.0);
  }

  /** Of probabilities that come true, theory knows the threshold: alarm / (alarm + miss). */
  @Test
  void findsTheThresholdOfTheory() {
    Random random = new Random(5);
    int[] labels = new int[50_000];
    double[] scores = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      scores[i] = random.nextDouble();
      labels[i] = random.nextDouble() < scores[i] ? 1 : 0;
    }
    assertThat(new Costs(1, 4).threshold(new Judged(labels, scores))).isEqualTo(0.2, within(0.04));
  }
}

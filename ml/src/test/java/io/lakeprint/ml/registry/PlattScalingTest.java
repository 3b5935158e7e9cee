package io.lakeprint.ml.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.Contract;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Contract(PlattScaling.class)
class PlattScalingTest {

  @Test
  void findsTheScalingThatMadeTheLabels() {
    PlattScaling truth = new PlattScaling(0.6, -1.2);
    Random random = new Random(7);
    double[] x = new double[50_000];
    int[] labels = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = 6 * random.nextDouble() - 3;
      labels[i] = random.nextDouble() < truth.at(x[i]) ? 1 : 0;
    }
    PlattScaling found = PlattScaling.fit(x, labels);
    assertThat(found.slope()).isEqualTo(0.6, within(0.03));
    assertThat(found.offset()).isEqualTo(-1.2, within(0.05));
  }

  @Test
  void staysFiniteWhereLabelsSeparatePerfectly() {
    PlattScaling found = PlattScaling.fit(new double[] {-2, -1, 1, 2}, new int[] {0, 0, 1, 1});
    assertThat(found.at(2)).isBetween(0.5, 0.999);
    assertThat(found.at(-2)).isBetween(0.001, 0.5);
  }

  @Test
  void saysTheBaseRateWhereXSaysNothing() {
    PlattScaling found = PlattScaling.fit(new double[] {1, 1, 1, 1}, new int[] {0, 1, 0, 0});
    assertThat(found.at(1)).isEqualTo(0.25 * 2.0 / 3 + 0.75 * 0.2, within(0.01));
  }
}

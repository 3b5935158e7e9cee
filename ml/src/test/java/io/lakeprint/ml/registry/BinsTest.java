package io.lakeprint.ml.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {

  private static double[] normal(int seed, double mean) {
    Random random = new Random(seed);
    return random.doubles(10_000).map(any -> mean + random.nextGaussian()).toArray();
  }

  @Test
  void binsHoldTenthsEach() {
    Bins bins = Bins.of(normal(1, 0), Bins.TENTHS);
    assertThat(bins.shares())
        .hasSize(10)
        .allSatisfy(share -> assertThat(share).isEqualTo(0.1, within(0.001)));
  }

  @Test
  void aFrequentValueHasABinOfItsOwn() {
    double[] values = normal(1, 5);
    Arrays.fill(values, 0, 4_000, 0);
    Bins bins = Bins.of(values, Bins.TENTHS);
    assertThat(bins.shares().get(bins.at(0))).isEqualTo(0.4, within(0.001));
    Bins constant = Bins.of(new double[] {3, 3, 3}, Bins.TENTHS);
    assertThat(constant.shares()).containsExactly(1.0);
    assertThat(constant.drift(constant.counts(new double[] {3}))).isZero();
  }

  /** Two normal distributions a deviation apart: the index is 1 in theory, a little less binned. */
  @Test
  void theIndexTellsHowFarAPopulationMoved() {
    Bins bins = Bins.of(normal(1, 0), Bins.TENTHS);
    assertThat(bins.drift(bins.counts(normal(2, 0)))).isLessThan(0.02);
    assertThat(bins.drift(bins.counts(normal(2, 0.3)))).isEqualTo(0.09, within(0.02));
    assertThat(bins.drift(bins.counts(normal(2, 1)))).isBetween(0.8, 1.1);
    assertThat(bins.drift(new long[bins.shares().size()])).isZero();
  }
}

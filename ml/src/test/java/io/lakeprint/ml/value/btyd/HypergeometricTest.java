package io.lakeprint.ml.value.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against closed forms of Abramowitz and Stegun (1964), chapter 15, and against integrals. */
class HypergeometricTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.1, 0.5, 0.9, 0.999, 0.9999})
  void agreesWithElementaryFunctions(double z) {
    double logarithm = -Math.log1p(-z) / z;
    double root = Math.sqrt(z);
    assertThat(Hypergeometric.unit(1, 2, z)).as("15.1.3").isCloseTo(logarithm, relative(logarithm));
    assertThat(Hypergeometric.gauss(1, 1, 2, z))
        .as("15.1.3")
        .isCloseTo(logarithm, relative(logarithm));
    double areaTangent = Math.log((1 + root) / (1 - root)) / 2 / root;
    assertThat(Hypergeometric.unit(0.5, 1.5, z))
        .as("15.1.4")
        .isCloseTo(areaTangent, relative(areaTangent));
    double arcSine = Math.asin(root) / root;
    assertThat(Hypergeometric.gauss(0.5, 0.5, 1.5, z))
        .as("15.1.6")
        .isCloseTo(arcSine, within(1e-9));
    double power = Math.pow(1 - z, 1.3);
    assertThat(Hypergeometric.gauss(-1.3, 7, 7, z)).as("15.1.8").isCloseTo(power, within(1e-9));
    assertThat(Hypergeometric.gauss(-2, 3, 4, z))
        .as("15.4.1, a polynomial")
        .isCloseTo(1 - 2 * 3 / 4.0 * z + 3 * 4 / (4 * 5.0) * z * z, within(1e-13));
  }

  @Test
  void agreesWithEulersIntegralWhereNumbersAreLarge() {
    for (double[] p : new double[][] {{250.4, 251.2, 0.97}, {3, 260, 0.9999}, {40, 41, 0.2}}) {
      double b = p[0];
      double c = p[1];
      double z = p[2];
      // 15.3.1 with t = 1 − u^(1/(c−b)), which takes the singularity of the end away.
      double integral =
          Integral.of(
              u -> {
                double t = 1 - Math.pow(u, 1 / (c - b));
                return Math.pow(t, b - 1) / (1 - z * t);
              },
              0,
              1);
      double value = integral * Math.exp(-LogSpace.beta(b, c - b)) / (c - b);
      assertThat(Hypergeometric.unit(b, c, z)).isCloseTo(value, within(value * 1e-6));
    }
  }

  @Test
  void theFractionReachesWhereTheSeriesCrawls() {
    double z = 1 - 1e-9;
    double logarithm = -Math.log1p(-z) / z;
    assertThat(Hypergeometric.unit(1, 2, z)).isCloseTo(logarithm, within(1e-6));
  }

  @Test
  void refusesWhatItCannotSum() {
    assertThatThrownBy(() -> Hypergeometric.gauss(1, 1, 2, 1)).hasMessageContaining("got 1.0");
    assertThatThrownBy(() -> Hypergeometric.unit(1, 2, -0.1)).hasMessageContaining("got -0.1");
  }

  private static Offset<Double> relative(double value) {
    return within(Math.abs(value) * 1e-9);
  }
}

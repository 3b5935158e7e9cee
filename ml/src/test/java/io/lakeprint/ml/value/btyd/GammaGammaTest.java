package io.lakeprint.ml.value.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.Contract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

@Contract(GammaGamma.class)
class GammaGammaTest {

  @Test
  void meansAreDrawnTowardsThatOfAllTheMoreTheFewerPurchasesStandBehindThem() {
    GammaGamma model = new GammaGamma(6.25, 3.744, 15.444);
    double typical = 6.25 * 15.444 / 2.744;
    double once = model.expectedAmount(new Spending(1, 100));
    double often = model.expectedAmount(new Spending(20, 100));
    assertThat(once).isBetween(typical, often);
    assertThat(often).isCloseTo(100, within(5.0));
  }

  @Test
  void likelihoodIsThatOfAMeanOfGammaAmountsOverCustomers() {
    GammaGamma model = new GammaGamma(6.25, 3.744, 15.444);
    for (Spending spending : List.of(new Spending(1, 20), new Spending(9, 55.5))) {
      double shape = 6.25 * spending.purchases();
      double integral =
          Integral.of(
              u -> {
                double nu = u / (1 - u);
                return density(nu, 3.744, 15.444)
                    * density(spending.mean(), shape, nu * spending.purchases())
                    / ((1 - u) * (1 - u));
              },
              0,
              1);
      assertThat(model.logLikelihood(spending)).isCloseTo(Math.log(integral), within(1e-6));
    }
  }

  @Test
  void theFitIsTheSameInAnyOrderAndBearsAnyAmounts() {
    List<Spending> spendings = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      spendings.add(new Spending(1 + random.nextInt(6), 5 + 60 * random.nextDouble()));
    }
    GammaGamma model = GammaGamma.fit(spendings);
    Collections.shuffle(spendings, random);
    assertThat(GammaGamma.fit(spendings)).isEqualTo(model);
    for (List<Spending> odd :
        List.of(
            List.of(new Spending(1, 9.99)),
            List.of(new Spending(3, 10), new Spending(3, 10), new Spending(1, 10)),
            List.of(new Spending(250, 1e-4), new Spending(1, 5e7)))) {
      GammaGamma found = GammaGamma.fit(odd);
      assertThat(odd).allSatisfy(s -> assertThat(found.expectedAmount(s)).isFinite().isPositive());
    }
  }

  private static double density(double x, double shape, double rate) {
    return Math.exp(
        shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x - Gamma.logGamma(shape));
  }
}

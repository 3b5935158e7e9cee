package io.lakeprint.ml.value.btyd;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.special.Gamma;

/**
 * Gamma-Gamma (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value"): amounts of a
 * customer's purchases are Gamma(p, ν), and ν is Gamma(q, γ) over customers, whatever they buy how
 * often.
 *
 * @param p shape of the amounts
 * @param q shape of their inverse scales over customers, above 1
 * @param gamma inverse scale of these, an amount
 */
public record GammaGamma(double p, double q, double gamma) implements Serializable {

  public GammaGamma {
    // At q = 1 the mean amount over customers stops having an expectation.
    MaximumLikelihood.requirePositive(p, q - 1, gamma);
  }

  /**
   * The parameters with the highest likelihood; equal to the last bit whatever the order.
   *
   * @param spendings one per customer, at least one
   */
  public static GammaGamma fit(List<Spending> spendings) {
    if (spendings.isEmpty()) {
      throw new IllegalArgumentException("Gamma-Gamma needs at least one customer");
    }
    Sums sums = new Sums(spendings);
    double typical =
        spendings.stream().mapToDouble(Spending::mean).sorted().toArray()[spendings.size() / 2];
    double[] found =
        MaximumLikelihood.fit(
            parameters -> sums.logLikelihood(of(parameters)) / spendings.size(), 2, 2, typical);
    return of(found);
  }

  /** ln of the likelihood of one customer's mean amount. */
  public double logLikelihood(Spending spending) {
    return new Sums(List.of(spending)).logLikelihood(this);
  }

  /** Expected amount of a customer's next purchase: their mean, drawn towards that of all. */
  public double expectedAmount(Spending spending) {
    double n = spending.purchases();
    return p * (gamma + n * spending.mean()) / (p * n + q - 1);
  }

  private static GammaGamma of(double[] parameters) {
    return new GammaGamma(parameters[0], 1 + parameters[1], parameters[2]);
  }

  /**
   * What stays the same from one set of parameters to the next; equal numbers of purchases once.
   */
  private static final class Sums {
    private final List<Frequency> frequencies = new ArrayList<>();

    private static final class Frequency {
      private final double purchases;
      private final double[] totals;
      private final double sumOfLogs;

      Frequency(double purchases, List<Spending> same) {
        this.purchases = purchases;
        totals = same.stream().mapToDouble(s -> s.mean() * purchases).toArray();
        sumOfLogs = same.stream().mapToDouble(s -> Math.log(s.mean())).sum();
      }
    }

    Sums(List<Spending> spendings) {
      Map<Double, List<Spending>> byPurchases =
          spendings.stream()
              .sorted(Comparator.comparingDouble(Spending::mean))
              .collect(
                  Collectors.groupingBy(Spending::purchases, TreeMap::new, Collectors.toList()));
      byPurchases.forEach((purchases, same) -> frequencies.add(new Frequency(purchases, same)));
    }

    double logLikelihood(GammaGamma model) {
      double p = model.p();
      double q = model.q();
      double sum = 0;
      for (Frequency frequency : frequencies) {
        double shape = p * frequency.purchases;
        double customers = frequency.totals.length;
        sum +=
            customers
                    * (Gamma.logGamma(shape + q)
                        - Gamma.logGamma(shape)
                        - Gamma.logGamma(q)
                        + q * Math.log(model.gamma())
                        + shape * Math.log(frequency.purchases))
                + (shape - 1) * frequency.sumOfLogs;
        double logs = 0;
        for (double total : frequency.totals) {
          logs += Math.log(model.gamma() + total);
        }
        sum -= (shape + q) * logs;
      }
      return sum;
    }
  }
}

package io.lakeprint.ml.value.btyd;

/**
 * What a customer spent.
 *
 * @param purchases how many purchases, at least 1
 * @param mean their mean amount, positive
 */
public record Spending(double purchases, double mean) {
  public Spending {
    if (!(purchases >= 1 && mean > 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "spending needs a purchase and a positive mean, got " + purchases + ", " + mean);
    }
  }
}

package io.lakeprint.jobs.behaviour.kernel;

import java.math.BigInteger;

/**
 * Shares of a whole, in whole units, that add up to it exactly: each is the rounded sum of all
 * weights up to it less that of the weights before, so that what rounding takes from one share the
 * next one gets.
 */
public final class Shares {

  /** A conversion in units of credit. */
  public static final long CONVERSION = 1_000_000;

  private Shares() {}

  /**
   * The share of each weight.
   *
   * @param whole what is shared, not negative
   * @param weights not negative, not all zero
   */
  public static long[] of(long whole, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    long[] shares = new long[weights.length];
    double upTo = 0;
    long given = 0;
    for (int i = 0; i < shares.length; i++) {
      upTo += weights[i];
      // Beyond 2^53 a double is no longer exact; the end is.
      long reached = i == shares.length - 1 ? whole : Math.round(whole * (upTo / sum));
      shares[i] = reached - given;
      given = reached;
    }
    return shares;
  }

  /**
   * An amount shared as something else was.
   *
   * @param amount not negative
   * @param shares of which kind, adding up to a whole above zero
   */
  public static long[] like(long[] shares, long amount) {
    long whole = 0;
    for (long share : shares) {
      whole += share;
    }
    long[] amounts = new long[shares.length];
    if (amount == 0) {
      return amounts;
    }
    BigInteger twice = BigInteger.valueOf(2 * whole);
    long upTo = 0;
    long given = 0;
    for (int i = 0; i < shares.length; i++) {
      upTo += shares[i];
      BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(2 * upTo));
      long reached = product.add(BigInteger.valueOf(whole)).divide(twice).longValueExact();
      amounts[i] = reached - given;
      given = reached;
    }
    return amounts;
  }
}

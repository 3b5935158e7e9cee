package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.negate;

import org.apache.spark.sql.Column;

/**
 * Calibration: {@code p = 1 / (1 + exp(-(slope·x + offset)))} (Platt 1999). Keeps the order of the
 * scores where the slope is positive.
 *
 * @param slope factor of x
 * @param offset log-odds at x = 0
 */
public record PlattScaling(double slope, double offset) implements Calibration {

  private static final double EDGE = 1e-9;
  private static final int MAXIMUM_STEPS = 100;

  /** Log-odds of a learned probability, kept off 0 and 1. */
  public static double logOdds(double probability) {
    double inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
    return Math.log(inside / (1 - inside));
  }

  /** The calibrated probability at {@code x}. */
  public double at(double x) {
    return 1 / (1 + Math.exp(-(slope * x + offset)));
  }

  @Override
  public double ofProbability(double probability) {
    return at(logOdds(probability));
  }

  @Override
  public Column ofProbability(Column probability) {
    Column inside = least(lit(1 - EDGE), greatest(lit(EDGE), probability));
    Column logOdds = log(inside.divide(lit(1.0).minus(inside)));
    return lit(1.0).divide(exp(negate(logOdds.multiply(slope).plus(offset))).plus(1.0));
  }

  /**
   * Maximum likelihood with Platt's softened targets, by Newton's method with step halving (Lin,
   * Lin and Weng 2007). Deterministic for the order of its arguments.
   *
   * @param x log-odds or any other number
   * @param labels 0 or 1, both present
   */
  public static PlattScaling fit(double[] x, int[] labels) {
    double positives = 0;
    for (int label : labels) {
      positives += label;
    }
    double negatives = labels.length - positives;
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException("calibration needs both labels");
    }
    double[] targets = new double[labels.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = labels[i] == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
    }
    PlattScaling best = new PlattScaling(0, Math.log((positives + 1) / (negatives + 1)));
    double loss = best.loss(x, targets);
    for (int step = 0; step < MAXIMUM_STEPS; step++) {
      PlattScaling next = best.improved(x, targets, loss);
      double nextLoss = next.loss(x, targets);
      if (!(nextLoss < loss - 1e-12 * Math.abs(loss))) {
        break;
      }
      best = next;
      loss = nextLoss;
    }
    return best;
  }

  /** One Newton step, halved until the loss falls; the same scaling when it does not. */
  private PlattScaling improved(double[] x, double[] targets, double loss) {
    double gradientSlope = 0;
    double gradientOffset = 0;
    double slopeSlope = 1e-12;
    double slopeOffset = 0;
    double offsetOffset = 1e-12;
    for (int i = 0; i < x.length; i++) {
      double p = at(x[i]);
      double weight = p * (1 - p);
      gradientSlope += (p - targets[i]) * x[i];
      gradientOffset += p - targets[i];
      slopeSlope += weight * x[i] * x[i];
      slopeOffset += weight * x[i];
      offsetOffset += weight;
    }
    double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
    double stepSlope = (offsetOffset * gradientSlope - slopeOffset * gradientOffset) / determinant;
    double stepOffset = (slopeSlope * gradientOffset - slopeOffset * gradientSlope) / determinant;
    for (double size = 1; size > 1e-8; size /= 2) {
      PlattScaling next = new PlattScaling(slope - size * stepSlope, offset - size * stepOffset);
      if (next.loss(x, targets) < loss) {
        return next;
      }
    }
    return this;
  }

  private double loss(double[] x, double[] targets) {
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      double z = slope * x[i] + offset;
      // ln(1 + e^z) − t·z without overflow.
      loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i] * z;
    }
    return loss;
  }
}

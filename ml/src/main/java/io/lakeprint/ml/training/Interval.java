package io.lakeprint.ml.training;

import java.util.Locale;

/**
 * A number and where it lies with some confidence.
 *
 * @param value measured
 * @param low bound below
 * @param high bound above
 */
public record Interval(double value, double low, double high) {

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", value, low, high);
  }
}

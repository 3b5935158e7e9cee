package io.lakeprint.ml.features;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A feature and how it is worked out.
 *
 * @param feature what it is
 * @param value its number
 */
record Measure(Feature feature, Value value) {

  /** A number from what was known then. */
  interface Value extends Serializable {
    /** Null only where the feature says what null means. */
    @Nullable Double of(KnownThen known);
  }

  /** {@code part / whole}; null where the whole is 0. */
  static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : (Double) ((double) part / whole);
  }
}

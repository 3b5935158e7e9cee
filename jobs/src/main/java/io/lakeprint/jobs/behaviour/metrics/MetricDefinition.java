package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Definition;
import java.util.Optional;

/**
 * A metric as an operator defines it; docs/metrics.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param unit what its value is
 * @param better which way is better
 * @param numerator measures, joined by + and -
 * @param denominator what the numerator is divided by; absent = it is the value itself
 */
record MetricDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Unit unit,
    @Default("more") Better better,
    String numerator,
    Optional<String> denominator)
    implements Definition {

  /** What the value of a metric is. */
  enum Unit {
    /** How many. */
    COUNT,
    /** A part of a whole, 0 to 1. */
    RATIO,
    /** How many for each. */
    AVERAGE,
    /** Seconds. */
    SECONDS,
    /** An amount in the currency of the row. */
    MONEY
  }

  /** Which way is better. */
  enum Better {
    MORE,
    LESS,
    /** Neither. */
    NEITHER
  }
}

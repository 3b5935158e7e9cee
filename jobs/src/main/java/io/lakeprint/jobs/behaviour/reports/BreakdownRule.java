package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;

/**
 * An attribute by whose values a report is told beside everybody.
 *
 * @param attribute the attribute of the event
 * @param by which event of a funnel says it; other reports take their first
 * @param step the step of {@code by = step}
 * @param most how many values are told, by how many they are; the others are one
 */
record BreakdownRule(
    String attribute,
    @Default("first") Attribution by,
    @Default("1") int step,
    @Default("25") int most) {

  private static final int MOST = 1000;

  BreakdownRule {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("most is " + most + ", not 1 to " + MOST);
    }
  }
}

package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import java.util.Optional;

/**
 * One number of a period, as an operator defines it; docs/metrics.md explains each key.
 *
 * @param from what it is counted from
 * @param where which of it
 * @param tell what is counted
 * @param column what is added up, of {@link Tell#SUM}
 * @param atLeast how often a person must have done it in the period to be counted
 */
record MeasureDefinition(
    MeasureSource from,
    Optional<Condition> where,
    @Default("times") Tell tell,
    Optional<String> column,
    @Default("1") int atLeast) {

  MeasureDefinition {
    if (column.isPresent() != (tell == Tell.SUM)) {
      throw new IllegalArgumentException("a column belongs to tell = sum, and to that alone");
    }
    if (atLeast < 1) {
      throw new IllegalArgumentException("at-least is " + atLeast + ", not ≥ 1");
    }
    if (atLeast > 1 && !tell.isOfPeople()) {
      throw new IllegalArgumentException("at-least belongs to measures of people");
    }
  }

  /** What is counted. */
  enum Tell {
    /** Events, sessions, orders. */
    TIMES,
    /** A column added up. */
    SUM,
    /** People. */
    PEOPLE,
    /** People who do it for the first time of all. */
    NEW,
    /** People who did it in the period before too. */
    RETURNING,
    /** People who did it before, but not in the period before. */
    RESURRECTING,
    /** People who did it in the period before, and not in this one. */
    LOST;

    /** Whether it depends on what people did in other periods. */
    boolean needsHistory() {
      return isOfPeople() && this != PEOPLE;
    }

    /** Whether one person counts once. */
    boolean isOfPeople() {
      return this != TIMES && this != SUM;
    }
  }
}

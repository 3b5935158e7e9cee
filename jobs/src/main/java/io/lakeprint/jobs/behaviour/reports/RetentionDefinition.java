package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A retention report as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param start the event that puts a person into a cohort
 * @param back the event that counts as coming back
 * @param kind which start events count
 * @param rolling whether coming back later counts too
 * @param clock periods of the calendar, or 24 hours each from the start event
 * @param cells number of cells of one period each
 * @param brackets lengths of cells in periods, instead of {@code cells}
 * @param minimum events in a cell from which on it counts
 * @param breakdown attribute of the start event by whose values it is told too
 */
record RetentionDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    EventRule start,
    EventRule back,
    @Default("recurring") RetentionSpec.Kind kind,
    @Default("false") boolean rolling,
    @Default("calendar") RetentionSpec.Clock clock,
    Optional<Integer> cells,
    @Default("[]") List<Integer> brackets,
    @Default("1") int minimum,
    Optional<BreakdownRule> breakdown)
    implements ReportDefinition {

  private static final int USUAL_CELLS = 12;

  RetentionDefinition {
    if (cells.isPresent() && !brackets.isEmpty()) {
      throw new IllegalArgumentException("has cells or brackets, not both");
    }
    int most = Math.max(cells.orElse(USUAL_CELLS), brackets.size());
    if (cells.orElse(USUAL_CELLS) < 1
        || brackets.stream().anyMatch(length -> length < 1)
        || most > RetentionSpec.MOST_CELLS) {
      throw new IllegalArgumentException(
          "has 1 to " + RetentionSpec.MOST_CELLS + " cells, each of one period or more");
    }
    if (minimum < 1) {
      throw new IllegalArgumentException("minimum is " + minimum + ", not ≥ 1");
    }
  }

  /** How many periods each cell after the cohort's own lasts. */
  List<Integer> lengths() {
    return brackets.isEmpty() ? Collections.nCopies(cells.orElse(USUAL_CELLS), 1) : brackets;
  }
}

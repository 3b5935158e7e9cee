package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.jobs.behaviour.reports.udf.LogGather;
import io.lakeprint.jobs.behaviour.reports.udf.Series;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * Checked reports, ready to be computed.
 *
 * @param flags the conditions of all reports, by number
 * @param slots the values of events that reports need, by number
 * @param segments ids of the segments that reports are of, by number
 * @param series what is computed, by number
 * @param includeBots whether robots are people
 */
record ReportPlan(
    List<Flag> flags,
    List<Column> slots,
    List<String> segments,
    List<Told> series,
    boolean includeBots) {

  /**
   * A condition of events.
   *
   * @param names of events, of which it is one at least; {@code *} = any
   * @param holds whether an event meets it; never null
   * @param since the first moment that matters; empty = every event does
   */
  record Flag(List<String> names, Column holds, Optional<Instant> since) {}

  /**
   * A series and how it is told.
   *
   * @param reportId its report
   * @param version hash of the definition
   * @param definition the definition
   * @param breakdown the attribute that it is told by too; empty = none
   * @param series what is computed
   */
  record Told(
      String reportId,
      String version,
      ReportDefinition definition,
      Optional<BreakdownRule> breakdown,
      Series series) {

    /** The definition, if it is of that kind. */
    <D extends ReportDefinition> Optional<D> as(Class<D> kind) {
      return kind.isInstance(definition) ? Optional.of(kind.cast(definition)) : Optional.empty();
    }
  }

  /** What is in a row of what anybody did. */
  LogGather.Layout layout() {
    return LogGather.Layout.of(
        flags.size(),
        series.stream().anyMatch(told -> told.series().work().needsSessions()),
        !segments.isEmpty(),
        slots.size());
  }

  /** The first moment of which any event matters; empty = of all. */
  Optional<Instant> since() {
    return flags.stream().allMatch(flag -> flag.since().isPresent())
        ? flags.stream().map(flag -> flag.since().orElseThrow()).min(Instant::compareTo)
        : Optional.empty();
  }
}

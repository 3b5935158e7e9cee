package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
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
 * @param series what is computed, by number
 * @param includeBots whether robots are people
 */
record ReportPlan(List<Flag> flags, List<Column> slots, List<Told> series, boolean includeBots) {

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
   * @param breakdown name of the attribute of its breakdown; empty = none
   * @param mostValues how many values of it are told
   * @param funnel its definition; empty elsewhere
   * @param mostNodes how many nodes of paths are told; 0 elsewhere
   * @param series what is computed
   */
  record Told(
      String reportId,
      String version,
      Optional<String> breakdown,
      int mostValues,
      Optional<FunnelDefinition> funnel,
      int mostNodes,
      Series series) {}

  /** Whether any series counts by session. */
  boolean needsSessions() {
    return series.stream().anyMatch(ReportPlan::countsSessions);
  }

  private static boolean countsSessions(Told told) {
    return told.series().work() instanceof Series.Funnel funnel
        ? funnel.spec().count() == FunnelSpec.Count.SESSIONS
        : told.series().work() instanceof Series.Path path
            && path.spec().unit() == PathSpec.Unit.SESSION;
  }

  /** The first moment of which any event matters; empty = of all. */
  Optional<Instant> since() {
    return flags.stream().allMatch(flag -> flag.since().isPresent())
        ? flags.stream().map(flag -> flag.since().orElseThrow()).min(Instant::compareTo)
        : Optional.empty();
  }
}

package io.lakeprint.jobs.tags;

import io.lakeprint.common.tables.DailyDimensionsTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rows are about: all measures and facets about the same share their lines.
 *
 * @param table input
 * @param events which of its events
 * @param dimension of {@code behaviour.daily_dimensions}; null for other tables
 */
record Subject(String table, EventMatch events, @Nullable String dimension) {

  static Subject of(Measure measure) {
    return new Subject(measure.input().table().name(), measure.events(), null);
  }

  static Subject of(Facet facet) {
    return new Subject(DailyDimensionsTable.SPEC.name(), facet.events(), facet.dimension());
  }

  /** The event names that it tells from others. */
  List<String> names() {
    return events.name().map(List::of).orElse(events.passive());
  }

  /** Whether rows of the kind are about it. */
  boolean covers(RowKind kind) {
    Optional<String> event = Optional.ofNullable(kind.event());
    return table.equals(kind.table())
        && (dimension == null || dimension.equals(kind.dimension()))
        && (events.name().isEmpty()
            ? event.filter(events.passive()::contains).isEmpty()
            : events.name().equals(event));
  }
}

package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.not;

import io.lakeprint.common.tables.ColumnSpec;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * The events that a measure counts.
 *
 * @param name one event name; empty for whatever the person does
 * @param passive events that happen to a person, which "whatever the person does" leaves out
 */
record EventMatch(Optional<String> name, List<String> passive) {

  /** For inputs without event names. */
  static final EventMatch ALL = new EventMatch(Optional.empty(), List.of());

  /** Whether a row is about such events, by the column that holds their name. */
  Column matches(ColumnSpec eventName) {
    return name.map(only -> eventName.col().equalTo(only))
        .orElseGet(() -> not(eventName.col().isin(passive.toArray())));
  }
}

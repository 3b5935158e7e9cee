package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Definition;
import java.util.Optional;

/** What the definitions of all kinds of reports have. */
interface ReportDefinition extends Definition {

  /** What holds for all events that the report looks at. */
  Optional<Condition> filter();

  /** The segment of whose people alone it tells; empty = of everybody. */
  Optional<String> segment();

  /** The days that it is about. */
  Range range();
}

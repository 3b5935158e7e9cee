package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.definitions.Condition;
import java.util.Optional;

/** What the definitions of all kinds of reports have. */
interface ReportDefinition {

  /** Chinese name. */
  String nameZh();

  /** English name. */
  String nameEn();

  /** What holds for all events that the report looks at. */
  Optional<Condition> filter();

  /** The days that it is about. */
  Range range();
}

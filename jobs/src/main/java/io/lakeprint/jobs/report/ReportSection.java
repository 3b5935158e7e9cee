package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Section;
import java.util.List;

/**
 * One chapter of the report: reads tables, gives blocks. A table that does not exist yet reads as
 * one without rows, and a block without rows says which job fills it.
 */
interface ReportSection {

  /** Every table that {@link #of} reads. */
  List<TableSpec> reads();

  /** The chapter. Holds no row about one person. */
  Section of(Reading reading);
}

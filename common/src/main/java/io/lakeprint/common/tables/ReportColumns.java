package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.STRING;

/** The columns that all tables of behaviour reports begin with. */
public final class ReportColumns {

  /** What both breakdown columns hold in the rows of everybody. */
  public static final String ALL = "all";

  /** Breakdown value of those who say none. */
  public static final String NOT_SAID = "(none)";

  /** Stands for the values and nodes beyond the most frequent ones. */
  public static final String OTHER = "(other)";

  public static final ColumnSpec REPORT_ID =
      required("report_id", STRING, "Id of the report in the configuration");
  public static final ColumnSpec REPORT_VERSION =
      required("report_version", STRING, "Hash of the report's definition");
  public static final ColumnSpec PERIOD_GRAIN =
      required("period_grain", STRING, "How long the periods of the row's series are")
          .oneOf("day", "week", "month", "total");
  public static final ColumnSpec PERIOD_START =
      required("period_start", DATE, "First day of the period, in the zone of the report");
  public static final ColumnSpec BREAKDOWN_NAME =
      required("breakdown_name", STRING, "Attribute that the row is one value of; all = everybody");
  public static final ColumnSpec BREAKDOWN_VALUE =
      required(
              "breakdown_value",
              STRING,
              "Its value; all = everybody, (none) = said none, (other) = beyond the most frequent")
          .personal();

  private ReportColumns() {}
}

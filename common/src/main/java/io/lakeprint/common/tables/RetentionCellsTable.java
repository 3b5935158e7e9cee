package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;

/** Who came back when. Grain: a cell of a cohort, for everybody and by value of the breakdown. */
public final class RetentionCellsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec CELL_NO =
      required("cell_no", INT, "Place of the cell; 0 = the cohort itself");
  public static final ColumnSpec FIRST_OFFSET =
      required("first_offset", INT, "First period after the cohort's that the cell holds");
  public static final ColumnSpec LAST_OFFSET =
      required("last_offset", INT, "Last period that it holds");
  public static final ColumnSpec COHORT_USERS =
      required("cohort_users", LONG, "People of the cohort: denominator of retention_ratio");
  public static final ColumnSpec RETURNED_USERS =
      required("returned_users", LONG, "Those of them who count in the cell; in cell 0 all");
  public static final ColumnSpec RETENTION_RATIO =
      required("retention_ratio", DOUBLE, "returned_users / cohort_users, 0 to 1");
  public static final ColumnSpec CELL_COMPLETE =
      required("cell_complete", BOOLEAN, "Whether the cell is over for the whole cohort");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.retention_cells",
              "One cell of the cohort of one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              CELL_NO,
              FIRST_OFFSET,
              LAST_OFFSET,
              COHORT_USERS,
              RETURNED_USERS,
              RETENTION_RATIO,
              CELL_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              CELL_NO)
          .asPresent()
          .asExchange();

  private RetentionCellsTable() {}
}

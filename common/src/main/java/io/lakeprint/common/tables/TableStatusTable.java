package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** Freshness: through which day each table is complete. Grain: table_name. */
public final class TableStatusTable {
  public static final ColumnSpec TABLE_NAME = required("table_name", STRING, "Table");
  public static final ColumnSpec JOB = required("job", STRING, "Job that wrote it last");
  public static final ColumnSpec RUN_ID = required("run_id", STRING, "Run that wrote it last");
  public static final ColumnSpec DATA_AS_OF =
      required("data_as_of", DATE, "Day at whose end its state is taken");
  public static final ColumnSpec TABLE_VERSION = required("table_version", LONG, "Delta version");
  public static final ColumnSpec CHECKED_AT = required("checked_at", TIMESTAMP, "UTC");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.OPS,
              "ops.table_status",
              "One table of the lake",
              TABLE_NAME,
              JOB,
              RUN_ID,
              DATA_AS_OF,
              TABLE_VERSION,
              CHECKED_AT)
          .key(TABLE_NAME)
          .partitionedBy(TABLE_NAME)
          .asExchange();

  private TableStatusTable() {}
}

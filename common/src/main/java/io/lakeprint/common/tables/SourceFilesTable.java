package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * Files that a source has delivered, to report one that changed afterwards. Grain: (source, file,
 * batch_id).
 */
public final class SourceFilesTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Configured source");
  public static final ColumnSpec FILE = required("file", STRING, "Full path");
  public static final ColumnSpec LENGTH_BYTES =
      required("length_bytes", LONG, "Length when it was read");
  public static final ColumnSpec MODIFIED_AT =
      required("modified_at", TIMESTAMP, "Time of last change when it was read, UTC");
  public static final ColumnSpec BATCH_ID =
      required("batch_id", STRING, "Ingest batch that read it");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.OPS,
              "ops.source_files",
              "One file delivered to one source",
              SOURCE,
              FILE,
              LENGTH_BYTES,
              MODIFIED_AT,
              BATCH_ID)
          .statisticsOn(SOURCE);

  private SourceFilesTable() {}
}

package io.lakeprint.common.run;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.TableStatusTable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Publishes through which day each table that a run wrote is complete. */
final class TableStatus {

  private TableStatus() {}

  static void publish(RunScope scope, List<LedgerEntry> entries, Instant now) {
    List<Row> rows = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      LedgerEntry.End end = entry.end();
      if (end != null && end.report() != null) {
        end.report()
            .writes()
            .forEach(
                write ->
                    rows.add(
                        RowFactory.create(
                            write.table().name(),
                            entry.job(),
                            scope.identity().runId(),
                            Date.valueOf(scope.identity().asOf()),
                            write.version(),
                            Timestamp.from(now))));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    Lake lake = scope.open("status");
    String names =
        rows.stream()
            .map(row -> "'" + row.getString(0) + "'")
            .distinct()
            .collect(Collectors.joining(", "));
    lake.replaceWhere(
        TableStatusTable.SPEC,
        lake.spark().createDataFrame(rows, TableStatusTable.SPEC.schema()),
        TableStatusTable.TABLE_NAME.name() + " IN (" + names + ")");
  }
}

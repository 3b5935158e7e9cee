package io.lakeprint.common.run;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.TableStatusTable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Publishes through which day each table that a run wrote is complete. */
final class TableStatus {

  private TableStatus() {}

  /**
   * One row per table, of its last write. A table that takes any as-of and was brought to a later
   * day before keeps that day: an earlier date was filled in, no later one is gone.
   */
  static void publish(RunScope scope, List<LedgerEntry> entries, Instant now) {
    Map<String, Row> rows = new TreeMap<>();
    Map<String, WriteResult> last = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      LedgerEntry.End end = entry.end();
      if (end != null && end.report() != null) {
        for (WriteResult write : end.report().writes()) {
          WriteResult before = last.get(write.table().name());
          if (before == null || write.version() >= before.version()) {
            last.put(write.table().name(), write);
            rows.put(write.table().name(), row(scope, entry.job(), write, now));
          }
        }
      }
    }
    if (!rows.isEmpty()) {
      Lake lake = scope.open("status");
      try (Lease alone = lake.lease(TableStatusTable.SPEC)) {
        write(lake, scope.identity().asOf(), rows, last);
      }
    }
  }

  private static void write(
      Lake lake, LocalDate asOf, Map<String, Row> rows, Map<String, WriteResult> last) {
    Dataset<Row> fresh =
        lake.spark().createDataFrame(List.copyOf(rows.values()), TableStatusTable.SPEC.schema());
    List<String> anyAsOf =
        last.values().stream()
            .filter(write -> write.table().takesAnyAsOf())
            .map(write -> write.table().name())
            .toList();
    Column name = TableStatusTable.TABLE_NAME.col();
    Dataset<Row> later =
        lake.read(TableStatusTable.SPEC)
            .filter(name.isin(anyAsOf.toArray()))
            .filter(TableStatusTable.DATA_AS_OF.col().gt(lit(Date.valueOf(asOf))));
    String these =
        rows.keySet().stream().map(table -> "'" + table + "'").collect(Collectors.joining(", "));
    lake.replaceWhere(
        TableStatusTable.SPEC,
        later.unionByName(
            fresh.join(later.select(name), TableStatusTable.TABLE_NAME.name(), "left_anti")),
        TableStatusTable.TABLE_NAME.name() + " IN (" + these + ")");
  }

  private static Row row(RunScope scope, String job, WriteResult write, Instant now) {
    return RowFactory.create(
        write.table().name(),
        job,
        scope.identity().runId(),
        Date.valueOf(scope.identity().asOf()),
        write.version(),
        Timestamp.from(now));
  }
}

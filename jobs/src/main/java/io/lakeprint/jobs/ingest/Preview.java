package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a source's records become, shown and not written.
 *
 * @param limit records to show of each kind
 */
record Preview(int limit) {

  /** Prints up to {@code limit} events as JSON without empty columns, and as many refusals. */
  void show(String source, Dataset<Row> mapped, Consumer<String> out) {
    Column[] columns =
        EventsTable.SPEC.columns().stream()
            .filter(column -> List.of(mapped.columns()).contains(column.name()))
            .map(column -> column.col())
            .toArray(Column[]::new);
    out.accept("== " + source + ": events ==");
    mapped
        .filter(col(MappedColumns.REJECT_CODE).isNull())
        .limit(limit)
        .select(to_json(struct(columns)))
        .collectAsList()
        .forEach(row -> out.accept(row.getString(0)));
    out.accept("== " + source + ": refused ==");
    mapped
        .filter(col(MappedColumns.REJECT_CODE).isNotNull())
        .limit(limit)
        .select(
            col(RecordColumns.FILE),
            col(RecordColumns.LINE),
            col(MappedColumns.REJECT_CODE),
            col(MappedColumns.REJECT_REASON))
        .collectAsList()
        .forEach(
            row ->
                out.accept(
                    row.getString(0)
                        + (row.isNullAt(1) ? "" : ":" + row.getLong(1))
                        + "  "
                        + row.getString(2)
                        + "  "
                        + row.getString(3)));
  }
}

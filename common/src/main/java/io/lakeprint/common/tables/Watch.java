package io.lakeprint.common.tables;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What matters of an input to the tables that follow from it.
 *
 * @param keys columns that say which of their rows a row of the input goes into
 * @param columns every other column they follow from: the fewer, the less is read
 * @param rows a condition over both on the rows that matter; rows without one of the keys never do
 */
public record Watch(List<ColumnSpec> keys, List<ColumnSpec> columns, Column rows) {

  public Watch {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
    rows = keys.stream().map(key -> key.col().isNotNull()).reduce(rows, Column::and);
  }

  /** The rows that matter, with the columns that do: what else there is cannot be used. */
  public Dataset<Row> of(Dataset<Row> input) {
    return input
        .select(
            Stream.concat(keys.stream(), columns.stream())
                .distinct()
                .map(ColumnSpec::col)
                .toArray(Column[]::new))
        .where(rows);
  }

  /** The keys of rows that matter, each once. */
  public Dataset<Row> keysOf(Dataset<Row> input) {
    return input.where(rows).select(keyColumns()).distinct();
  }

  /** The key columns, for a select. */
  public Column[] keyColumns() {
    return keys.stream().map(ColumnSpec::col).toArray(Column[]::new);
  }

  /** The same for fewer rows. */
  public Watch and(Column condition) {
    return new Watch(keys, columns, rows.and(condition));
  }
}

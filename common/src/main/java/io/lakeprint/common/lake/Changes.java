package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;

/**
 * The difference between a table's rows and the rows it shall hold, by key.
 *
 * <p>Rows in: two datasets of the table's columns, keys unique in each. Rows out: the declared
 * columns and {@link #OPERATION}; one row per key that is new, gone, or differs in a compared
 * column (null equals null; audit columns do not count). One shuffle of both by key.
 */
record Changes(TableSpec table) {

  static final String OPERATION = "_operation";
  static final String INSERT = "insert";
  static final String UPDATE = "update";
  static final String DELETE = "delete";

  private static final String WANTED = "wanted";
  private static final String CURRENT = "current";
  private static final String IN_WANTED = "_in_wanted";
  private static final String IN_CURRENT = "_in_current";

  Dataset<Row> between(Dataset<Row> currentRows, Dataset<Row> wantedRows) {
    Dataset<Row> wanted = wantedRows.withColumn(IN_WANTED, lit(true)).as(WANTED);
    Dataset<Row> current = currentRows.withColumn(IN_CURRENT, lit(true)).as(CURRENT);
    List<Column> columns = new ArrayList<>();
    for (ColumnSpec column : table.columns()) {
      columns.add(
          table.key().contains(column)
              ? coalesce(column.of(WANTED), column.of(CURRENT)).as(column.name())
              : column.of(WANTED).as(column.name()));
    }
    columns.add(operation().as(OPERATION));
    return wanted
        .join(current, sameKey(table.key(), WANTED, CURRENT), "full_outer")
        .select(columns.toArray(new Column[0]))
        .filter(col(OPERATION).isNotNull());
  }

  /** Null-safe equality of the key columns under two aliases. */
  private static Column sameKey(List<ColumnSpec> key, String left, String right) {
    return key.stream()
        .map(column -> column.of(left).eqNullSafe(column.of(right)))
        .reduce(Column::and)
        .orElseThrow(() -> new IllegalArgumentException("a table without key has no changes"));
  }

  private Column operation() {
    Column differs =
        table.compared().stream()
            .map(column -> differ(column, column.of(WANTED), column.of(CURRENT)))
            .reduce(Column::or)
            .orElse(lit(false));
    return when(col(IN_CURRENT).isNull(), lit(INSERT))
        .when(col(IN_WANTED).isNull(), lit(DELETE))
        .when(differs, lit(UPDATE));
  }

  /** Whether two values of a column differ; null equals null, and the order in a map is nothing. */
  static Column differ(ColumnSpec column, Column left, Column right) {
    return column.type() instanceof MapType
        ? not(array_sort(map_entries(left)).eqNullSafe(array_sort(map_entries(right))))
        : not(left.eqNullSafe(right));
  }
}

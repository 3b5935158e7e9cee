package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;

/**
 * The difference between a table's rows and the rows it shall hold, by key.
 *
 * <p>Rows in: two datasets of the table's columns, keys unique in each. Rows out: the declared
 * columns, {@link #OPERATION}, and the day of the row as it was; one row per key that is new, gone,
 * or differs in a compared column (null equals null; audit columns do not count). One shuffle of
 * both by key.
 */
record Changes(TableSpec table) {

  static final String OPERATION = "_operation";
  static final String INSERT = "insert";
  static final String UPDATE = "update";
  static final String DELETE = "delete";

  private static final String DAY_WAS = "_day_was";
  private static final String INSERTS = "inserts";
  private static final String ROWS = "rows";
  private static final String DAYS = "days";

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
    columns.add(day().map(day -> day.of(CURRENT)).orElse(lit(null).cast(Types.DATE)).as(DAY_WAS));
    return wanted
        .join(current, sameKey(table.key(), WANTED, CURRENT), "full_outer")
        .select(columns.toArray(new Column[0]))
        .filter(col(OPERATION).isNotNull());
  }

  /**
   * What a write has to know of the changes before it begins.
   *
   * @param rows how many there are
   * @param inserts how many of them are new rows
   * @param scope a SQL predicate that holds for every row to update or delete as it is now, so that
   *     files without them are skipped
   */
  record Summary(long rows, long inserts, String scope) {}

  /** Counts the changes and the days they touch, which are as many as the table has at most. */
  Summary summary(Dataset<Row> changes) {
    Column insert = col(OPERATION).equalTo(INSERT);
    Row row =
        changes
            .agg(
                count(lit(1)).as(ROWS),
                count(when(insert, 1)).as(INSERTS),
                array_sort(collect_set(when(not(insert), col(DAY_WAS)).cast(Types.STRING)))
                    .as(DAYS),
                count(when(not(insert).and(col(DAY_WAS).isNull()), 1)))
            .head();
    boolean prunes = day().isPresent() && row.getLong(3) == 0;
    return new Summary(
        row.getLong(0), row.getLong(1), prunes ? days(row.<String>getList(2)) : "true");
  }

  private String days(List<String> days) {
    return days.isEmpty()
        ? "false"
        : days.stream()
            .map(day -> "DATE'" + day + "'")
            .collect(Collectors.joining(", ", day().orElseThrow().name() + " IN (", ")"));
  }

  /** The day by which files are skipped. */
  private Optional<ColumnSpec> day() {
    return table.statistics().stream().filter(column -> column.type() == Types.DATE).findFirst();
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

package io.lakeprint.common.lake;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What separates a table from the rows it should hold.
 *
 * @param table the table
 * @param missing rows it lacks
 * @param extra rows it has too many
 * @param changed rows that differ in a compared column
 * @param first the first few of them by key: operation that would mend it, and key
 */
public record Difference(
    TableSpec table, long missing, long extra, long changed, List<String> first) {

  /** How many differing keys are named. */
  private static final int NAMED = 10;

  /** Compares rows by the table's key; audit columns do not count. */
  public static Difference between(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    Dataset<Row> changes =
        new Changes(table)
            .between(current.select(table.cols()), WriteCheck.conform(table, wanted))
            .persist();
    try {
      Row counts =
          changes.agg(count(Changes.INSERT), count(Changes.DELETE), count(Changes.UPDATE)).head();
      List<ColumnSpec> key = table.key();
      List<String> first =
          changes
              .orderBy(key.stream().map(ColumnSpec::col).toArray(Column[]::new))
              .limit(NAMED)
              .collectAsList()
              .stream()
              .map(row -> named(row, key))
              .toList();
      return new Difference(table, counts.getLong(0), counts.getLong(1), counts.getLong(2), first);
    } finally {
      changes.unpersist();
    }
  }

  /** How many rows differ. */
  public long rows() {
    return missing + extra + changed;
  }

  /** Whether none does. */
  public boolean isNone() {
    return rows() == 0;
  }

  /** In one line, and one more per key named. */
  @Override
  public String toString() {
    return isNone()
        ? table.name() + ": equal"
        : String.format(
            "%s: %,d rows missing, %,d too many, %,d different%n  %s",
            table.name(),
            missing,
            extra,
            changed,
            String.join(System.lineSeparator() + "  ", first));
  }

  private static Column count(String operation) {
    return functions.count(functions.when(functions.col(Changes.OPERATION).equalTo(operation), 1));
  }

  private static String named(Row row, List<ColumnSpec> key) {
    StringBuilder text = new StringBuilder(row.<String>getAs(Changes.OPERATION));
    for (ColumnSpec column : key) {
      text.append(' ')
          .append(column.name())
          .append('=')
          .append(String.valueOf(row.<Object>getAs(column.name())));
    }
    return text.toString();
  }
}

package io.lakeprint.jobs.identity;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run found: rows as they were and as they shall be, of the part of the tables that it
 * looked at, and what it adds to the log. A run that looks at everything has everything in both.
 *
 * @param current rows of the tables about the nodes that were looked at, as they are
 * @param wanted the rows that take their place
 * @param changes rows of {@code identity_log}
 * @param touched (node) of the nodes whose events may have changed
 */
record IdentityUpdate(
    IdentityTables current, IdentityTables wanted, Dataset<Row> changes, Dataset<Row> touched) {

  /** All rows of a table after this run, given all rows before it. */
  Dataset<Row> after(TableSpec table, Dataset<Row> all) {
    return after(table, all, current.get(table), wanted.get(table));
  }

  static Dataset<Row> after(
      TableSpec table, Dataset<Row> all, Dataset<Row> current, Dataset<Row> wanted) {
    String[] key = table.key().stream().map(ColumnSpec::name).toArray(String[]::new);
    return all.join(current.select(key[0], rest(key)), key, "left_anti")
        .select(table.cols())
        .unionByName(wanted.select(table.cols()));
  }

  private static String[] rest(String[] names) {
    return Arrays.copyOfRange(names, 1, names.length);
  }
}

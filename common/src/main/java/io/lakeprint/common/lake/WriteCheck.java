package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares rows with a declaration before they are written: names and types, exactly. */
final class WriteCheck {

  private WriteCheck() {}

  /**
   * {@code rows} with the declared columns in the declared order.
   *
   * @throws IllegalStateException when a column is missing, extra or of another type: a defect of
   *     the job
   */
  static Dataset<Row> conform(TableSpec table, Dataset<Row> rows) {
    List<String> differences = differences(rows.schema(), table.schema());
    if (!differences.isEmpty()) {
      throw LakeErrors.offSchema(table, differences);
    }
    return rows.select(table.cols());
  }

  /**
   * {@code rows} with those of the declared columns that they have, in the declared order. A column
   * that they lack is null in each of them: it then takes no room in a file, and no time to write.
   *
   * @throws IllegalStateException when a column that is never null is missing, and as {@link
   *     #conform} does: a defect of the job
   */
  static Dataset<Row> conformGiven(TableSpec table, Dataset<Row> rows) {
    Set<String> given = Set.of(rows.columns());
    StructType declared =
        new StructType(
            Arrays.stream(table.schema().fields())
                .filter(field -> !field.nullable() || given.contains(field.name()))
                .toArray(StructField[]::new));
    List<String> differences = differences(rows.schema(), declared);
    if (!differences.isEmpty()) {
      throw LakeErrors.offSchema(table, differences);
    }
    return rows.select(Arrays.stream(declared.fieldNames()).map(rows::col).toArray(Column[]::new));
  }

  /** What separates {@code actual} from {@code declared}; empty when nothing does. */
  static List<String> differences(StructType actual, StructType declared) {
    List<String> found = new ArrayList<>();
    List<String> names = Arrays.asList(actual.fieldNames());
    for (StructField wanted : declared.fields()) {
      if (!names.contains(wanted.name())) {
        found.add("column " + wanted.name() + " is missing");
      } else {
        StructField given = actual.apply(wanted.name());
        if (!Types.same(given.dataType(), wanted.dataType())) {
          found.add(
              "column "
                  + wanted.name()
                  + " is "
                  + given.dataType().simpleString()
                  + ", declared "
                  + wanted.dataType().simpleString());
        }
      }
    }
    List<String> known = Arrays.asList(declared.fieldNames());
    names.stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> found.add("column " + name + " is not declared"));
    return found;
  }

  /** Columns that both have with another type: no write mends them. */
  static List<String> clashes(StructType actual, StructType declared) {
    return differences(actual, declared).stream()
        .filter(difference -> difference.contains(", declared "))
        .toList();
  }

  /** Columns of the declaration that the stored table lacks. */
  static List<ColumnSpec> missing(StructType stored, TableSpec table) {
    List<String> names = Arrays.asList(stored.fieldNames());
    return table.columns().stream().filter(column -> !names.contains(column.name())).toList();
  }

  /**
   * Rows of which one outside {@code scope} fails the write, as Delta itself fails the replacement
   * of a part that is there.
   */
  static Dataset<Row> within(TableSpec table, Dataset<Row> rows, String scope) {
    Column outside = raise_error(lit("a row for " + table.name() + " is outside " + scope));
    return rows.where(when(expr(scope), lit(true)).otherwise(outside.cast(Types.BOOLEAN)));
  }
}

package io.lakeprint.common.lake;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
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

  /** What separates {@code actual} from {@code declared}; empty when nothing does. */
  static List<String> differences(StructType actual, StructType declared) {
    List<String> found = new ArrayList<>();
    List<String> names = Arrays.asList(actual.fieldNames());
    for (StructField wanted : declared.fields()) {
      if (!names.contains(wanted.name())) {
        found.add("column " + wanted.name() + " is missing");
      } else {
        StructField given = actual.apply(wanted.name());
        if (!sameType(given.dataType(), wanted.dataType())) {
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

  /** Columns of the declaration that the stored table lacks. */
  static List<ColumnSpec> missing(StructType stored, TableSpec table) {
    List<String> names = Arrays.asList(stored.fieldNames());
    return table.columns().stream().filter(column -> !names.contains(column.name())).toList();
  }

  /** Nullability is enforced by the table itself, so types are compared without it. */
  private static boolean sameType(DataType left, DataType right) {
    if (left instanceof ArrayType a && right instanceof ArrayType b) {
      return sameType(a.elementType(), b.elementType());
    }
    if (left instanceof MapType a && right instanceof MapType b) {
      return sameType(a.keyType(), b.keyType()) && sameType(a.valueType(), b.valueType());
    }
    if (left instanceof StructType a && right instanceof StructType b) {
      return a.length() == b.length()
          && differences(a, b).isEmpty()
          && Arrays.equals(a.fieldNames(), b.fieldNames());
    }
    return left.equals(right);
  }
}

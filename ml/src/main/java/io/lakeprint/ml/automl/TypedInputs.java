package io.lakeprint.ml.automl;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.isnull;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.ml.registry.ModelInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * Inputs of a table by the types of its columns. A number is one input, and another one says
 * whether it is missing where that happens. A text or a truth value is one input per frequent
 * value, one for all other values, so that a value never seen before has a place, and one for none.
 * Columns of other types are left out, and said to be.
 *
 * @param categories values of a column that get inputs of their own at most, the most frequent ones
 * @param minimumRows a value needs so many rows for an input of its own
 */
record TypedInputs(int categories, int minimumRows) {
  private static final String COLUMN = "_column";
  private static final String VALUE = "_value";
  private static final String ROWS = "_rows";

  /**
   * What was found.
   *
   * @param inputs in the order of the columns
   * @param rejected columns that cannot be read
   */
  record Found(List<ModelInput> inputs, List<Rejected> rejected) {}

  /** A value and how many rows have it. */
  private record Frequent(String value, long rows) {}

  /**
   * Looks at rows to learn from, in two passes.
   *
   * @param except columns that are no features: key and label
   */
  Found of(Dataset<Row> rows, List<String> except) {
    List<StructField> fields = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      if (except.contains(field.name())) {
        continue;
      }
      if (isNumber(field) || isCategory(field)) {
        fields.add(field);
      } else {
        rejected.add(
            new Rejected(
                field.name(),
                Rejected.Why.TYPE,
                "columns of type " + field.dataType().simpleString() + " are not read"));
      }
    }
    Set<String> incomplete = incomplete(rows, fields);
    Map<String, List<Frequent>> values =
        values(rows, fields.stream().filter(TypedInputs::isCategory).toList());
    List<ModelInput> inputs = new ArrayList<>();
    for (StructField field : fields) {
      String name = field.name();
      if (isNumber(field)) {
        inputs.add(new ModelInput(name, 0));
      } else {
        List<String> frequent = frequent(values.getOrDefault(name, List.of()));
        frequent.forEach(value -> inputs.add(ModelInput.category(name, value)));
        inputs.add(ModelInput.other(name, frequent));
      }
      if (incomplete.contains(name)) {
        inputs.add(ModelInput.missing(name));
      }
    }
    return new Found(List.copyOf(inputs), List.copyOf(rejected));
  }

  private static boolean isNumber(StructField field) {
    return field.dataType() instanceof NumericType;
  }

  private static boolean isCategory(StructField field) {
    return field.dataType() instanceof StringType || field.dataType() instanceof BooleanType;
  }

  /** Columns with a null in some row. */
  private static Set<String> incomplete(Dataset<Row> rows, List<StructField> fields) {
    if (fields.isEmpty()) {
      return Set.of();
    }
    Column[] found =
        fields.stream()
            .map(field -> max(when(isnull(col(field.name())), 1).otherwise(0)))
            .toArray(Column[]::new);
    Row row = rows.select(found).first();
    Set<String> incomplete = new HashSet<>();
    for (int i = 0; i < found.length; i++) {
      if (!row.isNullAt(i) && row.getInt(i) == 1) {
        incomplete.add(fields.get(i).name());
      }
    }
    return incomplete;
  }

  private Map<String, List<Frequent>> values(Dataset<Row> rows, List<StructField> fields) {
    if (fields.isEmpty()) {
      return Map.of();
    }
    Column all =
        array(
            fields.stream()
                .map(
                    field ->
                        struct(
                            lit(field.name()).as(COLUMN),
                            col(field.name()).cast("string").as(VALUE)))
                .toArray(Column[]::new));
    // A value with enough rows: no more of them than rows per minimum, in each column.
    return rows
        .select(explode(all).as("pair"))
        .select("pair.*")
        .filter(col(VALUE).isNotNull())
        .groupBy(COLUMN, VALUE)
        .agg(count(lit(1)).as(ROWS))
        .filter(col(ROWS).geq(minimumRows))
        .orderBy(col(ROWS).desc(), col(COLUMN), col(VALUE))
        .takeAsList(10 * categories * fields.size())
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getString(0),
                TreeMap::new,
                Collectors.mapping(
                    row -> new Frequent(row.getString(1), row.getLong(2)), Collectors.toList())));
  }

  private List<String> frequent(List<Frequent> values) {
    return values.stream()
        .sorted(
            Comparator.comparingLong((Frequent one) -> -one.rows()).thenComparing(Frequent::value))
        .limit(categories)
        .map(Frequent::value)
        .toList();
  }
}

package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.zip_with;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Effects of features in words that tables hold. */
public final class Reasons {
  private Reasons() {}

  /**
   * JSON array of the {@code count} inputs with the largest effects, largest first, ties by name;
   * inputs without any effect are none.
   *
   * @param effects array of one double per input, see {@link FittedLearner#effects}
   */
  public static Column strongest(ModelInputs inputs, Column effects, int count) {
    Column names = array(inputs.names().stream().map(functions::lit).toArray(Column[]::new));
    // Ascending by the negative size, then by name: a total order.
    Column all =
        zip_with(
            names,
            effects,
            (name, effect) ->
                struct(negate(abs(effect)).as("order"), name.as("feature"), effect.as("effect")));
    Column some = filter(all, one -> one.getField("effect").notEqual(lit(0.0)));
    Column told =
        transform(
            slice(array_sort(some), 1, count),
            one ->
                struct(
                    one.getField("feature").as("feature"),
                    round(one.getField("effect"), 3).as("effect")));
    return to_json(told);
  }
}

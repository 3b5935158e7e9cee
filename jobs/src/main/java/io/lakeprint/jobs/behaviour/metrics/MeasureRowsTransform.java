package io.lakeprint.jobs.behaviour.metrics;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which measures a row of a source counts for: rows of the source in, one row per measure, and once
 * more for its currency where the source has one, out. No shuffle.
 */
record MeasureRowsTransform(MetricPlan plan, MeasureSource source) {

  static final String MEASURE = "measure";

  /** Whether the row is of one currency alone; else of all. */
  static final String OF_CURRENCY = "of_currency";

  static final String CURRENCY = "currency";
  static final String PERSON = "person";
  static final String DAY = "day";
  static final String TIMES = "times";
  static final String AMOUNT = "amount";

  static final DataType EXACT = DataTypes.createDecimalType(28, 4);

  private static final String COUNTED = "counted";
  private static final String SCOPE = "scope";

  Dataset<Row> apply(Dataset<Row> rows) {
    Column[] counted =
        plan.of(source).stream().map(MeasureRowsTransform::counted).toArray(Column[]::new);
    Column all = scope(false, lit(null));
    Column scopes =
        source
            .currency()
            .map(currency -> array(all, scope(true, currency.col())))
            .orElseGet(() -> array(all));
    return rows.select(
            source.person().as(PERSON),
            source.date().col().as(DAY),
            source.count().cast("bigint").as(TIMES),
            explode(scopes).as(SCOPE),
            (counted.length == 0
                    ? array().cast("array<struct<measure: int, amount: decimal(28,4)>>")
                    : array_compact(array(counted)))
                .as(COUNTED))
        .select(col("*"), explode(col(COUNTED)).as(MEASURE + "d"))
        .select(
            col(PERSON),
            col(DAY),
            col(TIMES),
            col(SCOPE + "." + OF_CURRENCY),
            col(SCOPE + "." + CURRENCY),
            col(MEASURE + "d." + MEASURE),
            col(MEASURE + "d." + AMOUNT));
  }

  private static Column counted(MetricPlan.Measure measure) {
    Column amount =
        measure.definition().column().map(column -> col(column)).orElseGet(() -> lit(null));
    return when(
        measure.holds(), struct(lit(measure.number()).as(MEASURE), amount.cast(EXACT).as(AMOUNT)));
  }

  private static Column scope(boolean ofCurrency, Column currency) {
    return struct(lit(ofCurrency).as(OF_CURRENCY), currency.cast("string").as(CURRENCY));
  }
}

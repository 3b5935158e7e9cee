package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.ml.value.udf.ValueUdfs;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Values of all buyers.
 *
 * <p>In: rows of {@link CustomersTransform} at the date. Out: {@code ml.customer_values}, one row
 * per buyer; equal values share percentile and decile. Amounts beyond what a money column holds
 * count as the largest that it holds.
 *
 * @param forecast by the learners in service
 * @param asOf the date
 * @param currency of all amounts; empty = they are taken as they are
 */
record CustomerValuesTransform(Forecast forecast, LocalDate asOf, Optional<String> currency) {
  private static final String EXPECTED = "expected";
  private static final double LARGEST = 99_999_999_999_999.0;

  Dataset<Row> apply(Dataset<Row> customers) {
    WindowSpec everybody = Window.partitionBy(CustomerValuesTable.AS_OF.col());
    Column lower =
        rank()
            .over(everybody.orderBy(CustomerValuesTable.CLV_AMOUNT.col()))
            .minus(1)
            .cast("double");
    Map<ColumnSpec, Column> told =
        Map.of(
            CustomerValuesTable.AS_OF, lit(asOf),
            CustomerValuesTable.ALIVE_SCORE, expected(ValueUdfs.ALIVE),
            CustomerValuesTable.EXPECTED_PURCHASES, expected(ValueUdfs.PURCHASES),
            CustomerValuesTable.EXPECTED_AMOUNT, money(ValueUdfs.AMOUNT),
            CustomerValuesTable.CLV_AMOUNT, money(ValueUdfs.LIFETIME_VALUE),
            CustomerValuesTable.CURRENCY, lit(currency.orElse(null)),
            CustomerValuesTable.PERCENTILE, lit(0.0),
            CustomerValuesTable.DECILE, lit(0));
    Column percentile = lower.divide(count(lit(1)).over(everybody));
    return customers
        .withColumn(EXPECTED, ValueUdfs.expected(CustomerRows.COLUMNS, forecast))
        .select(
            CustomerValuesTable.SPEC.columns().stream()
                .map(column -> column.is(told.getOrDefault(column, column.col())))
                .toArray(Column[]::new))
        .withColumn(CustomerValuesTable.PERCENTILE.name(), percentile)
        .withColumn(
            CustomerValuesTable.DECILE.name(),
            CustomerValuesTable.DECILE.is(
                lit(10).minus(floor(CustomerValuesTable.PERCENTILE.col().multiply(10)))));
  }

  private static Column expected(String field) {
    return col(EXPECTED + "." + field);
  }

  private static Column money(String field) {
    return least(expected(field), lit(LARGEST));
  }
}

package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.ml.registry.Reasons;
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
 * @param findings by the learners in service
 * @param reasons how many reasons to tell of an amount that the hurdle tells
 * @param asOf the date
 * @param currency of all amounts; empty = they are taken as they are
 */
record CustomerValuesTransform(
    Findings findings, int reasons, LocalDate asOf, Optional<String> currency) {
  private static final String EXPECTED = "expected";
  private static final String AMOUNT = "_amount";
  private static final String EFFECTS = "_effects";
  private static final String REASONS = "_reasons";
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
            CustomerValuesTable.REPURCHASE_SCORE, expected(ValueUdfs.BUYS_AGAIN),
            CustomerValuesTable.EXPECTED_AMOUNT, money(col(AMOUNT)),
            CustomerValuesTable.AMOUNT_REASONS, col(REASONS),
            CustomerValuesTable.CLV_AMOUNT, money(expected(ValueUdfs.LIFETIME_VALUE)),
            CustomerValuesTable.CURRENCY, lit(currency.orElse(null)),
            CustomerValuesTable.PERCENTILE, lit(0.0),
            CustomerValuesTable.DECILE, lit(0));
    Column percentile = lower.divide(count(lit(1)).over(everybody));
    return amounts(
            customers
                .withColumn(EXPECTED, ValueUdfs.expected(CustomerRows.COLUMNS, findings.forecast()))
                .withColumn(
                    CustomerValuesTable.EXPECTED_PURCHASES.name(), expected(ValueUdfs.PURCHASES))
                .withColumn(Hurdle.AMOUNT_OF_PURCHASE, expected(ValueUdfs.AMOUNT_OF_PURCHASE))
                .withColumn(
                    Hurdle.SILENT_DAYS,
                    col(CustomersTransform.AGE_DAYS).minus(col(CustomersTransform.RECENCY_DAYS))))
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

  /** The amount of the horizon and why, by the learner in service. */
  private Dataset<Row> amounts(Dataset<Row> rows) {
    Hurdle hurdle = findings.hurdle();
    if (hurdle == null) {
      return rows.withColumn(
              AMOUNT,
              CustomerValuesTable.EXPECTED_PURCHASES.col().multiply(col(Hurdle.AMOUNT_OF_PURCHASE)))
          .withColumn(REASONS, lit(null));
    }
    Dataset<Row> told = hurdle.amounts(rows, AMOUNT);
    return reasons == 0
        ? told.withColumn(REASONS, lit(null))
        : hurdle
            .effects(told, EFFECTS)
            .withColumn(REASONS, Reasons.strongest(Hurdle.INPUTS, col(EFFECTS), reasons));
  }

  private static Column expected(String field) {
    return col(EXPECTED + "." + field);
  }

  private static Column money(Column amount) {
    return least(amount, lit(LARGEST));
  }
}

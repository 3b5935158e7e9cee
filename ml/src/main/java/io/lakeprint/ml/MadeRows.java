package io.lakeprint.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.ml.training.TrainingRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Rows that a benchmark works on, made from their numbers: the same every time.
 *
 * @param people whose rows they are
 */
record MadeRows(long people) {
  /** The last day of all of them. */
  static final LocalDate LAST = LocalDate.of(2026, 3, 31);

  /** Numbers f0, f1, … of a labelled row. */
  static final int FEATURES = 30;

  private static final int DAYS = 90;
  private static final List<String> NAMES =
      List.of("page_view", "product_view", "search", "add_to_cart", "purchase", "message_sent");

  /** Some features say much, some little, most nothing; some matter together only. */
  static Dataset<Row> labelled(SparkSession spark, long rows) {
    Dataset<Row> made = spark.range(0, rows, 1, 4).toDF("id");
    for (int i = 0; i < FEATURES; i++) {
      made = made.withColumn("f" + i, randn(i + 1L));
    }
    Column logOdds =
        col("f0")
            .plus(col("f1").multiply(0.6))
            .plus(when(col("f2").gt(0).and(col("f3").gt(0)), 1.5).otherwise(-0.5))
            .minus(1.0);
    Column chance = lit(1.0).divide(exp(functions.negate(logOdds)).plus(1.0));
    return made.withColumn(
        TrainingRows.LABEL, when(functions.rand(99).lt(chance), 1.0).otherwise(0.0));
  }

  Dataset<Row> activity(SparkSession spark, long rows) {
    Column name = any(NAMES, 3);
    Column day = day(2);
    return typed(
        spark.range(0, rows, 1, 8).toDF("id"),
        DailyActivityTable.SPEC,
        Map.of(
            DailyActivityTable.ANCHOR_NODE, person().cast("long"),
            DailyActivityTable.ONE_ID, name(person()),
            DailyActivityTable.EVENT_DATE, day,
            DailyActivityTable.EVENT_NAME, name,
            DailyActivityTable.CHANNEL, any(List.of("web", "app", "mini_program"), 4),
            DailyActivityTable.EVENT_COUNT, number(5, 9).plus(1),
            DailyActivityTable.AMOUNT, when(name.equalTo("purchase"), number(6, 500)),
            DailyActivityTable.ENGAGED_SECONDS, number(7, 600).cast("double"),
            DailyActivityTable.FIRST_AT, moment(day),
            DailyActivityTable.LAST_AT, moment(day)));
  }

  Dataset<Row> sessions(SparkSession spark, long rows) {
    return typed(
        spark.range(0, Math.max(1, rows), 1, 8).toDF("id"),
        SessionsTable.SPEC,
        Map.of(
            SessionsTable.SESSION_ID, name(col("id")),
            SessionsTable.ONE_ID, name(person()),
            SessionsTable.SESSION_DATE, day(12),
            SessionsTable.STARTED_AT, day(12).cast(Types.TIMESTAMP),
            SessionsTable.DURATION_SECONDS, number(13, 1800),
            SessionsTable.IS_BOUNCE, number(14, 3).equalTo(0)));
  }

  Dataset<Row> dimensions(SparkSession spark, long rows) {
    return typed(
        spark.range(0, Math.max(1, rows), 1, 8).toDF("id"),
        DailyDimensionsTable.SPEC,
        Map.of(
            DailyDimensionsTable.ONE_ID, name(person()),
            DailyDimensionsTable.EVENT_DATE, day(22),
            DailyDimensionsTable.EVENT_NAME, lit("product_view"),
            DailyDimensionsTable.DIMENSION, lit("category"),
            DailyDimensionsTable.DIMENSION_VALUE, name(number(23, 40)),
            DailyDimensionsTable.EVENT_COUNT, number(24, 5).plus(1)));
  }

  /** Columns that are not given are null. */
  private static Dataset<Row> typed(
      Dataset<Row> ids, TableSpec table, Map<ColumnSpec, Column> values) {
    return ids.select(
        table.columns().stream()
            .map(
                column ->
                    values.getOrDefault(column, lit(null)).cast(column.type()).as(column.name()))
            .toArray(Column[]::new));
  }

  static Dataset<Row> predictions(SparkSession spark, long rows) {
    Column percentile = number(31, 1_000_000).divide(1_000_000.0);
    return typed(
        spark.range(0, rows, 1, 4).toDF("id"),
        PredictionsTable.SPEC,
        Map.of(
            PredictionsTable.MODEL, lit("churn"),
            PredictionsTable.MODEL_VERSION, lit("2026-03-31-0123456789"),
            PredictionsTable.ROLE, lit("champion"),
            PredictionsTable.AS_OF, lit(LAST),
            PredictionsTable.ONE_ID, name(col("id")),
            PredictionsTable.ANCHOR_NODE, xxhash64(col("id")),
            PredictionsTable.SCORE, percentile,
            PredictionsTable.PERCENTILE, percentile,
            PredictionsTable.DECILE, lit(10).minus(functions.floor(percentile.multiply(10))),
            PredictionsTable.TOP_REASONS,
                functions.concat(
                    lit("[{\"feature\":\"days_since_active\",\"effect\":"),
                    number(32, 3000).divide(1000.0).cast("string"),
                    lit("}]"))));
  }

  private Column person() {
    return pmod(xxhash64(col("id"), lit(1)), lit(people));
  }

  /** As long as a {@code one_id} is. */
  private static Column name(Column number) {
    return functions.substring(functions.sha2(number.cast("string"), 256), 1, 26);
  }

  private static Column number(int seed, long below) {
    return pmod(xxhash64(col("id"), lit(seed)), lit(below));
  }

  private static Column any(List<String> texts, int seed) {
    Column all = functions.array(texts.stream().map(functions::lit).toArray(Column[]::new));
    return functions.element_at(all, number(seed, texts.size()).plus(1).cast("int"));
  }

  private static Column day(int seed) {
    return date_add(lit(LAST), number(seed, DAYS).multiply(-1).cast("int"));
  }

  private static Column moment(Column day) {
    return timestamp_seconds(functions.unix_date(day).cast("long").multiply(86_400L).plus(43_200L));
  }
}

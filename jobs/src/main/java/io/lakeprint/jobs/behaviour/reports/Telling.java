package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.Types;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * The columns that all tables of reports begin with, and how rare values become one.
 *
 * @param told the series by number
 */
record Telling(List<ReportPlan.Told> told) {

  private static final String FACT = "fact";
  private static final String BREAKDOWN = "breakdown";
  private static final String KEPT = "kept";

  static final Column SERIES = col(Facts.SERIES);

  /**
   * The mean of a duration in microseconds, in seconds: summed as decimals, because a sum of
   * floating-point numbers depends on their order, and a run again would differ in the last digit.
   */
  static Column averageSeconds(Column micros) {
    return avg(micros.cast(DataTypes.createDecimalType(20, 0))).cast(Types.DOUBLE).divide(1e6);
  }

  /** The median of a duration in microseconds, in seconds. */
  static Column medianSeconds(Column micros) {
    return median(micros).divide(1e6);
  }

  /** One row per entry of a list of facts, with {@code one_id}. */
  static Dataset<Row> entries(Dataset<Row> facts, String list) {
    return facts
        .select(EventsTable.ONE_ID.col(), explode(col(list)).as(FACT))
        .select(EventsTable.ONE_ID.col(), col(FACT + ".*"));
  }

  /** What {@code of} says of the series of a row, as a literal that the row picks. */
  Column of(Function<ReportPlan.Told, Column> of) {
    Column[] values = told.stream().map(of).toArray(Column[]::new);
    return element_at(array(values), SERIES.plus(1));
  }

  Column reportId() {
    return ReportColumns.REPORT_ID.is(of(series -> lit(series.reportId())));
  }

  Column version() {
    return ReportColumns.REPORT_VERSION.is(of(series -> lit(series.version())));
  }

  Column grain() {
    return ReportColumns.PERIOD_GRAIN.is(
        of(series -> lit(series.series().periods().grain().name().toLowerCase(Locale.ROOT))));
  }

  static Column periodStart() {
    return ReportColumns.PERIOD_START.is(date_from_unix_date(col(Facts.DAY)));
  }

  /** The breakdown columns of a report that has none. */
  static List<Column> everybody() {
    return List.of(
        ReportColumns.BREAKDOWN_NAME.is(lit(ReportColumns.ALL)),
        ReportColumns.BREAKDOWN_VALUE.is(lit(ReportColumns.ALL)));
  }

  /**
   * Each row for everybody and, where its report has a breakdown, once more for its value; values
   * beyond the most frequent ones of their series are one.
   *
   * @param weighs which rows count towards how frequent a value is
   */
  Dataset<Row> byBreakdown(Dataset<Row> rows, Column weighs) {
    Column all = pair(lit(ReportColumns.ALL), lit(ReportColumns.ALL));
    if (told.stream().allMatch(series -> series.breakdown().isEmpty())) {
      return rows.select(col("*"), all.as(BREAKDOWN)).transform(Telling::flattened);
    }
    Dataset<Row> said =
        rows.withColumn(Facts.VALUE, coalesce(col(Facts.VALUE), lit(ReportColumns.NOT_SAID)));
    Dataset<Row> capped =
        mostFrequent(
            said,
            said.where(weighs),
            Facts.VALUE,
            of(series -> lit(series.breakdown().map(BreakdownRule::most).orElse(0))));
    Column name = of(series -> lit(series.breakdown().map(BreakdownRule::attribute).orElse("")));
    return capped
        .select(
            col("*"),
            explode(
                    when(name.equalTo(lit("")), array(all))
                        .otherwise(array(all, pair(name, col(Facts.VALUE)))))
                .as(BREAKDOWN))
        .transform(Telling::flattened);
  }

  /** Replaces the values of a column that are not among the {@code most} of their series. */
  static Dataset<Row> mostFrequent(
      Dataset<Row> rows, Dataset<Row> counted, String column, Column most) {
    String frequency = "frequency";
    String rank = "rank";
    Dataset<Row> kept =
        counted
            .groupBy(SERIES, col(column))
            .agg(count(lit(1)).as(frequency))
            .withColumn(
                rank,
                row_number()
                    .over(Window.partitionBy(SERIES).orderBy(col(frequency).desc(), col(column))))
            .where(col(rank).leq(most))
            .select(SERIES, col(column), lit(true).as(KEPT));
    // At most a thousand values a series.
    return rows.join(
            broadcast(kept),
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(Facts.SERIES, column)).toSeq(),
            "left")
        .withColumn(column, when(col(KEPT), col(column)).otherwise(lit(ReportColumns.OTHER)))
        .drop(KEPT);
  }

  /** The same, but for values that stand for none of their own. */
  static Dataset<Row> mostFrequentBut(
      Dataset<Row> rows, Dataset<Row> counted, String column, Column most, Object... kept) {
    String plain = "plain";
    Column own = col(plain);
    return mostFrequent(rows.withColumn(plain, col(column)), counted, column, most)
        .withColumn(column, when(own.isin(kept), own).otherwise(col(column)))
        .drop(plain);
  }

  /** The key columns of a table of reports that a row is told under. */
  List<Column> key() {
    return Stream.of(
            reportId(),
            version(),
            grain(),
            periodStart(),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col())
        .toList();
  }

  private static Column pair(Column name, Column value) {
    return struct(
        name.as(ReportColumns.BREAKDOWN_NAME.name()),
        value.as(ReportColumns.BREAKDOWN_VALUE.name()));
  }

  private static Dataset<Row> flattened(Dataset<Row> rows) {
    return rows.select(col("*"), col(BREAKDOWN + ".*")).drop(BREAKDOWN);
  }
}

package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionsTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Roll-ups, sessions and orders of made-up events: visits of four events of one person on one of
 * {@value #DAYS} days; one event in five is a purchase of its own order. The seed is in the hashes:
 * the same rows every time.
 *
 * @param spark makes them
 * @param events how many
 * @param people of how many people
 */
record BenchRollUps(SparkSession spark, long events, int people) {

  static final LocalDate LAST = LocalDate.of(2026, 6, 30);
  private static final int DAYS = 365;
  private static final int VISIT = 4;
  private static final int CATEGORIES = 20;
  private static final String VISIT_NUMBER = "visit";
  private static final String AT = "at";

  /** Writes each as Parquet into a folder below {@code into}. */
  void write(String into) {
    Dataset<Row> made = made();
    BareWrites.parquet(
        spark.range(people).select(oneId(col("id")).as(PersonsTable.ONE_ID.name())),
        into + "/persons");
    BareWrites.parquet(activity(made), into + "/activity");
    BareWrites.parquet(dimensions(made), into + "/dimensions");
    BareWrites.parquet(sessions(made), into + "/sessions");
    BareWrites.parquet(orders(made), into + "/orders");
  }

  private Dataset<Row> made() {
    Column visit = floor(col("id").divide(VISIT));
    Column day =
        date_add(lit(LAST), pmod(xxhash64(visit, lit(2)), lit(DAYS)).cast("int").multiply(-1));
    Column names = array(BenchTags.EVENTS.stream().map(functions::lit).toArray(Column[]::new));
    Column name =
        element_at(
            names,
            pmod(xxhash64(col("id"), lit(3)), lit(BenchTags.EVENTS.size())).cast("int").plus(1));
    Column second =
        functions
            .date_diff(day, lit(LocalDate.EPOCH))
            .cast("bigint")
            .multiply(86_400L)
            .plus(pmod(xxhash64(visit, lit(4)), lit(80_000)))
            .plus(pmod(col("id"), lit(VISIT)).multiply(60));
    return spark
        .range(0, events, 1, 8)
        .select(
            col("id"),
            visit.as(VISIT_NUMBER),
            oneId(pmod(xxhash64(visit, lit(1)), lit(people))).as(DailyActivityTable.ONE_ID.name()),
            day.as(DailyActivityTable.EVENT_DATE.name()),
            name.as(DailyActivityTable.EVENT_NAME.name()),
            timestamp_seconds(second).as(AT))
        .withColumn(
            DailyActivityTable.AMOUNT.name(),
            when(
                DailyActivityTable.EVENT_NAME.col().equalTo("purchase"),
                pmod(xxhash64(col("id"), lit(5)), lit(50_000))
                    .divide(100)
                    .cast(DailyActivityTable.AMOUNT.type())));
  }

  private static Column oneId(Column number) {
    return IdUdfs.oneId(number);
  }

  private static Dataset<Row> activity(Dataset<Row> made) {
    return made.groupBy(
            DailyActivityTable.ONE_ID.col(),
            DailyActivityTable.EVENT_DATE.col(),
            DailyActivityTable.EVENT_NAME.col())
        .agg(
            count(lit(1)).as(DailyActivityTable.EVENT_COUNT.name()),
            sum(DailyActivityTable.AMOUNT.col())
                .cast(DailyActivityTable.AMOUNT.type())
                .as(DailyActivityTable.AMOUNT.name()),
            min(col(AT)).as(DailyActivityTable.FIRST_AT.name()),
            max(col(AT)).as(DailyActivityTable.LAST_AT.name()))
        .withColumn(
            DailyActivityTable.CURRENCY.name(),
            when(DailyActivityTable.AMOUNT.col().isNotNull(), "CNY"));
  }

  private static Dataset<Row> dimensions(Dataset<Row> made) {
    Column category = format_string("c%02d", pmod(xxhash64(col("id"), lit(6)), lit(CATEGORIES)));
    Column cells =
        array(
            struct(lit("category").as("dimension"), category.as("value")),
            struct(
                lit("hour").as("dimension"),
                format_string("%02d", functions.hour(col(AT))).as("value")));
    return made.withColumn("cell", explode(cells))
        .groupBy(
            DailyDimensionsTable.ONE_ID.col(),
            DailyDimensionsTable.EVENT_DATE.col(),
            DailyDimensionsTable.EVENT_NAME.col(),
            col("cell").getField("dimension").as(DailyDimensionsTable.DIMENSION.name()),
            col("cell").getField("value").as(DailyDimensionsTable.DIMENSION_VALUE.name()))
        .agg(count(lit(1)).as(DailyDimensionsTable.EVENT_COUNT.name()));
  }

  private static Dataset<Row> sessions(Dataset<Row> made) {
    Column views = count(when(DailyActivityTable.EVENT_NAME.col().equalTo("page_view"), lit(1)));
    return made.groupBy(DailyActivityTable.ONE_ID.col(), col(VISIT_NUMBER))
        .agg(
            min(DailyActivityTable.EVENT_DATE.col()).as(SessionsTable.SESSION_DATE.name()),
            views.as(SessionsTable.PAGE_VIEW_COUNT.name()))
        .drop(VISIT_NUMBER);
  }

  private static Dataset<Row> orders(Dataset<Row> made) {
    return made.where(DailyActivityTable.AMOUNT.col().isNotNull())
        .select(
            OrdersTable.ONE_ID.col(),
            DailyActivityTable.EVENT_DATE.col().as(OrdersTable.ORDER_DATE.name()),
            col(AT).as(OrdersTable.ORDERED_AT.name()),
            col(AT).as(OrdersTable.PAID_AT.name()),
            lit("paid").as(OrdersTable.STATUS.name()),
            DailyActivityTable.AMOUNT.col().as(OrdersTable.NET_AMOUNT.name()),
            lit("CNY").as(OrdersTable.CURRENCY.name()));
  }
}

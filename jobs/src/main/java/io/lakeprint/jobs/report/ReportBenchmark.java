package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Trial;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import picocli.CommandLine.Option;

/**
 * The page of many people against that of few: what it costs to make, and that it does not grow
 * with them. The tables that have a row per person, or a person's day, are full; what other
 * chapters show are rows per definition, of which there are as many for few people as for many.
 */
public final class ReportBenchmark implements Benchmark {

  /** What a browser opens in a moment, and a mailbox lets pass. */
  static final long MOST_BYTES = 10_000_000;

  private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
  private static final int DAYS = 90;
  private static final int TAGS_OF_A_TYPE = 25;
  private static final int FEW = 1_000;
  private static final int FEW_VALUES = 50;
  private static final long LAST_SECONDS = LAST.toEpochDay() * 86_400L;

  @Option(
      names = "--people",
      description = "people (default: ${DEFAULT-VALUE})",
      defaultValue = "1000000")
  private long people = 1_000_000;

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "The report page of many people against that of few: time and size";
  }

  @Override
  public void run(Bench bench) {
    bench.compare(
        new Comparison(
            "The page of a lake with 100 tags",
            people,
            "people",
            List.of(page(bench, FEW), page(bench, people))));
  }

  private static Variant page(Bench bench, long people) {
    String folder = bench.input("page-" + people, into -> write(bench.spark(), people, into));
    boolean[] told = {false};
    return Variant.of(
            "%,d people".formatted(people),
            "read, count, write the page",
            trial ->
                bench.run(
                    "report",
                    folder,
                    "time.as-of=" + LAST,
                    "time.zone=UTC",
                    "report.target=" + trial.folder("page")))
        .checkedBy(
            trial -> {
              long bytes = size(bench.spark(), trial);
              if (!told[0]) {
                told[0] = true;
                bench.note("The page of %,d people has %,d bytes.".formatted(people, bytes));
              }
            });
  }

  private static long size(SparkSession spark, Trial trial) {
    Path page = new Path(trial.folder("page"), "index.html");
    try {
      long bytes =
          page.getFileSystem(spark.sparkContext().hadoopConfiguration())
              .getFileStatus(page)
              .getLen();
      if (bytes > MOST_BYTES) {
        throw new IllegalStateException("the page has " + bytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A lake of so many people. */
  private static void write(SparkSession spark, long people, String lake) {
    tables(spark, people)
        .forEach(
            (table, rows) ->
                BareWrites.delta(rows, lake + "/" + table.area() + "/" + table.table()));
  }

  /** What it holds: everybody has two orders, and three days of four events; 100 tags. */
  static Map<TableSpec, Dataset<Row>> tables(SparkSession spark, long people) {
    Dataset<Row> everybody =
        spark
            .range(0, people, 1, 4)
            .select(col("id"), IdUdfs.oneId(col("id")).as(PersonsTable.ONE_ID.name()));
    TableSpec portraits = PortraitsTable.SPEC.withColumns(tags());
    Map<TableSpec, Dataset<Row>> tables = new TreeMap<>(Comparator.comparing(TableSpec::name));
    tables.put(
        PersonsTable.SPEC,
        filled(
            everybody,
            PersonsTable.SPEC,
            Map.of(
                PersonsTable.ONE_ID, PersonsTable.ONE_ID.col(), PersonsTable.PERSON_KIND, kind())));
    tables.put(portraits, filled(everybody, portraits, portrait()));
    tables.put(DailyActivityTable.SPEC, activity(everybody));
    tables.put(DailyDimensionsTable.SPEC, hours(everybody));
    tables.put(OrdersTable.SPEC, orders(everybody));
    tables.put(DefinitionsTable.SPEC, definitions(spark));
    return tables;
  }

  private static Column kind() {
    return when(chance(2, "kind").equalTo(0), lit("member")).otherwise(lit("anonymous"));
  }

  /** Texts, of which the first is nearly everybody's own, counts, amounts and days. */
  private static List<ColumnSpec> tags() {
    List<ColumnSpec> tags = new ArrayList<>();
    for (int i = 0; i < TAGS_OF_A_TYPE; i++) {
      tags.add(ColumnSpec.optional("text_tag_" + i, Types.STRING, "A text; null = unknown"));
      tags.add(ColumnSpec.optional("count_tag_" + i, Types.LONG, "A count; null = unknown"));
      tags.add(ColumnSpec.optional("amount_tag_" + i, Types.MONEY, "Money; null = unknown"));
      tags.add(ColumnSpec.optional("day_tag_" + i, Types.DATE, "A day; null = unknown"));
    }
    return tags;
  }

  private static Map<ColumnSpec, Column> portrait() {
    Map<ColumnSpec, Column> columns = new TreeMap<>(Comparator.comparing(ColumnSpec::name));
    columns.put(PortraitsTable.ONE_ID, PortraitsTable.ONE_ID.col());
    columns.put(PortraitsTable.PERSON_KIND, kind());
    for (ColumnSpec tag : tags()) {
      Column value = chance(1_000_000, tag.name());
      if (tag.type() instanceof StringType) {
        boolean isTheirOwn = tag.equals(tags().get(0));
        columns.put(
            tag, concat(lit("value "), isTheirOwn ? value : chance(FEW_VALUES, tag.name())));
      } else if (tag.type() instanceof DateType) {
        columns.put(tag, date_add(lit(LAST), value.divide(-1_000).cast(Types.INT)));
      } else {
        columns.put(tag, value);
      }
    }
    return columns;
  }

  private static Dataset<Row> activity(Dataset<Row> everybody) {
    return filled(
        times(everybody, 3),
        DailyActivityTable.SPEC,
        Map.of(
            DailyActivityTable.ONE_ID, DailyActivityTable.ONE_ID.col(),
            DailyActivityTable.EVENT_DATE, day(),
            DailyActivityTable.EVENT_NAME, lit("page_view"),
            DailyActivityTable.CHANNEL, when(kind().equalTo("member"), "app").otherwise("web"),
            DailyActivityTable.EVENT_COUNT, lit(4L)));
  }

  private static Dataset<Row> hours(Dataset<Row> everybody) {
    return filled(
        times(everybody, 3),
        DailyDimensionsTable.SPEC,
        Map.of(
            DailyDimensionsTable.ONE_ID, DailyDimensionsTable.ONE_ID.col(),
            DailyDimensionsTable.EVENT_DATE, day(),
            DailyDimensionsTable.EVENT_NAME, lit("page_view"),
            DailyDimensionsTable.DIMENSION, lit("hour"),
            DailyDimensionsTable.DIMENSION_VALUE, lpad(chance(24, "hour").cast("string"), 2, "0"),
            DailyDimensionsTable.EVENT_COUNT, lit(4L)));
  }

  private static Dataset<Row> orders(Dataset<Row> everybody) {
    Map<ColumnSpec, Column> columns = new TreeMap<>(Comparator.comparing(ColumnSpec::name));
    columns.put(OrdersTable.ONE_ID, OrdersTable.ONE_ID.col());
    columns.put(OrdersTable.SOURCE, lit("till"));
    columns.put(OrdersTable.ORDER_ID, concat(col("id"), lit("-"), col("n")));
    columns.put(OrdersTable.ORDER_DATE, day());
    columns.put(OrdersTable.PAID_AT, timestamp_seconds(lit(LAST_SECONDS)));
    columns.put(OrdersTable.GROSS_AMOUNT, chance(1_000, "gross").plus(1));
    columns.put(OrdersTable.NET_AMOUNT, chance(1_000, "gross").plus(1));
    columns.put(OrdersTable.CURRENCY, lit("CNY"));
    return filled(times(everybody, 2), OrdersTable.SPEC, columns);
  }

  private static Dataset<Row> definitions(SparkSession spark) {
    List<String> ids = tags().stream().map(ColumnSpec::name).toList();
    return filled(
        spark.createDataset(ids, Encoders.STRING()).toDF("tag"),
        DefinitionsTable.SPEC,
        Map.of(
            DefinitionsTable.KIND, lit(DefinitionNames.TAG),
            DefinitionsTable.DEFINITION_ID, col("tag"),
            DefinitionsTable.VERSION, lit("v1"),
            DefinitionsTable.NAME_ZH, concat(lit("标签 "), col("tag")),
            DefinitionsTable.NAME_EN, col("tag"),
            DefinitionsTable.DEFINITION, lit("group = \"many\"")));
  }

  private static Dataset<Row> times(Dataset<Row> everybody, int count) {
    return everybody.withColumn("n", explode(sequence(lit(1), lit(count))));
  }

  private static Column day() {
    return date_add(
        lit(LAST), pmod(xxhash64(col("id"), col("n")), lit(DAYS)).multiply(-1).cast(Types.INT));
  }

  /** A number from 0 that follows from the person and the name alone. */
  private static Column chance(int below, String name) {
    return floor(pmod(xxhash64(col("id"), lit(name)), lit(below)));
  }

  /** The columns of a table: those given, and of the others nothing, or as little as they may. */
  private static Dataset<Row> filled(
      Dataset<Row> rows, TableSpec table, Map<ColumnSpec, Column> columns) {
    return rows.select(
        table.columns().stream()
            .map(
                column ->
                    column.is(
                        columns.getOrDefault(
                            column, column.nullable() ? lit(null) : least(column))))
            .toArray(Column[]::new));
  }

  private static Column least(ColumnSpec column) {
    if (column.type() instanceof StringType) {
      return lit(column.allowed().isEmpty() ? "" : column.allowed().get(0));
    }
    if (column.type() instanceof DateType) {
      return lit(LAST);
    }
    if (column.type() instanceof TimestampType) {
      return timestamp_seconds(lit(LAST_SECONDS));
    }
    return column.type() instanceof BooleanType ? lit(false) : lit(0);
  }
}

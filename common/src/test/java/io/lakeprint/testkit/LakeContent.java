package io.lakeprint.testkit;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * What the tables of a lake say, without when and by whom it was written: to compare two lakes, or
 * one before and after.
 *
 * <p>Left out are what a run says about itself (kind {@link TableKind#OPS}), audit columns, and
 * sealed texts, which are never the same bytes twice; fractions count to six decimals, because the
 * order of additions is nobody's promise.
 *
 * @param spark session
 * @param root folder of the lake, on any file system
 */
public record LakeContent(SparkSession spark, String root) {

  private static final int SHOWN = 3;

  /** Of a lake on the local disk. */
  public LakeContent(SparkSession spark, Path root) {
    this(spark, root.toString());
  }

  /** Rows and a hash of them, by table; absent tables are left out. */
  public SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    present().map(this::digest).reduce(Dataset::union).stream()
        .flatMap(all -> all.collectAsList().stream())
        .forEach(
            row ->
                digests.put(
                    row.getString(0), row.getLong(1) + " rows, " + row.get(2) + " " + row.get(3)));
    return digests;
  }

  /** The compared columns of one table. */
  public Dataset<Row> rows(TableSpec table) {
    Dataset<Row> stored = spark.read().format("delta").load(location(table));
    Set<String> left =
        table.columns().stream()
            .filter(column -> column.audit() || column.type() instanceof BinaryType)
            .map(ColumnSpec::name)
            .collect(Collectors.toSet());
    return stored.select(
        Arrays.stream(stored.schema().fields())
            .filter(field -> !left.contains(field.name()))
            .map(LakeContent::comparable)
            .toArray(Column[]::new));
  }

  /** Fails with some of the rows that only one of the two lakes has. */
  public void assertSameAs(Map<String, String> digests, LakeContent other, String when) {
    SortedMap<String, String> mine = digests();
    if (mine.equals(digests)) {
      return;
    }
    StringBuilder text = new StringBuilder(when + ": these tables differ");
    for (TableSpec table : TableCatalog.all()) {
      String here = mine.getOrDefault(table.name(), "absent");
      String there = digests.getOrDefault(table.name(), "absent");
      if (!here.equals(there)) {
        text.append("\n").append(table.name()).append(": ").append(here);
        text.append(", expected ").append(there);
        if (!here.equals("absent") && !there.equals("absent")) {
          Dataset<Row> one = rows(table);
          Dataset<Row> two = other.rows(table);
          one.exceptAll(two).takeAsList(SHOWN).forEach(row -> text.append("\n  + ").append(row));
          two.exceptAll(one).takeAsList(SHOWN).forEach(row -> text.append("\n  - ").append(row));
        }
      }
    }
    throw new AssertionError(text);
  }

  private Stream<TableSpec> present() {
    return TableCatalog.all().stream()
        .filter(table -> table.kind() != TableKind.OPS)
        .filter(table -> DeltaTable.isDeltaTable(spark, location(table)));
  }

  private String location(TableSpec table) {
    return root + "/" + table.area() + "/" + table.table();
  }

  private Dataset<Row> digest(TableSpec table) {
    Dataset<Row> rows = rows(table);
    Column hash =
        xxhash64(Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new));
    return rows.select(hash.as("hash"))
        .agg(
            count(lit(1)),
            bit_xor(col("hash")),
            sum(col("hash").cast("decimal(38,0)")).cast("string"))
        .select(lit(table.name()), col("*"));
  }

  private static Column comparable(StructField field) {
    Column value = col(field.name());
    if (field.dataType() instanceof MapType) {
      return array_sort(map_entries(value)).as(field.name());
    }
    return field.dataType() instanceof DoubleType ? round(value, 6).as(field.name()) : value;
  }
}

package io.lakeprint.common.lake;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Makes tables from their declarations and widens them when a declaration grew. */
final class TableCreation {

  private final SparkSession spark;
  private final LakeSettings settings;

  TableCreation(SparkSession spark, LakeSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /** Creates the table at {@code location} unless it is there; adds columns it lacks. */
  void ensure(TableSpec table, String location) {
    if (DeltaTable.isDeltaTable(spark, location)) {
      widen(table, location);
    } else {
      builder(table, location).execute();
    }
    register(table, location);
  }

  private DeltaTableBuilder builder(TableSpec table, String location) {
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(location)
            .comment(table.grain())
            .addColumns(table.schema());
    properties(table).forEach(builder::property);
    if (!table.partitionBy().isEmpty()) {
      return builder.partitionedBy(names(table.partitionBy()));
    }
    return table.clusterBy().isEmpty() ? builder : builder.clusterBy(names(table.clusterBy()));
  }

  /** Those that a declaration sets. */
  static Map<String, String> properties(TableSpec table) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("delta.enableChangeDataFeed", String.valueOf(table.changeFeed()));
    properties.put("delta.enableDeletionVectors", String.valueOf(table.deletionVectors()));
    properties.put("delta.dataSkippingStatsColumns", statistics(table));
    properties.put("lakeprint.kind", table.kind().name());
    return properties;
  }

  /**
   * Statistics are collected on the few columns that prune: on all of them a write takes half as
   * long again. Without a declaration the first column stands in, because Delta takes an empty list
   * for its default.
   */
  private static String statistics(TableSpec table) {
    List<ColumnSpec> columns = new ArrayList<>(table.statistics());
    if (columns.isEmpty()) {
      table.columns().stream()
          .filter(column -> !table.partitionBy().contains(column))
          .findFirst()
          .ifPresent(columns::add);
    }
    return columns.stream().map(ColumnSpec::name).collect(Collectors.joining(","));
  }

  private void widen(TableSpec table, String location) {
    StructType stored = DeltaTable.forPath(spark, location).toDF().schema();
    List<ColumnSpec> missing = WriteCheck.missing(stored, table);
    if (!missing.isEmpty()) {
      spark.sql(addColumns(location, missing));
    }
    List<String> clashes = WriteCheck.clashes(stored, table.schema());
    if (!clashes.isEmpty()) {
      throw LakeErrors.tableDiffers(table, clashes);
    }
  }

  static String addColumns(String location, List<ColumnSpec> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.type().sql() + " " + comment(column))
        .collect(Collectors.joining(", ", alter(location) + "ADD COLUMNS (", ")"));
  }

  static String alter(String location) {
    return "ALTER TABLE delta.`" + location + "` ";
  }

  static String comment(ColumnSpec column) {
    return "COMMENT '" + column.comment().replace("'", "\\'") + "'";
  }

  /**
   * Whether the stored table has columns that the declaration dropped: the next write rewrites it.
   */
  boolean hasRetiredColumns(TableSpec table, String location) {
    List<String> declared = Arrays.asList(table.schema().fieldNames());
    return Arrays.stream(DeltaTable.forPath(spark, location).toDF().schema().fieldNames())
        .anyMatch(name -> !declared.contains(name));
  }

  private void register(TableSpec table, String location) {
    String prefix = settings.catalog().prefix();
    if (!prefix.isEmpty()) {
      new Registration(spark, prefix).add(table, location);
    }
  }

  static String[] names(List<ColumnSpec> columns) {
    return columns.stream().map(ColumnSpec::name).toArray(String[]::new);
  }
}

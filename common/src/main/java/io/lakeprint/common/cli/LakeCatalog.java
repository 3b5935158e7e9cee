package io.lakeprint.common.cli;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.lake.Registration;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The exchange tables of a lake in a catalog, for those who read them with SQL: needs no secret,
 * takes no lease and writes no table.
 *
 * @param spark session whose catalog it is
 * @param root absolute root of the lake
 * @param registration names them
 */
record LakeCatalog(SparkSession spark, String root, Registration registration) {

  /** The catalog of a session of its own; databases are named with {@code lake.catalog.prefix}. */
  static LakeCatalog open(LakeConfig config) {
    LakeSettings lake = config.bind("lake", LakeSettings.class);
    SparkSession spark = Sessions.start(config);
    Path root = new Path(lake.root());
    try {
      String absolute =
          root.getFileSystem(spark.sparkContext().hadoopConfiguration())
              .makeQualified(root)
              .toString();
      return new LakeCatalog(spark, absolute, new Registration(spark, lake.catalog().prefix()));
    } catch (IOException e) {
      throw missing(lake.root(), e);
    }
  }

  /**
   * Registers every exchange table that the lake has and the catalog lacks.
   *
   * @return what is new
   */
  List<String> update() {
    List<TableSpec> fresh =
        TableCatalog.all().stream()
            .filter(TableSpec::exchange)
            .filter(table -> !registration.knows(table))
            .filter(table -> DeltaTable.isDeltaTable(spark, location(table)))
            .toList();
    fresh.forEach(table -> registration.add(table, location(table)));
    return fresh.stream().map(registration::name).toList();
  }

  /** The same, where a lake without a single table is a mistake. */
  List<String> fill() {
    List<String> fresh = update();
    if (TableCatalog.all().stream().noneMatch(registration::knows)) {
      throw missing(root, null);
    }
    return fresh;
  }

  private String location(TableSpec table) {
    return root + "/" + table.area() + "/" + table.table();
  }

  private static InputContractException missing(String root, @Nullable Throwable cause) {
    return new InputContractException(
        "NO_TABLES",
        "There are no tables to read at " + root + ".",
        "Nothing has run in this lake, or it is somewhere else.",
        "Check lake.root (--config, --set lake.root=…).",
        cause);
  }
}

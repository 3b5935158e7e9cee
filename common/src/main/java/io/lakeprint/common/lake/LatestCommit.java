package io.lakeprint.common.lake;

import io.delta.tables.DeltaTable;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The latest commit of a table.
 *
 * @param version its version
 * @param metrics its operation metrics, as text
 */
record LatestCommit(long version, Map<String, String> metrics) {

  static LatestCommit of(SparkSession spark, String location) {
    Row latest = DeltaTable.forPath(spark, location).history(1).head();
    return new LatestCommit(
        latest.getLong(latest.fieldIndex("version")),
        latest.getJavaMap(latest.fieldIndex("operationMetrics")));
  }

  /** A count among the metrics; 0 when the operation does not have it. */
  long count(String metric) {
    return Long.parseLong(metrics.getOrDefault(metric, "0"));
  }
}

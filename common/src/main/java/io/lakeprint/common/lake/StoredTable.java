package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.tables.DeltaTable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What the log of a table says of it; no row is read.
 *
 * @param schema its columns
 * @param properties its properties
 * @param readerVersion what a reader of Delta must know
 * @param files files that its rows are in
 * @param bytes bytes of them
 */
record StoredTable(
    StructType schema, Map<String, String> properties, int readerVersion, long files, long bytes) {

  /** Empty where the table has not been created. */
  static Optional<StoredTable> of(SparkSession spark, String location) {
    CommitLog log = CommitLog.of(spark, location);
    if (log.latest() < 0) {
      return Optional.empty();
    }
    JsonNode checksum = log.checksum(log.latest());
    return Optional.of(
        checksum.has("numFiles") ? of(checksum) : of(DeltaTable.forPath(spark, location)));
  }

  /** From the log alone: asking Delta costs a Spark job for each table. */
  private static StoredTable of(JsonNode checksum) {
    JsonNode metadata = checksum.path("metadata");
    Map<String, String> properties = new TreeMap<>();
    metadata
        .path("configuration")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue().asText()));
    return new StoredTable(
        (StructType) DataType.fromJson(metadata.path("schemaString").asText()),
        properties,
        checksum.path("protocol").path("minReaderVersion").asInt(),
        checksum.path("numFiles").asLong(),
        checksum.path("tableSizeBytes").asLong());
  }

  private static StoredTable of(DeltaTable stored) {
    Row detail =
        stored.detail().select("properties", "minReaderVersion", "numFiles", "sizeInBytes").head();
    return new StoredTable(
        stored.toDF().schema(),
        detail.getJavaMap(0),
        detail.getInt(1),
        detail.getLong(2),
        detail.getLong(3));
  }
}

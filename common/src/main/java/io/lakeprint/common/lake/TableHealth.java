package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.tables.DeltaTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * How a table's files are, as its log says; reads no row.
 *
 * @param table the table
 * @param readerVersion what a reader of Delta must know
 * @param files files that its rows are in
 * @param bytes bytes of them
 * @param log its log
 * @param clashes columns of another type than this version declares
 */
public record TableHealth(
    TableSpec table, int readerVersion, long files, long bytes, LogSize log, List<String> clashes) {

  /**
   * What a reader of the log must go through.
   *
   * @param commits commits since the last checkpoint
   * @param files files in the log's folder
   * @param bytes bytes of them
   */
  public record LogSize(long commits, long files, long bytes) {}

  /** Of a table below {@code root}; empty where it has not been created. */
  public static Optional<TableHealth> of(SparkSession spark, String root, TableSpec table) {
    String location = root + "/" + table.area() + "/" + table.table();
    CommitLog log = CommitLog.of(spark, location);
    if (log.latest() < 0) {
      return Optional.empty();
    }
    JsonNode checksum = log.checksum(log.latest());
    return Optional.of(
        checksum.has("numFiles")
            ? of(table, checksum, log.size())
            : of(table, DeltaTable.forPath(spark, location), log.size()));
  }

  /** From the log alone: asking Delta costs a Spark job for each table. */
  private static TableHealth of(TableSpec table, JsonNode checksum, LogSize log) {
    StructType stored =
        (StructType) DataType.fromJson(checksum.path("metadata").path("schemaString").asText());
    return new TableHealth(
        table,
        checksum.path("protocol").path("minReaderVersion").asInt(),
        checksum.path("numFiles").asLong(),
        checksum.path("tableSizeBytes").asLong(),
        log,
        WriteCheck.clashes(stored, table.schema()));
  }

  private static TableHealth of(TableSpec table, DeltaTable stored, LogSize log) {
    Row detail = stored.detail().select("minReaderVersion", "numFiles", "sizeInBytes").head();
    return new TableHealth(
        table,
        detail.getInt(0),
        detail.getLong(1),
        detail.getLong(2),
        log,
        WriteCheck.clashes(stored.toDF().schema(), table.schema()));
  }

  /** Bytes of a file, on average; 0 where there is none. */
  public long meanBytes() {
    return files == 0 ? 0 : bytes / files;
  }
}

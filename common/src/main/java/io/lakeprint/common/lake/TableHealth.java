package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

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
    return StoredTable.of(spark, location)
        .map(
            stored ->
                new TableHealth(
                    table,
                    stored.readerVersion(),
                    stored.files(),
                    stored.bytes(),
                    CommitLog.of(spark, location).size(),
                    WriteCheck.clashes(stored.schema(), table.schema())));
  }

  /** Bytes of a file, on average; 0 where there is none. */
  public long meanBytes() {
    return files == 0 ? 0 : bytes / files;
  }
}

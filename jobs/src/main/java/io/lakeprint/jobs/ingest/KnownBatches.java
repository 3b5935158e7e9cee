package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The batches that a lake has taken in, with those of which nothing is left.
 *
 * @param lake the lake
 * @param source name of a source whose batches alone count; empty = all
 */
record KnownBatches(Lake lake, String source) {

  /** Names that a message may choose from. */
  private static final int MOST = 10_000;

  /** Whether a row is one that a batch wrote. */
  Column wrote(ColumnSpec batchId, String batch) {
    return ofSource().and(batchId.col().equalTo(batch));
  }

  /**
   * Whether a ledger has delivered it: true also where no row of it is left, and false of a ledger
   * that was lost.
   */
  boolean wasDelivered(String batch) {
    return List.of("checkpoints", "marks").stream()
        .flatMap(kind -> list(new Path(lake.root() + "/_lakeprint/" + kind)).stream())
        .filter(folder -> source.isEmpty() || folder.getName().equals(source))
        .anyMatch(folder -> hasDelivered(folder, batch));
  }

  /** Names of batches, the newest first; those that left events, refusals or files. */
  List<String> names() {
    Dataset<Row> found =
        dated(EventsTable.SPEC, EventsTable.BATCH_ID, EventsTable.INGESTED_AT)
            .unionByName(
                dated(
                    RejectedRecordsTable.SPEC,
                    RejectedRecordsTable.BATCH_ID,
                    RejectedRecordsTable.RECEIVED_AT))
            .unionByName(
                dated(
                    SourceFilesTable.SPEC,
                    SourceFilesTable.BATCH_ID,
                    SourceFilesTable.MODIFIED_AT));
    return found
        .groupBy("batch")
        .agg(max("at").as("at"))
        .orderBy(desc("at"))
        .limit(MOST)
        .select("batch")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Dataset<Row> dated(TableSpec table, ColumnSpec batchId, ColumnSpec at) {
    return lake.read(table)
        .where(ofSource())
        .select(batchId.col().as("batch"), at.col().as("at"))
        .groupBy("batch")
        .agg(max("at").as("at"));
  }

  /** All three tables name the source alike. */
  private Column ofSource() {
    return source.isEmpty() ? lit(true) : EventsTable.SOURCE.col().equalTo(source);
  }

  private boolean hasDelivered(Path ledger, String batch) {
    long last =
        list(new Path(ledger, "offsets")).stream()
            .map(Path::getName)
            .filter(name -> name.matches("[0-9]+"))
            .mapToLong(Long::parseLong)
            .max()
            .orElse(-1);
    if (last < 0) {
      return false;
    }
    // Both kinds of ledgers keep their id in the same way.
    String id = new StreamLedger(lake.spark(), ledger.toString()).id();
    return LongStream.rangeClosed(0, last)
        .anyMatch(number -> Batch.idOf(ledger.getName(), id, number).equals(batch));
  }

  private List<Path> list(Path folder) {
    try {
      FileSystem files = files(folder);
      return files.exists(folder)
          ? List.of(files.listStatus(folder)).stream().map(FileStatus::getPath).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(lake.spark().sparkContext().hadoopConfiguration());
  }
}

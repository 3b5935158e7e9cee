package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.RejectedRecordsTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What becomes of the refused records of a batch. */
interface Quarantine {

  /**
   * Does with the refused ones what is to be done.
   *
   * @param mapped records of the batch with their bytes, refused ones among them
   * @param batch the batch
   */
  List<WriteResult> keep(Dataset<Row> mapped, Batch batch);

  /** They are kept; one that was refused before, and is read again, is there once. */
  static Quarantine appending(Lake lake, RejectedTransform rejected) {
    return (mapped, batch) -> {
      Dataset<Row> refused = rejected.apply(mapped, batch.id());
      Dataset<Row> known =
          lake.read(RejectedRecordsTable.SPEC)
              .filter(RejectedRecordsTable.SOURCE.col().equalTo(rejected.source()))
              .filter(RejectedRecordsTable.BATCH_ID.col().notEqual(batch.id()))
              .select(RejectedRecordsTable.RECORD_ID.col());
      return List.of(
          lake.append(
              RejectedRecordsTable.SPEC,
              refused.join(
                  known,
                  scala.jdk.javaapi.CollectionConverters.asScala(
                          List.of(RejectedRecordsTable.RECORD_ID.name()))
                      .toSeq(),
                  "left_anti"),
              new Transaction(batch.application(), batch.number())));
    };
  }

  /**
   * What was past its retention.
   *
   * @param records how many there were
   * @param write what deleted them
   */
  record Expired(long records, WriteResult write) {}

  /** Deletes what is past its retention; empty when that is nothing. */
  static Optional<Expired> deleteExpired(Lake lake, LocalDate today) {
    Column expired = RejectedRecordsTable.EXPIRES_ON.col().lt(Date.valueOf(today));
    long count = lake.read(RejectedRecordsTable.SPEC).filter(expired).count();
    return count == 0
        ? Optional.empty()
        : Optional.of(new Expired(count, lake.delete(RejectedRecordsTable.SPEC, expired)));
  }
}

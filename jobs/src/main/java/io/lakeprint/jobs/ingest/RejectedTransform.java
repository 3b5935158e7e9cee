package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.udf.SealFunction;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Refused records as they go to quarantine.
 *
 * <p>Rows in: mapped records of one batch. Rows out: one {@link RejectedRecordsTable} row per
 * refused record, its raw text encrypted. The same refusal has the same {@code record_id} whenever
 * it is read.
 *
 * @param source name of the source
 * @param seal closes the record
 * @param now when the batch was read
 * @param expiresOn day on which the raw text is deleted
 */
record RejectedTransform(String source, RecordSeal seal, Instant now, LocalDate expiresOn) {

  Dataset<Row> apply(Dataset<Row> mapped, String batchId) {
    Column raw = base64(col(RecordColumns.RAW));
    Column id =
        sha2(
            concat_ws(
                "|",
                lit(source),
                col(RecordColumns.FILE),
                col(RecordColumns.OFFSET),
                coalesce(raw, lit(""))),
            256);
    return mapped
        .filter(col(MappedColumns.REJECT_CODE).isNotNull())
        .select(
            RejectedRecordsTable.SOURCE.is(lit(source)),
            RejectedRecordsTable.BATCH_ID.is(lit(batchId)),
            RejectedRecordsTable.RECORD_ID.is(id),
            RejectedRecordsTable.FILE.is(col(RecordColumns.FILE)),
            RejectedRecordsTable.LINE.is(col(RecordColumns.LINE)),
            RejectedRecordsTable.POSITION.is(col(RecordColumns.OFFSET)),
            RejectedRecordsTable.REASON_CODE.is(col(MappedColumns.REJECT_CODE)),
            RejectedRecordsTable.REASON.is(
                coalesce(col(MappedColumns.REJECT_REASON), col(RecordColumns.PROBLEM))),
            RejectedRecordsTable.RAW.is(
                SealFunction.of(seal, col(RecordColumns.LAYOUT), col(RecordColumns.RAW))),
            RejectedRecordsTable.RECEIVED_AT.is(lit(Timestamp.from(now))),
            RejectedRecordsTable.REPLAYED_AT.is(lit(null)),
            RejectedRecordsTable.EXPIRES_ON.is(lit(Date.valueOf(expiresOn))));
  }
}

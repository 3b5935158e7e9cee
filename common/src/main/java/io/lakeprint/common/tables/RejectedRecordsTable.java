package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BINARY;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * What ingest refused, and why; a record can be replayed after a fix. Grain: one refused record.
 */
public final class RejectedRecordsTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Configured source");
  public static final ColumnSpec BATCH_ID =
      required("batch_id", STRING, "Ingest batch that refused it").auditOnly();
  public static final ColumnSpec RECORD_ID =
      required(
          "record_id",
          STRING,
          "Hash of source, file, position and raw text: the same refusal is written once");
  public static final ColumnSpec FILE =
      optional("file", STRING, "File, topic and partition, or table that the record came from");
  public static final ColumnSpec LINE =
      optional(
          "line",
          LONG,
          "Line or record number in the file, from 1; null = the whole file or not a file source");
  public static final ColumnSpec POSITION =
      optional(
          "position",
          LONG,
          "Where the record begins, unique within file: a byte of a text file, else a row or"
              + " offset");
  public static final ColumnSpec REASON_CODE =
      required("reason_code", STRING, "Stable code: BAD_RECORD, MISSING_EVENT_NAME, BAD_TIME, ...");
  public static final ColumnSpec REASON =
      required(
          "reason",
          STRING,
          "What is wrong with which field; values that may be personal are masked");
  public static final ColumnSpec RAW =
      optional(
              "raw",
              BINARY,
              "The record as received, with the header it needs, AES-GCM encrypted; null = too long"
                  + " to keep, or a whole file")
          .personal();
  public static final ColumnSpec RECEIVED_AT =
      required("received_at", TIMESTAMP, "When Lakeprint refused it first, UTC").auditOnly();
  public static final ColumnSpec REPLAYED_AT =
      optional(
              "replayed_at",
              TIMESTAMP,
              "When it was accepted after a fix, UTC; null = still refused")
          .auditOnly();
  public static final ColumnSpec EXPIRES_ON =
      optional("expires_on", DATE, "Day on which the row is deleted").auditOnly();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.SOURCE,
              "quarantine.rejected_records",
              "One refused record",
              SOURCE,
              BATCH_ID,
              RECORD_ID,
              FILE,
              LINE,
              POSITION,
              REASON_CODE,
              REASON,
              RAW,
              RECEIVED_AT,
              REPLAYED_AT,
              EXPIRES_ON)
          .key(SOURCE, RECORD_ID)
          .statisticsOn(SOURCE, BATCH_ID, RECEIVED_AT);

  private RejectedRecordsTable() {}
}

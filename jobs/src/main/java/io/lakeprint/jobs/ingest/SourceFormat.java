package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.RecordFormat;
import java.util.Locale;

/** How a source holds its records, and so how what is new in it is found. */
public enum SourceFormat {
  JSON(Kind.TEXT_FILES, RecordFormat.JSON),
  CSV(Kind.TEXT_FILES, RecordFormat.CSV),
  TSV(Kind.TEXT_FILES, RecordFormat.TSV),
  NCSA(Kind.TEXT_FILES, RecordFormat.NCSA),
  W3C(Kind.TEXT_FILES, RecordFormat.W3C),
  TEXT(Kind.TEXT_FILES, RecordFormat.TEXT),
  /** Columns of files, each row read as the JSON object it would be. */
  PARQUET(Kind.COLUMN_FILES, RecordFormat.JSON),
  /** As {@link #PARQUET}. */
  ORC(Kind.COLUMN_FILES, RecordFormat.JSON),
  /** Rows that are added to a Delta table of somebody else. */
  DELTA(Kind.STREAM, RecordFormat.JSON),
  /** Messages of Kafka topics; how their values are written is a setting of its own. */
  KAFKA(Kind.STREAM, RecordFormat.JSON),
  /** A table of the catalog, by a column that only grows. */
  TABLE(Kind.MARKED, RecordFormat.JSON),
  /** A table or query of a database, by a column that only grows. */
  JDBC(Kind.MARKED, RecordFormat.JSON);

  /** How what is new is found. */
  enum Kind {
    /** A ledger of files; their bytes are records. */
    TEXT_FILES,
    /** A ledger of files; Spark reads their columns. */
    COLUMN_FILES,
    /** The source numbers what it appends. */
    STREAM,
    /** A column tells what is new. */
    MARKED
  }

  private final Kind kind;
  private final RecordFormat records;

  SourceFormat(Kind kind, RecordFormat records) {
    this.kind = kind;
    this.records = records;
  }

  Kind kind() {
    return kind;
  }

  boolean isFiles() {
    return kind == Kind.TEXT_FILES || kind == Kind.COLUMN_FILES;
  }

  /** How a single record is written. */
  RecordFormat records() {
    return records;
  }

  /** The name that Spark knows it by. */
  String sparkName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

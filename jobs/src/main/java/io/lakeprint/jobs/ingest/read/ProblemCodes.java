package io.lakeprint.jobs.ingest.read;

import java.util.List;

/** Why a record or a file could not be read. The codes are stable: people alert on them. */
public final class ProblemCodes {
  /** One record is not of the format: cut off, trailing text, wrong number of columns. */
  public static final String BAD_RECORD = "BAD_RECORD";

  /** One record has bytes that are no text in the configured charset. */
  public static final String BAD_ENCODING = "BAD_ENCODING";

  /** One record is longer than {@code max-record-bytes}; it was passed over without being kept. */
  public static final String RECORD_TOO_LONG = "RECORD_TOO_LONG";

  /**
   * The file ends too early: a compressed file is cut or damaged, an array is not closed, or the
   * file is shorter than when it was listed. Records before that place count.
   */
  public static final String TRUNCATED_FILE = "TRUNCATED_FILE";

  /** The file cannot be opened: it vanished, may not be read, or its compression is unknown. */
  public static final String UNREADABLE_FILE = "UNREADABLE_FILE";

  /** The file's header lacks columns that were asked for; the file counts as one refusal. */
  public static final String MISSING_COLUMN = "MISSING_COLUMN";

  /** The file's header names a column twice; the file counts as one refusal. */
  public static final String DUPLICATE_HEADER = "DUPLICATE_HEADER";

  /** The file holds something else altogether (an image, an archive, UTF-16, a web page). */
  public static final String NOT_JSON = "NOT_JSON";

  /** As {@link #NOT_JSON}. */
  public static final String NOT_CSV = "NOT_CSV";

  /** As {@link #NOT_JSON}. */
  public static final String NOT_TSV = "NOT_TSV";

  /** As {@link #NOT_JSON}. */
  public static final String NOT_NCSA = "NOT_NCSA";

  /** As {@link #NOT_JSON}; also when records stand before the first {@code #Fields:} directive. */
  public static final String NOT_W3C = "NOT_W3C";

  /** As {@link #NOT_JSON}. */
  public static final String NOT_TEXT = "NOT_TEXT";

  /** As {@link #NOT_JSON}. */
  public static final String NOT_PARQUET = "NOT_PARQUET";

  /** As {@link #NOT_JSON}. */
  public static final String NOT_ORC = "NOT_ORC";

  /** All of them. */
  public static final List<String> ALL =
      List.of(
          BAD_RECORD,
          BAD_ENCODING,
          RECORD_TOO_LONG,
          TRUNCATED_FILE,
          UNREADABLE_FILE,
          MISSING_COLUMN,
          DUPLICATE_HEADER,
          NOT_JSON,
          NOT_CSV,
          NOT_TSV,
          NOT_NCSA,
          NOT_W3C,
          NOT_TEXT,
          NOT_PARQUET,
          NOT_ORC);

  private ProblemCodes() {}

  static String not(RecordFormat format) {
    return switch (format) {
      case JSON -> NOT_JSON;
      case CSV -> NOT_CSV;
      case TSV -> NOT_TSV;
      case NCSA -> NOT_NCSA;
      case W3C -> NOT_W3C;
      case TEXT -> NOT_TEXT;
    };
  }
}

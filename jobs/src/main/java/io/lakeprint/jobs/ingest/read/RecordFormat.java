package io.lakeprint.jobs.ingest.read;

/** How the records of a file are written. */
public enum RecordFormat {
  /**
   * One JSON object per line. A file that starts with {@code [} is read as arrays of objects; one
   * whose first line is a lone <code>{</code> as objects over several lines.
   */
  JSON(true),
  /** Delimited text with quotes; a quoted value may span lines. The header is read per file. */
  CSV(false),
  /** Tab-separated values without header and without quotes; the columns are given. */
  TSV(true),
  /** The common and the combined log format of NCSA httpd, Apache and nginx. */
  NCSA(true),
  /** W3C extended log format; the {@code #Fields:} directive is honoured wherever it stands. */
  W3C(false),
  /** Every line is a record with the one field {@code value}. */
  TEXT(true);

  private final boolean splittable;

  RecordFormat(boolean splittable) {
    this.splittable = splittable;
  }

  /** Whether a record never depends on what stands before its line. */
  boolean splittable() {
    return splittable;
  }
}

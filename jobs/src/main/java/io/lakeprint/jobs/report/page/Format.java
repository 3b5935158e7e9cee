package io.lakeprint.jobs.report.page;

/** How the values of a column are written. */
public enum Format {
  /** As it is; a {@link Text} in the language of the reader. */
  TEXT,
  /** A whole number with separators. */
  COUNT,
  /** A number with up to two decimals. */
  NUMBER,
  /** 0 to 1, written as a percentage. */
  RATIO,
  /** An amount; its currency stands in the column's name or in a column beside it. */
  MONEY,
  /** A duration, written in the largest fitting unit. */
  SECONDS,
  /** A size of files. */
  BYTES,
  /** A business day. */
  DAY,
  /** A moment, UTC. */
  MOMENT,
  /** Yes or no. */
  FLAG,
  /** An entry of the book, {@code kind:id}: a link to it where it has one. */
  ENTRY
}

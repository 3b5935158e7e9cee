package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How to read files, beyond their format.
 *
 * @param charsetName encoding of the text; in every one of its characters a line feed must be the
 *     byte 0x0A, which leaves out UTF-16 and UTF-32 only
 * @param delimiter separates CSV values, an ASCII character
 * @param quote surrounds CSV values, an ASCII character
 * @param escape stands before a quote inside a quoted CSV value; the quote itself by default
 * @param header whether the first record of a CSV file names the columns
 * @param columnNames the columns of TSV, and of CSV without header, in their order
 * @param maxRecordBytes a longer record is refused, unread
 * @param splitBytes plain files of line formats are read in ranges of this many bytes
 * @param flatten JSON objects, by path, whose values stand in the rest under their own keys without
 *     that path; where such a key stands there already, with it
 */
public record ReadOptions(
    String charsetName,
    char delimiter,
    char quote,
    char escape,
    boolean header,
    List<String> columnNames,
    int maxRecordBytes,
    long splitBytes,
    List<String> flatten)
    implements Serializable {

  /** The largest record limit that can be set: a record is one array in memory. */
  public static final int LARGEST_RECORD = 256 << 20;

  /** UTF-8, comma, double quotes doubled inside, a header, 1 MiB per record, ranges of 64 MiB. */
  public static final ReadOptions DEFAULTS =
      new ReadOptions("UTF-8", ',', '"', '"', true, List.of(), 1 << 20, 64L << 20, List.of());

  /** Checks the ranges. */
  public ReadOptions {
    columnNames = List.copyOf(columnNames);
    flatten = List.copyOf(flatten);
    Charset charset = Charset.forName(charsetName);
    if (!"\n".equals(new String(new byte[] {'\n'}, charset))
        || !"a".equals(new String(new byte[] {'a'}, charset))) {
      throw new IllegalArgumentException(
          charsetName + " does not write a line feed as one byte; convert the files to UTF-8");
    }
    ascii("delimiter", delimiter);
    ascii("quote", quote);
    ascii("escape", escape);
    if (delimiter == quote) {
      throw new IllegalArgumentException("delimiter and quote are both '" + quote + "'");
    }
    if (maxRecordBytes < 1 || maxRecordBytes > LARGEST_RECORD) {
      throw new IllegalArgumentException(
          "max-record-bytes is from 1 to " + LARGEST_RECORD + ", got " + maxRecordBytes);
    }
    if (splitBytes < 1) {
      throw new IllegalArgumentException("split-bytes is at least 1, got " + splitBytes);
    }
  }

  /** Without flattened objects. */
  public ReadOptions(
      String charsetName,
      char delimiter,
      char quote,
      char escape,
      boolean header,
      List<String> columnNames,
      int maxRecordBytes,
      long splitBytes) {
    this(
        charsetName,
        delimiter,
        quote,
        escape,
        header,
        columnNames,
        maxRecordBytes,
        splitBytes,
        List.of());
  }

  private static void ascii(String what, char value) {
    if (value == 0 || value > 127 || value == '\n' || value == '\r') {
      throw new IllegalArgumentException(
          what + " is one ASCII character, not a line end, got U+" + Integer.toHexString(value));
    }
  }

  boolean isUtf8() {
    return charset().equals(StandardCharsets.UTF_8);
  }

  Charset charset() {
    return Charset.forName(charsetName);
  }

  /** The same in another encoding. */
  public ReadOptions withCharset(String name) {
    return new ReadOptions(
        name, delimiter, quote, escape, header, columnNames, maxRecordBytes, splitBytes, flatten);
  }

  /** The same with other CSV characters. */
  public ReadOptions withDialect(char newDelimiter, char newQuote, char newEscape) {
    return new ReadOptions(
        charsetName,
        newDelimiter,
        newQuote,
        newEscape,
        header,
        columnNames,
        maxRecordBytes,
        splitBytes,
        flatten);
  }

  /** The same for files without header. */
  public ReadOptions withColumns(List<String> names) {
    return new ReadOptions(
        charsetName, delimiter, quote, escape, false, names, maxRecordBytes, splitBytes, flatten);
  }

  /** The same with another limit for one record. */
  public ReadOptions withMaxRecordBytes(int bytes) {
    return new ReadOptions(
        charsetName, delimiter, quote, escape, header, columnNames, bytes, splitBytes, flatten);
  }

  /** The same with ranges of another size. */
  public ReadOptions withSplitBytes(long bytes) {
    return new ReadOptions(
        charsetName, delimiter, quote, escape, header, columnNames, maxRecordBytes, bytes, flatten);
  }

  /** The same with other objects flattened. */
  public ReadOptions withFlatten(List<String> paths) {
    return new ReadOptions(
        charsetName,
        delimiter,
        quote,
        escape,
        header,
        columnNames,
        maxRecordBytes,
        splitBytes,
        paths);
  }
}

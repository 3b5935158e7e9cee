package io.lakeprint.jobs.ingest;

import io.lakeprint.common.config.ByteSize;
import io.lakeprint.common.config.Default;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One source of events; section {@code sources.<name>}.
 *
 * @param preset name of the defaults this source starts from, such as {@code segment}; empty = none
 * @param format how its data is written
 * @param path folder, file or glob of files, any Hadoop URI
 * @param channel touchpoint of its events, unless {@code select} says otherwise
 * @param appId app or site of its events, unless {@code select} says otherwise
 * @param zone zone of times that name none
 * @param charset encoding of its text
 * @param delimiter separates values of csv
 * @param quote surrounds values of csv
 * @param escape stands before a quote within a quoted value of csv
 * @param header whether csv files name their columns
 * @param columnNames names of the columns of tsv, and of csv without header
 * @param flatten for json: objects whose values become properties under their own keys, without the
 *     path of the object
 * @param columns for json: name and dotted path of each field that {@code let} and {@code select}
 *     use
 * @param let intermediate columns, name and SQL expression; may use each other
 * @param select event columns, name and SQL expression
 * @param duplicates what makes two records one
 * @param onConflict which of two records with one id and different content stays
 * @param horizonDays how many days around a record's own an earlier record with its id is looked
 *     for, 0 or more
 * @param maskText whether phone numbers, addresses and card numbers are masked in free text and
 *     properties
 * @param maxRecordSize a longer record is refused
 * @param plannedEvents names of events that are expected beside the standard ones
 */
public record SourceConfig(
    @Default("\"\"") String preset,
    RecordFormat format,
    String path,
    Channel channel,
    Optional<String> appId,
    @Default("UTC") ZoneId zone,
    @Default("UTF-8") String charset,
    @Default("\",\"") String delimiter,
    @Default("\"\\\"\"") String quote,
    @Default("\"\\\"\"") String escape,
    @Default("true") boolean header,
    @Default("[]") List<String> columnNames,
    @Default("[]") List<String> flatten,
    @Default("{}") Map<String, String> columns,
    @Default("{}") Map<String, String> let,
    Map<String, String> select,
    @Default("by-id") Duplicates duplicates,
    @Default("keep-first") OnConflict onConflict,
    @Default("30") int horizonDays,
    @Default("true") boolean maskText,
    @Default("1 MiB") ByteSize maxRecordSize,
    @Default("[]") List<String> plannedEvents) {

  /** Touchpoints. */
  public enum Channel {
    WEB,
    APP,
    MINI_PROGRAM,
    SERVER,
    IOT,
    AD,
    STORE,
    SOCIAL,
    CRM,
    OTHER
  }

  /** What makes two records of a source one. */
  public enum Duplicates {
    /** The sender's id. */
    BY_ID,
    /** The same content; repeats are never meant. */
    BY_CONTENT,
    /** The same content at the same occurrence within its file: repeats in one file are meant. */
    BY_CONTENT_OCCURRENCE
  }

  /** Which of two records with one id and different content stays. */
  public enum OnConflict {
    /** The one received first; without receipt times the one with the smallest content hash. */
    KEEP_FIRST,
    /** The one received last. */
    KEEP_LATEST,
    /** As keep-first, and the other goes to quarantine. */
    REJECT
  }

  public SourceConfig {
    one("delimiter", delimiter);
    one("quote", quote);
    one("escape", escape);
    if (horizonDays < 0) {
      throw new IllegalArgumentException("horizon-days is " + horizonDays + ", not ≥ 0");
    }
    if (!select.containsKey("event_name") || !select.containsKey("event_time")) {
      throw new IllegalArgumentException("select must give event_name and event_time");
    }
    if (path.isBlank()) {
      throw new IllegalArgumentException("path is empty");
    }
    columnNames = List.copyOf(columnNames);
    flatten = List.copyOf(flatten);
    plannedEvents = List.copyOf(plannedEvents);
  }

  private static void one(String what, String value) {
    if (value.length() != 1) {
      throw new IllegalArgumentException(what + " is '" + value + "', not one character");
    }
  }
}

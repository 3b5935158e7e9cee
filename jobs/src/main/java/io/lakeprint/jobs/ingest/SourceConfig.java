package io.lakeprint.jobs.ingest;

import io.lakeprint.common.config.ByteSize;
import io.lakeprint.common.config.Default;
import io.lakeprint.common.config.Secret;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One source of events; section {@code sources.<name>}.
 *
 * @param preset name of the defaults this source starts from, such as {@code segment}; empty = none
 * @param format how its data is written
 * @param path folder, file or glob of files, or folder of a Delta table; any Hadoop URI
 * @param table name of the table, for table and jdbc
 * @param jdbc the database, for jdbc
 * @param kafka the topics, for kafka
 * @param mark column by which new rows of a table are found: a timestamp, a date, a number that
 *     grows, or a text that names a day
 * @param markPattern how a text names a day
 * @param options passed on to Spark's reader of parquet, orc, delta, jdbc and kafka
 * @param secretOptions the same for what must not be seen
 * @param channel touchpoint of its events, unless {@code select} says otherwise
 * @param appId app or site of its events, unless {@code select} says otherwise
 * @param zone zone of times that name none
 * @param charset encoding of its text
 * @param delimiter separates values of csv
 * @param quote surrounds values of csv
 * @param escape stands before a quote within a quoted value of csv
 * @param header whether csv files name their columns
 * @param columnNames names of the columns of tsv, and of csv without header
 * @param optionalColumns columns that a file may lack; they are empty there
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
 */
public record SourceConfig(
    @Default("\"\"") String preset,
    SourceFormat format,
    @Default("\"\"") String path,
    @Default("\"\"") String table,
    Optional<Jdbc> jdbc,
    Optional<Kafka> kafka,
    @Default("\"\"") String mark,
    @Default("\"yyyy-MM-dd\"") String markPattern,
    @Default("{}") Map<String, String> options,
    @Default("{}") Map<String, Secret> secretOptions,
    Channel channel,
    Optional<String> appId,
    @Default("UTC") ZoneId zone,
    @Default("UTF-8") String charset,
    @Default("\",\"") String delimiter,
    @Default("\"\\\"\"") String quote,
    @Default("\"\\\"\"") String escape,
    @Default("true") boolean header,
    @Default("[]") List<String> columnNames,
    @Default("[]") List<String> optionalColumns,
    @Default("[]") List<String> flatten,
    @Default("{}") Map<String, String> columns,
    @Default("{}") Map<String, String> let,
    Map<String, String> select,
    @Default("by-id") Duplicates duplicates,
    @Default("keep-first") OnConflict onConflict,
    @Default("30") int horizonDays,
    @Default("true") boolean maskText,
    @Default("1 MiB") ByteSize maxRecordSize) {

  /**
   * A database.
   *
   * @param url JDBC address, without user and password
   * @param user name to log in with
   * @param password its password, from the environment
   * @param query SELECT to read instead of a table
   * @param partitions parts of a delivery that are read at once, cut by the mark
   */
  public record Jdbc(
      String url,
      Optional<String> user,
      Optional<Secret> password,
      @Default("\"\"") String query,
      @Default("1") int partitions) {
    public Jdbc {
      if (partitions < 1) {
        throw new IllegalArgumentException("partitions is " + partitions + ", not ≥ 1");
      }
    }
  }

  /**
   * Topics.
   *
   * @param servers host:port of some brokers, separated by commas
   * @param topics names of topics
   * @param values how the value of a message is written: json, csv, tsv, ncsa, w3c or text
   * @param maxMessagesPerBatch new messages are taken in batches of at most so many
   */
  public record Kafka(
      String servers,
      List<String> topics,
      @Default("json") RecordFormat values,
      @Default("2000000") long maxMessagesPerBatch) {
    public Kafka {
      topics = List.copyOf(topics);
      if (topics.isEmpty()) {
        throw new IllegalArgumentException("topics is empty");
      }
      if (maxMessagesPerBatch < 1) {
        throw new IllegalArgumentException(
            "max-messages-per-batch is " + maxMessagesPerBatch + ", not ≥ 1");
      }
    }
  }

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
    requirePlace(format, path, table, jdbc, kafka, mark);
    require(
        duplicates != Duplicates.BY_ID || select.containsKey("event_id"),
        "select gives no event_id; without one say duplicates = by-content (records that are the"
            + " same are one) or by-content-occurrence (repeats within a file are meant)");
    require(
        duplicates != Duplicates.BY_CONTENT_OCCURRENCE || format.isFiles(),
        "duplicates = by-content-occurrence counts repeats within a file, and "
            + format.sparkName()
            + " has none; use by-id or by-content");
    columnNames = List.copyOf(columnNames);
    optionalColumns = List.copyOf(optionalColumns);
    flatten = List.copyOf(flatten);
  }

  /** How a single record is written. */
  RecordFormat records() {
    return kafka.map(Kafka::values).filter(values -> isKafka()).orElse(format.records());
  }

  private boolean isKafka() {
    return format == SourceFormat.KAFKA;
  }

  /** Options for Spark's reader; what holds secrets never leaves towards a log. */
  Map<String, String> readerOptions() {
    Map<String, String> all = new TreeMap<>(options);
    secretOptions.forEach((name, secret) -> all.put(name, secret.reveal()));
    return all;
  }

  private static void requirePlace(
      SourceFormat format,
      String path,
      String table,
      Optional<Jdbc> jdbc,
      Optional<Kafka> kafka,
      String mark) {
    switch (format.kind()) {
      case TEXT_FILES, COLUMN_FILES -> require(!path.isBlank(), "path is empty");
      case STREAM -> {
        boolean isKafka = format == SourceFormat.KAFKA;
        require(isKafka || !path.isBlank(), "path is empty");
        require(!isKafka || kafka.isPresent(), "kafka { servers, topics } is missing");
      }
      case MARKED -> {
        boolean isJdbc = format == SourceFormat.JDBC;
        require(!isJdbc || jdbc.isPresent(), "jdbc { url } is missing");
        String query = jdbc.filter(database -> isJdbc).map(Jdbc::query).orElse("");
        require(
            table.isBlank() != query.isBlank(),
            isJdbc ? "either table or jdbc.query is needed" : "table is empty");
        require(
            !mark.isBlank(),
            "mark is empty: a table needs a column that only grows, by which new rows are found");
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static void one(String what, String value) {
    if (value.length() != 1) {
      throw new IllegalArgumentException(what + " is '" + value + "', not one character");
    }
  }
}

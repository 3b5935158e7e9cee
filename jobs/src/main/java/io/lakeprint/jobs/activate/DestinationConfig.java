package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.config.Secret;
import io.lakeprint.common.config.WrittenOnce;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where audiences go: exactly one of the sections, and when.
 *
 * @param files folders of files
 * @param jdbc a table of a database
 * @param http a webhook
 * @param kafka a topic
 * @param quietHours hours of the business zone in which it is told nothing, such as 21:30-08:00;
 *     none = it may be told at any time
 */
@WrittenOnce
public record DestinationConfig(
    Optional<Files> files,
    Optional<Jdbc> jdbc,
    Optional<Http> http,
    Optional<Kafka> kafka,
    Optional<String> quietHours) {

  public DestinationConfig {
    if (Stream.of(files, jdbc, http, kafka).filter(Optional::isPresent).count() != 1) {
      throw new IllegalArgumentException("must have exactly one of files, jdbc, http and kafka");
    }
    quietHours.ifPresent(QuietHours::of);
  }

  /** How files are written. */
  public enum FileFormat {
    JSON,
    CSV,
    PARQUET
  }

  /**
   * A folder per send, whole once its manifest is there.
   *
   * @param path folder or URI of any Hadoop filesystem
   * @param format how the files are written
   * @param header whether csv files name their columns
   * @param byChange whether added, changed and removed targets are in folders of their own, in
   *     files without a column that says so
   * @param rowsPerFile a file has no more rows
   */
  public record Files(
      String path,
      @Default("json") FileFormat format,
      @Default("true") boolean header,
      @Default("false") boolean byChange,
      @Default("1000000") long rowsPerFile) {

    public Files {
      if (path.isBlank()) {
        throw new IllegalArgumentException("path is empty");
      }
      if (rowsPerFile < 1) {
        throw new IllegalArgumentException("rows-per-file must be at least 1, got " + rowsPerFile);
      }
    }
  }

  /**
   * A table whose rows are the audience: added and changed targets are upserted, removed ones
   * deleted.
   *
   * @param url address of a PostgreSQL or MySQL database, without user and password
   * @param user name to log in with
   * @param password its password, from the environment
   * @param table the table, with its schema where needed; the target's column is its key
   * @param connections how many write at once
   */
  public record Jdbc(
      String url,
      Optional<String> user,
      Optional<Secret> password,
      String table,
      @Default("2") int connections) {

    public Jdbc {
      if (!url.matches("jdbc:(postgresql|mysql|mariadb):.*")) {
        throw new IllegalArgumentException(
            "url must start with jdbc:postgresql:, jdbc:mysql: or jdbc:mariadb:");
      }
      if (!table.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?")) {
        throw new IllegalArgumentException("table '" + table + "' is no table or schema.table");
      }
      if (connections < 1) {
        throw new IllegalArgumentException("connections must be at least 1, got " + connections);
      }
    }
  }

  /**
   * A topic with a message per target, whose key is the target's.
   *
   * @param servers addresses of brokers, host:port, separated by commas
   * @param topic the topic
   * @param options passed on to the producer, such as acks
   * @param secretOptions the same for what must not be seen, from the environment
   */
  public record Kafka(
      String servers,
      String topic,
      @Default("{}") Map<String, String> options,
      @Default("{}") Map<String, Secret> secretOptions) {

    public Kafka {
      if (servers.isBlank() || topic.isBlank()) {
        throw new IllegalArgumentException("servers and topic must not be empty");
      }
    }
  }

  /**
   * A service that is told of batches by POST, each with an {@code Idempotency-Key}.
   *
   * @param url its address
   * @param bearer token of the header {@code Authorization}, from the environment
   * @param headers further headers
   * @param secretHeaders further headers that must not be seen, from the environment
   * @param batchSize targets in a request
   * @param requestsPerSecond no more requests are made
   * @param timeout how long a request may take, to the end of its answer
   * @param attempts how often a request is made that meets 408, 425, 429, 5xx or no answer
   * @param backOff pause before the second attempt; doubles up to a minute; Retry-After may ask for
   *     more
   * @param maxRefused how many batches the service may refuse before it is taken for another one
   */
  public record Http(
      String url,
      Optional<Secret> bearer,
      @Default("{}") Map<String, String> headers,
      @Default("{}") Map<String, Secret> secretHeaders,
      @Default("500") int batchSize,
      @Default("10") double requestsPerSecond,
      @Default("30 seconds") Duration timeout,
      @Default("5") int attempts,
      @Default("1 second") Duration backOff,
      @Default("10") int maxRefused) {

    public Http {
      if (!url.matches("https?://.+")) {
        throw new IllegalArgumentException("url must start with http:// or https://");
      }
      if (batchSize < 1 || attempts < 1 || maxRefused < 0 || requestsPerSecond <= 0) {
        throw new IllegalArgumentException(
            "batch-size and attempts must be at least 1, max-refused 0 or more and"
                + " requests-per-second above 0");
      }
      if (timeout.toMillis() < 1 || backOff.isNegative()) {
        throw new IllegalArgumentException(
            "timeout must be at least 1 ms and back-off 0 or more, got "
                + timeout
                + " and "
                + backOff);
      }
    }
  }
}

package io.lakeprint.common.run;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.TableSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a job may use besides its configuration. */
public interface JobContext {

  Lake lake();

  /** Day at whose end the state is taken: all {@code event_date} up to and with it. */
  LocalDate asOf();

  /** The business zone. */
  ZoneId zone();

  /** This call of the launcher. */
  String runId();

  /** Binds another section of the configuration (identifier types, privacy, sources). */
  <T extends Record> T settings(String path, Class<T> type);

  /** Whether nothing may be written. */
  boolean dryRun();

  /** What time it is: for audit columns, and to tell the future from the past. */
  Instant now();

  /** Prints a line that a person asked for. */
  void print(String line);

  /** Shows what a long step is doing on a terminal. */
  void progress(String step);

  /**
   * A declared input: its latest version, or for a {@code previous} one the version it had when the
   * run started.
   */
  Dataset<Row> input(TableSpec table);

  default SparkSession spark() {
    return lake().spark();
  }
}

package io.lakeprint.common.run;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.TableSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The context of another one, but for what an implementation says differently. */
public interface JobContextView extends JobContext {

  /** The one that answers. */
  JobContext context();

  @Override
  default Lake lake() {
    return context().lake();
  }

  @Override
  default LocalDate asOf() {
    return context().asOf();
  }

  @Override
  default ZoneId zone() {
    return context().zone();
  }

  @Override
  default String runId() {
    return context().runId();
  }

  @Override
  default <T extends Record> T settings(String path, Class<T> type) {
    return context().settings(path, type);
  }

  @Override
  default boolean dryRun() {
    return context().dryRun();
  }

  @Override
  default Instant now() {
    return context().now();
  }

  @Override
  default void print(String line) {
    context().print(line);
  }

  @Override
  default void progress(String step) {
    context().progress(step);
  }

  @Override
  default Dataset<Row> input(TableSpec table) {
    return context().input(table);
  }
}

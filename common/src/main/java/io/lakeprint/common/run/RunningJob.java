package io.lakeprint.common.run;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.TableSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The context of one job of a run. */
record RunningJob(
    RunScope scope, JobSpec<?> spec, Lake lake, Map<String, Long> previousVersions, Clock clock)
    implements JobContext {

  @Override
  public LocalDate asOf() {
    return scope.identity().asOf();
  }

  @Override
  public ZoneId zone() {
    return scope.manifest().zone();
  }

  @Override
  public String runId() {
    return scope.identity().runId();
  }

  @Override
  public <T extends Record> T settings(String path, Class<T> type) {
    return scope.config().bind(path, type);
  }

  @Override
  public boolean dryRun() {
    return scope.options().dryRun();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void print(String line) {
    scope.terminal().line(line);
  }

  @Override
  public void progress(String step) {
    scope.terminal().status(spec.name(), spec.name() + ": " + step);
  }

  @Override
  public Dataset<Row> input(TableSpec table) {
    JobInput declared =
        spec.inputs().stream()
            .filter(input -> input.table().name().equals(table.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        spec.name() + " reads " + table.name() + " without declaring it"));
    // What the job itself writes it holds: no other run writes it meanwhile, and one that it waited
    // for may have written it since the start.
    return declared.previous() && !spec.outputs().contains(table)
        ? lake.readAt(table, previousVersions.getOrDefault(table.name(), lake.version(table)))
        : lake.read(table);
  }
}

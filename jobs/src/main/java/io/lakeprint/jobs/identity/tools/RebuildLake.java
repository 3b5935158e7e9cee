package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.lake.JobState;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeView;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.Upkeep;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A lake that knows events, overrides and the log as a run found them, and has forgotten everything
 * that follows from them; what is written stays beside the real one, in temporary storage of Spark.
 */
final class RebuildLake extends LakeView {
  private final Map<String, Long> given;
  private final Map<String, Dataset<Row>> written = new HashMap<>();

  /**
   * A view of a lake.
   *
   * @param given tables that are known, and at which version; -1 = not there
   */
  RebuildLake(Lake lake, Map<String, Long> given) {
    super(lake);
    this.given = given;
  }

  /** Not the lake's own: two runs that settle steps of theirs must not meet. */
  @Override
  public String root() {
    return lake.root() + "/_lakeprint/rebuild";
  }

  @Override
  public Dataset<Row> read(TableSpec table) {
    Dataset<Row> rows = written.get(table.name());
    return rows == null ? lake.readAt(table, given.getOrDefault(table.name(), -1L)) : rows;
  }

  @Override
  public Dataset<Row> readAt(TableSpec table, long version) {
    return version < 0 ? lake.readAt(table, version) : read(table);
  }

  @Override
  public Dataset<Row> changes(TableSpec table, long after, long to) {
    throw new UnsupportedOperationException("a rebuild looks at everything");
  }

  @Override
  public long version(TableSpec table) {
    return written.containsKey(table.name()) ? 0 : given.getOrDefault(table.name(), -1L);
  }

  @Override
  public WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction) {
    return keep(table, read(table).unionByName(rows));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part) {
    return keep(table, read(table).where("NOT (" + part.scope() + ")").unionByName(rows));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part, JobState state) {
    throw new UnsupportedOperationException("identity keeps no such state");
  }

  @Override
  public WriteResult keep(TableSpec table, JobState state) {
    throw new UnsupportedOperationException("identity keeps no such state");
  }

  @Override
  public WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    throw new UnsupportedOperationException("a rebuild writes everything");
  }

  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    return sync(table, rows, Part.where(scope));
  }

  @Override
  public Upkeep optimize(TableSpec table, Duration retention, OptionalLong needed) {
    throw new UnsupportedOperationException("a rebuild has no files");
  }

  @Override
  public WriteResult delete(TableSpec table, Column rows) {
    throw new UnsupportedOperationException("a rebuild deletes nothing");
  }

  /** People of events follow from the map, which is what is compared. */
  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    return WriteResult.unchanged(table, version(table));
  }

  @Override
  public Lease lease(TableSpec table) {
    return () -> {};
  }

  @Override
  public Optional<Lease> presence(String runId) {
    return Optional.of(() -> {});
  }

  private WriteResult keep(TableSpec table, Dataset<Row> rows) {
    written.put(table.name(), rows.select(table.cols()).localCheckpoint());
    return WriteResult.unchanged(table, 0);
  }
}

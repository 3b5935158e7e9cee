package io.lakeprint.common.run;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake that shows what it would write: plans for {@code --explain}, nothing for {@code
 * --dry-run}.
 */
final class PreviewLake implements Lake {

  private final Lake lake;
  private final RunScope.Options options;
  private final Terminal terminal;

  PreviewLake(Lake lake, RunScope.Options options, Terminal terminal) {
    this.lake = lake;
    this.options = options;
    this.terminal = terminal;
  }

  @Override
  public SparkSession spark() {
    return lake.spark();
  }

  @Override
  public String root() {
    return lake.root();
  }

  @Override
  public String location(TableSpec table) {
    return lake.location(table);
  }

  @Override
  public boolean exists(TableSpec table) {
    return lake.exists(table);
  }

  @Override
  public Dataset<Row> read(TableSpec table) {
    return lake.read(table);
  }

  @Override
  public Dataset<Row> readAt(TableSpec table, long version) {
    return lake.readAt(table, version);
  }

  @Override
  public Dataset<Row> changes(TableSpec table, long after, long to) {
    return lake.changes(table, after, to);
  }

  @Override
  public long version(TableSpec table) {
    return lake.version(table);
  }

  @Override
  public WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction) {
    return preview(table, rows, () -> lake.append(table, rows, transaction));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows) {
    return preview(table, rows, () -> lake.sync(table, rows));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, String scope) {
    return preview(table, rows, () -> lake.sync(table, rows, scope));
  }

  @Override
  public WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    return preview(table, wanted, () -> lake.replace(table, current, wanted));
  }

  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    return preview(table, rows, () -> lake.replaceWhere(table, rows, scope));
  }

  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    return preview(table, changes, () -> lake.update(table, changes, on, prune));
  }

  @Override
  public Lease lease(TableSpec table) {
    return lake.lease(table);
  }

  @Override
  public Optional<Lease> presence(String runId) {
    return lake.presence(runId);
  }

  private WriteResult preview(TableSpec table, Dataset<Row> rows, Supplier<WriteResult> write) {
    if (options.explain()) {
      terminal.line("== " + table.name() + " ==");
      rows.explain("formatted");
    }
    if (options.dryRun()) {
      terminal.line(table.name() + ": " + rows.count() + " rows computed, not written (dry run)");
      return WriteResult.unchanged(table, lake.version(table));
    }
    return write.get();
  }
}

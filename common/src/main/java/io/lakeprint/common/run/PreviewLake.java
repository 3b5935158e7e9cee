package io.lakeprint.common.run;

import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.lake.JobState;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.List;
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
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part) {
    return preview(table, rows, () -> lake.sync(table, rows, part));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part, JobState state) {
    return preview(table, rows, () -> lake.sync(table, rows, part, state));
  }

  @Override
  public WriteResult keep(TableSpec table, JobState state) {
    return options.dryRun()
        ? WriteResult.unchanged(table, lake.version(table))
        : lake.keep(table, state);
  }

  @Override
  public Increment increment(
      List<TableSpec> outputs, List<TableSpec> inputs, LocalDate asOf, String... definitions) {
    return lake.increment(outputs, inputs, asOf, definitions);
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

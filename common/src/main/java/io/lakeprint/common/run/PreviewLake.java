package io.lakeprint.common.run;

import io.lakeprint.common.lake.Difference;
import io.lakeprint.common.lake.JobState;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeView;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.Upkeep;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A lake that shows what it would write: plans for {@code --explain}, nothing for {@code
 * --dry-run}.
 */
final class PreviewLake extends LakeView {

  private final RunScope.Options options;
  private final Terminal terminal;

  PreviewLake(Lake lake, RunScope.Options options, Terminal terminal) {
    super(lake);
    this.options = options;
    this.terminal = terminal;
  }

  @Override
  public WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction) {
    return preview(table, rows, () -> lake.append(table, rows, transaction));
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
    return options.dryRun() ? unchanged(table) : lake.keep(table, state);
  }

  @Override
  public WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    return preview(
        table,
        wanted,
        () -> told(Difference.between(table, current, wanted)),
        () -> lake.replace(table, current, wanted));
  }

  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    return preview(table, rows, () -> lake.replaceWhere(table, rows, scope));
  }

  @Override
  public Upkeep optimize(TableSpec table, Duration retention, OptionalLong needed) {
    if (options.dryRun()) {
      terminal.line(table.name() + ": not optimized (dry run)");
      return Upkeep.none(table, version(table));
    }
    return lake.optimize(table, retention, needed);
  }

  @Override
  public WriteResult delete(TableSpec table, Column rows) {
    Dataset<Row> going = lake.read(table).where(rows);
    return preview(
        table, going, () -> going.count() + " rows to delete", () -> lake.delete(table, rows));
  }

  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    return preview(table, changes, () -> lake.update(table, changes, on, prune));
  }

  private WriteResult preview(TableSpec table, Dataset<Row> rows, Supplier<WriteResult> write) {
    return preview(table, rows, () -> rows.count() + " rows computed", write);
  }

  private WriteResult preview(
      TableSpec table, Dataset<Row> rows, Supplier<String> what, Supplier<WriteResult> write) {
    if (options.explain()) {
      synchronized (terminal) { // of steps side by side, one plan after the other
        terminal.line("== " + table.name() + " ==");
        rows.explain("formatted");
      }
    }
    if (options.dryRun()) {
      terminal.line(table.name() + ": " + what.get() + ", not written (dry run)");
      return unchanged(table);
    }
    return write.get();
  }

  private static String told(Difference difference) {
    return String.format(
        Locale.ROOT,
        "%,d rows to add, %,d to change, %,d to delete",
        difference.missing(),
        difference.changed(),
        difference.extra());
  }
}

package io.lakeprint.common.run;

import io.lakeprint.common.lake.Difference;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.lake.JobState;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A lake on which jobs compute everything from the beginning, from their inputs as they last read
 * them, and write nothing: what they would have written to a table of state is compared with what
 * is there, and told.
 */
public final class ReconcileLake implements Lake {

  private final Lake lake;
  private final Consumer<Difference> told;

  /**
   * @param told what separates a table from its full rebuild; told of equal tables too
   */
  public ReconcileLake(Lake lake, Consumer<Difference> told) {
    this.lake = lake;
    this.told = told;
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
    return unchanged(table);
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows) {
    return sync(table, rows, Part.all());
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part) {
    if (table.kind() == TableKind.STATE) {
      told.accept(Difference.between(table, part.of(lake.read(table)), rows));
    }
    return unchanged(table);
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part, JobState state) {
    return sync(table, rows, part);
  }

  @Override
  public WriteResult keep(TableSpec table, JobState state) {
    return unchanged(table);
  }

  /**
   * @throws io.lakeprint.common.error.UsageException when the tables hold at another as-of
   */
  @Override
  public Increment increment(
      List<TableSpec> outputs, List<TableSpec> inputs, LocalDate asOf, String... definitions) {
    return lake.increment(outputs, inputs, asOf, definitions).again();
  }

  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    return unchanged(table);
  }

  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    return unchanged(table);
  }

  @Override
  public Lease lease(TableSpec table) {
    return lake.lease(table);
  }

  private WriteResult unchanged(TableSpec table) {
    return WriteResult.unchanged(table, lake.version(table));
  }
}

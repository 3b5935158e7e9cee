package io.lakeprint.common.run;

import io.lakeprint.common.lake.Difference;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.lake.JobState;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeView;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.Upkeep;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A lake on which jobs compute everything from the beginning, from their inputs as they last read
 * them, and write nothing: what they would have written to a table of state is compared with what
 * is there, and told.
 */
public final class ReconcileLake extends LakeView {

  private final Consumer<Difference> told;

  /**
   * @param told what separates a table from its full rebuild; told of equal tables too
   */
  public ReconcileLake(Lake lake, Consumer<Difference> told) {
    super(lake);
    this.told = told;
  }

  @Override
  public WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction) {
    return unchanged(table);
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
  public WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    return unchanged(table);
  }

  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    return sync(table, rows, Part.where(scope));
  }

  @Override
  public Upkeep optimize(TableSpec table, Duration retention, OptionalLong needed) {
    return Upkeep.none(table, version(table));
  }

  @Override
  public WriteResult delete(TableSpec table, Column rows) {
    return unchanged(table);
  }

  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    return unchanged(table);
  }
}

package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake that reads as another one does; what writing it does is its own. */
public abstract class LakeView implements Lake {

  /** The lake behind the view. */
  protected final Lake lake;

  protected LakeView(Lake lake) {
    this.lake = lake;
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
    return version(table) >= 0;
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
  public Optional<LocalDate> asOf(TableSpec table) {
    return lake.asOf(table);
  }

  @Override
  public Increment increment(
      List<TableSpec> outputs, List<TableSpec> inputs, LocalDate asOf, String... definitions) {
    return lake.increment(outputs, inputs, asOf, definitions);
  }

  @Override
  public Lease lease(TableSpec table) {
    return lake.lease(table);
  }

  @Override
  public Optional<Lease> presence(String runId) {
    return lake.presence(runId);
  }

  /** What a write answers that left the table as it is. */
  protected final WriteResult unchanged(TableSpec table) {
    return WriteResult.unchanged(table, version(table));
  }
}

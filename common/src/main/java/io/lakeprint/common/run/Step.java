package io.lakeprint.common.run;

import io.lakeprint.common.lake.Changed;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes a job's tables for the keys that changed: rows of those keys come out of its inputs and
 * go into its outputs. The same transforms serve all keys and some. Where it cannot be told which
 * keys changed, all are computed, and the report says why.
 */
public final class Step implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Step.class);

  private final JobContext context;
  private final Increment increment;
  private final Changed changed;
  private final String scope;
  private final boolean remade;
  private final List<WriteResult> writes = new ArrayList<>();

  private Step(
      JobContext context, Increment increment, Changed changed, String scope, boolean remade) {
    this.context = context;
    this.increment = increment;
    this.changed = changed;
    this.scope = scope;
    this.remade = remade;
  }

  /** A step that computes {@code changed}; the increment is closed with it. */
  public static Step of(
      JobContext context, List<TableSpec> outputs, Increment increment, Changed changed) {
    boolean remade = outputs.stream().anyMatch(context.lake()::exists);
    if (changed instanceof Changed.Everything everything) {
      LOG.info("Computing everything: {}", everything.reason());
    }
    return new Step(context, increment, kept(increment, changed), "true", remade);
  }

  /** The same step within rows that match a SQL predicate over columns of all its tables. */
  Step within(String predicate) {
    return new Step(context, increment, changed, predicate, remade);
  }

  /** Which keys it computes. */
  public Changed changed() {
    return changed;
  }

  /** The rows of an input that have one of the keys, in columns of the same names. */
  public Dataset<Row> of(Dataset<Row> input) {
    if (changed instanceof Changed.Keys keys) {
      return keys.in(input.where(scope));
    }
    return changed instanceof Changed.Nothing
        ? input.where(functions.lit(false))
        : input.where(scope);
  }

  /** Makes the rows of the computed keys those of the table. */
  public WriteResult sync(TableSpec table, Dataset<Row> rows) {
    WriteResult written = write(table, rows);
    writes.add(written);
    return written;
  }

  /** The writes so far, and why everything was computed anew if it was. */
  public JobReport report() {
    JobReport report = JobReport.of(writes.toArray(WriteResult[]::new));
    return remade && changed instanceof Changed.Everything everything
        ? report.note("made anew: " + everything.reason())
        : report;
  }

  @Override
  public void close() {
    increment.close();
  }

  private WriteResult write(TableSpec table, Dataset<Row> rows) {
    if (changed instanceof Changed.Nothing) {
      return context.lake().keep(table, increment.state());
    }
    Part part = Part.where(scope);
    return context
        .lake()
        .sync(
            table,
            rows,
            changed instanceof Changed.Keys keys ? part.with(keys) : part,
            increment.state());
  }

  private static Changed kept(Increment increment, Changed changed) {
    if (!(changed instanceof Changed.Keys keys)) {
      return changed;
    }
    Dataset<Row> rows = increment.keep(keys.rows());
    return rows.isEmpty() ? new Changed.Nothing() : new Changed.Keys(rows);
  }
}

package io.lakeprint.jobs.ingest.read;

import static io.lakeprint.jobs.ingest.read.RecordColumns.FIRST_FIELD;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The row being filled for one record. */
final class Draft {
  private final String file;
  private final int fields;
  private final boolean withRest;
  private final boolean withRaw;
  private @Nullable Object[] values = {};
  private Map<String, String> rest = Map.of();

  Draft(String file, ReadPlan plan) {
    this.file = file;
    this.fields = plan.fields().size();
    this.withRest = plan.withRest();
    this.withRaw = plan.withRaw();
  }

  void begin(Slice slice) {
    values = new Object[FIRST_FIELD + fields + 1];
    values[0] = file;
    values[1] = slice.line > 0 ? slice.line : null;
    values[2] = slice.offset;
    if (withRest) {
      rest = new LinkedHashMap<>();
    }
  }

  boolean withRest() {
    return withRest;
  }

  void field(int index, @Nullable String value) {
    values[FIRST_FIELD + index] = value;
  }

  void rest(String path, String value) {
    rest.put(path, value);
  }

  /** Undoes what an earlier duplicate of the key left. */
  void forget(String path) {
    rest.remove(path);
  }

  Row record(Slice slice) {
    if (withRaw) {
      values[5] = slice.copy();
    }
    if (withRest) {
      values[FIRST_FIELD + fields] = CollectionConverters.asScala(rest);
    }
    return RowFactory.create(values);
  }

  /** One refused record. */
  Row problem(Slice slice, BadRecord problem) {
    @Nullable Object[] row = new Object[FIRST_FIELD + fields + 1];
    row[0] = file;
    row[1] = slice.line > 0 ? slice.line : null;
    row[2] = slice.offset;
    row[3] = problem.code();
    row[4] = problem.text();
    row[5] = slice.length() > 0 ? slice.copy() : null;
    return RowFactory.create(row);
  }

  /** One refused file, or the refused part of it that begins at the offset. */
  Row problem(long offset, BadRecord problem) {
    Slice nowhere = new Slice();
    nowhere.offset = offset;
    return problem(nowhere, problem);
  }
}

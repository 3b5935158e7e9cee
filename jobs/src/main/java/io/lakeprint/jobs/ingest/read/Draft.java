package io.lakeprint.jobs.ingest.read;

import static io.lakeprint.jobs.ingest.read.RecordColumns.FIRST_FIELD;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The row being filled for one record. */
final class Draft {
  private String file;
  private final int fields;
  private final boolean withRest;
  private final boolean withRaw;
  private @Nullable Object[] values = {};
  private @Nullable String layout;
  private Map<String, String> rest = Map.of();
  private final List<PathTree> flat = new ArrayList<>();
  private final List<String> flatValues = new ArrayList<>();

  Draft(String file, ReadPlan plan) {
    this.file = file;
    this.fields = plan.fields().size();
    this.withRest = plan.withRest();
    this.withRaw = plan.withRaw();
  }

  /** What records from now on need to be read alone. */
  void layout(@Nullable String text) {
    layout = text;
  }

  /** The next record comes from somewhere else, where this layout holds. */
  void from(String place, @Nullable String placeLayout) {
    file = place;
    layout = placeLayout;
  }

  void begin(Slice slice) {
    values = new Object[FIRST_FIELD + fields + 1];
    values[0] = file;
    values[1] = slice.line > 0 ? slice.line : null;
    values[2] = slice.offset;
    if (withRest) {
      rest = new LinkedHashMap<>();
      flat.clear();
      flatValues.clear();
    }
  }

  boolean withRest() {
    return withRest;
  }

  void field(int index, @Nullable String value) {
    values[FIRST_FIELD + index] = value;
  }

  void fields(int[] indices, @Nullable String value) {
    for (int index : indices) {
      field(index, value);
    }
  }

  void rest(String path, String value) {
    rest.put(path, value);
  }

  void rest(PathTree node, String value) {
    if (node.shortName() == null) {
      rest.put(node.path(), value);
    } else {
      flat.add(node);
      flatValues.add(value);
    }
  }

  /** Undoes what an earlier duplicate of the key left. */
  void forget(PathTree node) {
    rest.remove(node.path());
  }

  /** Short names come last: those that stand there already keep their place. */
  private void addFlattened() {
    for (int i = 0; i < flat.size(); i++) {
      PathTree node = flat.get(i);
      String value = flatValues.get(i);
      if (rest.putIfAbsent(String.valueOf(node.shortName()), value) != null) {
        rest.put(node.path(), value);
      }
    }
  }

  Row record(Slice slice) {
    if (withRaw) {
      values[5] = slice.copy();
      values[6] = layout;
    }
    if (withRest) {
      addFlattened();
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
    row[6] = layout;
    return RowFactory.create(row);
  }

  /** One refused file, or the refused part of it that begins at the offset. */
  Row problem(long offset, BadRecord problem) {
    Slice nowhere = new Slice();
    nowhere.offset = offset;
    return problem(nowhere, problem);
  }
}

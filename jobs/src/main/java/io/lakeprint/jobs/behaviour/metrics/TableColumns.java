package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.Map;
import java.util.TreeMap;

/** What conditions may say about a row of a table: its scalar columns by name. */
final class TableColumns {

  private TableColumns() {}

  static Map<String, Subject> of(TableSpec table) {
    Map<String, Subject> subjects = new TreeMap<>();
    for (ColumnSpec column : table.columns()) {
      ValueType.of(column.type())
          .ifPresent(type -> subjects.put(column.name(), new Subject(type, column.col())));
    }
    return subjects;
  }
}

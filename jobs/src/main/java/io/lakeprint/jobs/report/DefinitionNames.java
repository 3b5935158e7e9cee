package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.jobs.report.page.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The latest version of each definition, by kind and id.
 *
 * @param latest rows of {@code ops.definitions} by {@code kind:id}
 */
record DefinitionNames(Map<String, Row> latest) {

  static final String TAG = "tag";
  static final String REPORT = "report";

  DefinitionNames {
    latest = Map.copyOf(latest);
  }

  /** From all versions, the one that came into use first before the others. */
  static DefinitionNames of(List<Row> oldestFirst) {
    Map<String, Row> latest = new HashMap<>();
    oldestFirst.forEach(
        row ->
            latest.put(
                key(
                    Reading.text(row, DefinitionsTable.KIND),
                    Reading.text(row, DefinitionsTable.DEFINITION_ID)),
                row));
    return new DefinitionNames(latest);
  }

  static String key(String kind, String id) {
    return kind + ":" + id;
  }

  boolean knows(String kind, String id) {
    return latest.containsKey(key(kind, id));
  }

  /** The definition's names; its id where the lake keeps none. */
  Text of(String kind, String id) {
    Row row = latest.get(key(kind, id));
    return row == null
        ? Text.same(id.replace('_', ' '))
        : Text.of(
            Reading.text(row, DefinitionsTable.NAME_ZH),
            Reading.text(row, DefinitionsTable.NAME_EN));
  }
}

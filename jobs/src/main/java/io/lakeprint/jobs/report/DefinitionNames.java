package io.lakeprint.jobs.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.jobs.report.page.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;

/**
 * The latest version of each definition, by kind and id.
 *
 * @param latest rows of {@code ops.definitions} by {@code kind:id}
 */
record DefinitionNames(Map<String, Row> latest) {

  static final String TAG = "tag";
  static final String REPORT = "report";
  static final String SEGMENT = "segment";

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

  /** A definition as it is written; one that another Lakeprint wrote may hold anything. */
  static Config parsed(Row definition) {
    try {
      return ConfigFactory.parseString(Reading.text(definition, DefinitionsTable.DEFINITION));
    } catch (ConfigException e) {
      return ConfigFactory.empty();
    }
  }

  /** A number that a definition says; empty where it says none. */
  Optional<Integer> number(String kind, String id, String key) {
    Row row = latest.get(key(kind, id));
    try {
      return row == null || !parsed(row).hasPath(key)
          ? Optional.empty()
          : Optional.of(parsed(row).getInt(key));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  /** Ids of the definitions of a kind of which something holds, in their order. */
  List<String> ids(String kind, Predicate<Config> holds) {
    return latest.values().stream()
        .filter(row -> Reading.text(row, DefinitionsTable.KIND).equals(kind))
        .filter(row -> holds.test(parsed(row)))
        .map(row -> Reading.text(row, DefinitionsTable.DEFINITION_ID))
        .sorted()
        .toList();
  }

  /** The names of an entry of the book, {@code kind:id}. */
  Text of(String definition) {
    int colon = definition.indexOf(':');
    return of(definition.substring(0, colon), definition.substring(colon + 1));
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

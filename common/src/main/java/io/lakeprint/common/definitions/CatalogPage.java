package io.lakeprint.common.definitions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalogue of definitions, ready to be shown.
 *
 * @param columns heads of the columns that stand between the names and the version
 * @param entries one for each definition
 */
public record CatalogPage(List<String> columns, List<Entry> entries) {

  /**
   * One definition.
   *
   * @param id its id
   * @param group where it stands
   * @param definition itself
   * @param description what an operator should know before using it
   * @param cells what is in {@link #columns}
   * @param fields everything about it by name, for programs
   */
  public record Entry(
      String id,
      String group,
      Definition definition,
      Optional<String> description,
      List<String> cells,
      Map<String, String> fields) {}

  /** The entries by group, each in order of ids. */
  Map<String, Map<String, Entry>> groups() {
    Map<String, Map<String, Entry>> groups = new TreeMap<>();
    for (Entry entry : entries) {
      groups.computeIfAbsent(entry.group(), group -> new TreeMap<>()).put(entry.id(), entry);
    }
    return groups;
  }
}

package io.lakeprint.common.definitions;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The columns that a catalogue of tags has in the tables of people.
 *
 * @param definitions checked tags by id
 */
public record TagColumns(Map<String, TagDefinition> definitions) {

  /** What a list tag's text column in portraits ends with. */
  private static final String LIST_SUFFIX = "_list";

  /** {@code profile.person_tags} with one column per stored tag. */
  public TableSpec personTags() {
    return PersonTagsTable.SPEC.withColumns(stored());
  }

  /** One column per stored tag, by id. */
  public List<ColumnSpec> stored() {
    return definitions.entrySet().stream()
        .filter(tag -> tag.getValue().isStored())
        .map(tag -> column(tag.getKey(), tag.getValue()))
        .toList();
  }

  /** Scalar columns of portraits, by id: a list is its first value and its values as JSON text. */
  public List<ColumnSpec> published() {
    return definitions.entrySet().stream()
        .flatMap(tag -> published(tag.getKey(), tag.getValue()))
        .toList();
  }

  /** The column that holds a stored tag. */
  public static ColumnSpec column(String id, TagDefinition tag) {
    return ColumnSpec.optional(id, tag.type().dataType(), comment(tag)).personal();
  }

  /** The column in portraits that holds the values of a list tag as a JSON array of texts. */
  public static ColumnSpec list(String id, TagDefinition tag) {
    return ColumnSpec.optional(
            id + LIST_SUFFIX, Types.STRING, comment(tag) + "; all values as a JSON array")
        .personal();
  }

  private static Stream<ColumnSpec> published(String id, TagDefinition tag) {
    return tag.type() == ValueType.LIST
        ? Stream.of(
            ColumnSpec.optional(id, Types.STRING, comment(tag) + "; the first value").personal(),
            list(id, tag))
        : Stream.of(column(id, tag));
  }

  private static String comment(TagDefinition tag) {
    return tag.nameEn()
        + " · "
        + tag.nameZh()
        + tag.unit().map(unit -> " [" + unit + "]").orElse("")
        + "; null = unknown";
  }
}

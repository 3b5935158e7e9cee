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

  /** What the columns of an attribute's source and moment end with. */
  private static final String SOURCE_SUFFIX = "_source";

  private static final String SINCE_SUFFIX = "_since";

  /** {@code profile.person_tags} with one column per stored tag. */
  public TableSpec personTags() {
    return PersonTagsTable.SPEC.withColumns(stored());
  }

  /** One column per stored tag, by id; of an attribute also its source and moment. */
  public List<ColumnSpec> stored() {
    return definitions.entrySet().stream()
        .filter(tag -> tag.getValue().isStored())
        .flatMap(
            tag ->
                Stream.concat(
                    Stream.of(column(tag.getKey(), tag.getValue())),
                    provenance(tag.getKey(), tag.getValue())))
        .toList();
  }

  /** The columns that say where attributes come from, and since when. */
  public List<ColumnSpec> provenance() {
    return definitions.entrySet().stream()
        .flatMap(tag -> provenance(tag.getKey(), tag.getValue()))
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

  /** The column that holds the source of an attribute. */
  public static ColumnSpec source(String id, TagDefinition tag) {
    return ColumnSpec.optional(
            id + SOURCE_SUFFIX, Types.STRING, comment(tag) + "; the source that says it")
        .personal();
  }

  /** The column that holds since when an attribute is what it is. */
  public static ColumnSpec since(String id, TagDefinition tag) {
    return ColumnSpec.optional(
            id + SINCE_SUFFIX, Types.TIMESTAMP, comment(tag) + "; since when it is so, UTC")
        .personal();
  }

  private static Stream<ColumnSpec> provenance(String id, TagDefinition tag) {
    return tag.kind() == TagKind.ATTRIBUTE
        ? Stream.of(source(id, tag), since(id, tag))
        : Stream.empty();
  }

  private static Stream<ColumnSpec> published(String id, TagDefinition tag) {
    return tag.type() == ValueType.LIST
        ? Stream.of(
            ColumnSpec.optional(id, Types.STRING, comment(tag) + "; the first value").personal(),
            list(id, tag))
        : Stream.concat(Stream.of(column(id, tag)), provenance(id, tag));
  }

  private static String comment(TagDefinition tag) {
    return tag.nameEn()
        + " · "
        + tag.nameZh()
        + tag.unit().map(unit -> " [" + unit + "]").orElse("")
        + "; null = unknown";
  }
}

package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * What conditions can compare of a portrait.
 *
 * @param columns the catalogue of tags and the published models
 */
public record PortraitSubjects(PortraitColumns columns) {

  /** The tags, by id. */
  public Map<String, Subject> tags() {
    Map<String, Subject> tags = new TreeMap<>();
    columns
        .tags()
        .definitions()
        .forEach((id, tag) -> tags.put(id, new Subject(tag.type(), column(id, tag))));
    return tags;
  }

  /**
   * Everything else by the name of its column: sources of imported attributes, scores, cluster,
   * kind of person, channels.
   */
  public Map<String, Subject> others() {
    Map<String, Subject> others = new TreeMap<>();
    Stream.of(
            PortraitsTable.SPEC.columns().stream()
                .filter(column -> !column.equals(PortraitsTable.ONE_ID)),
            columns.tags().provenance().stream(),
            columns.models().stream()
                .flatMap(
                    model ->
                        Stream.of(PortraitColumns.score(model), PortraitColumns.decile(model))))
        .flatMap(some -> some)
        .forEach(column -> others.put(column.name(), new Subject(type(column), column.col())));
    return others;
  }

  /** A list tag is there as JSON text; its weights stay behind. */
  private static Column column(String id, TagDefinition tag) {
    if (tag.type() != ValueType.LIST) {
      return TagColumns.column(id, tag).col();
    }
    Column values =
        from_json(TagColumns.list(id, tag).col(), DataTypes.createArrayType(DataTypes.StringType));
    return transform(
        values,
        value -> struct(value.as(ValueType.LIST_VALUE), lit(0.0).as(ValueType.LIST_WEIGHT)));
  }

  private static ValueType type(ColumnSpec column) {
    return ValueType.of(column.type())
        .orElseThrow(() -> new IllegalStateException("no type of values: " + column.name()));
  }
}

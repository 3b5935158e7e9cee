package io.lakeprint.jobs.portraits;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;

import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per current person, with everything that is known beside it; what is not known is null.
 *
 * @param columns the catalogue of tags and the published models
 * @param asOf the day that ages are counted to
 * @param days business days
 */
record PortraitsTransform(PortraitColumns columns, LocalDate asOf, BusinessDays days) {

  /**
   * One dataset per origin, each with at most one row per {@code one_id}.
   *
   * @param persons current people
   * @param tags rows of {@code profile.person_tags}
   * @param channels as {@link ChannelsTransform} makes them
   * @param clusters as {@link ClusterTransform} makes them
   * @param values as {@link ValuesTransform} makes them
   * @param scores as {@link ScoresTransform} makes them, or just {@code one_id} without models
   */
  record Inputs(
      Dataset<Row> persons,
      Dataset<Row> tags,
      Dataset<Row> channels,
      Dataset<Row> clusters,
      Dataset<Row> values,
      Dataset<Row> scores) {}

  /** As many rows as persons, with the columns of {@link PortraitColumns#table}. */
  Dataset<Row> apply(Inputs inputs) {
    String person = PersonsTable.ONE_ID.name();
    Map<String, Column> values = values();
    Column[] selected =
        columns.table().columns().stream()
            .map(column -> column.is(values.getOrDefault(column.name(), column.col())))
            .toArray(Column[]::new);
    return people(inputs.persons())
        .join(stored(inputs.tags()), person, "left")
        .join(inputs.channels(), person, "left")
        .join(inputs.clusters(), person, "left")
        .join(inputs.values(), person, "left")
        .join(inputs.scores(), person, "left")
        .select(selected);
  }

  private static Dataset<Row> people(Dataset<Row> persons) {
    return persons.select(
        PersonsTable.ONE_ID.col(),
        PersonsTable.PERSON_KIND.col(),
        PersonsTable.FIRST_SEEN_AT.col(),
        PersonsTable.LAST_SEEN_AT.col(),
        PortraitsTable.IDENTIFIER_COUNT.is(PersonsTable.NODE_COUNT.col()));
  }

  /** Columns of tags that the catalogue no longer has stay behind. */
  private Dataset<Row> stored(Dataset<Row> tags) {
    return tags.select(
        Stream.concat(Stream.of(PersonTagsTable.ONE_ID), columns.tags().stored().stream())
            .map(ColumnSpec::col)
            .toArray(Column[]::new));
  }

  /** What is not simply a column of that name. */
  private Map<String, Column> values() {
    Map<String, Column> values = new HashMap<>();
    columns.tags().definitions().forEach((id, tag) -> values.putAll(values(id, tag)));
    return values;
  }

  private Map<String, Column> values(String id, TagDefinition tag) {
    if (tag.kind() == TagKind.DAYS_SINCE) {
      Column day = days.dayOf(col(tag.since().orElseThrow()));
      return Map.of(id, date_diff(lit(asOf), day));
    }
    if (tag.type() == ValueType.LIST) {
      ColumnSpec list = TagColumns.list(id, tag);
      return Map.of(
          id,
          get(col(id), lit(0)).getField(ValueType.LIST_VALUE),
          list.name(),
          to_json(transform(col(id), entry -> entry.getField(ValueType.LIST_VALUE))));
    }
    return Map.of();
  }
}

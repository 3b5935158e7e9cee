package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.TagValuesTable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * List tags in long form: rows of {@code profile.person_tags} in, one row per value out.
 *
 * @param tags the catalogue by id
 */
record TagValuesTransform(Map<String, TagDefinition> tags) {

  private static final String TAG = "tag";
  private static final String LIST = "list";

  /** Rows of {@link TagValuesTable}; none where the catalogue has no list tag. */
  Dataset<Row> apply(Dataset<Row> personTags) {
    Column[] lists =
        tags.entrySet().stream()
            .filter(tag -> tag.getValue().type() == ValueType.LIST)
            .map(tag -> struct(lit(tag.getKey()).as(TAG), col(tag.getKey()).as(LIST)))
            .toArray(Column[]::new);
    if (lists.length == 0) {
      return personTags
          .select(
              PersonTagsTable.ONE_ID.col(),
              TagValuesTable.TAG_ID.is(lit("")),
              TagValuesTable.RANK.is(lit(0)),
              TagValuesTable.TAG_VALUE.is(lit("")),
              TagValuesTable.WEIGHT.is(lit(null)))
          .filter(lit(false));
    }
    return personTags
        .select(PersonTagsTable.ONE_ID.col(), explode(array(lists)).as(TAG))
        .select(
            PersonTagsTable.ONE_ID.col(),
            col(TAG).getField(TAG).as(TAG),
            posexplode(col(TAG).getField(LIST)).as(new String[] {"position", "entry"}))
        .select(
            TagValuesTable.ONE_ID.is(PersonTagsTable.ONE_ID.col()),
            TagValuesTable.TAG_ID.is(col(TAG)),
            TagValuesTable.RANK.is(col("position").plus(1)),
            TagValuesTable.TAG_VALUE.is(col("entry").getField(ValueType.LIST_VALUE)),
            TagValuesTable.WEIGHT.is(col("entry").getField(ValueType.LIST_WEIGHT)));
  }
}

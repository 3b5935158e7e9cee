package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SegmentSizesTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many people each segment has at the end of the as-of day, and how many came and went on it;
 * segments without people included.
 *
 * @param asOf the day
 * @param versions version of each segment's definition by id
 */
record SizesTransform(LocalDate asOf, Map<String, String> versions) {

  /**
   * One row per segment.
   *
   * @param memberships as {@link SegmentsTransform} gives them
   * @param journal rows of {@code profile.segment_members} after the run
   */
  Dataset<Row> apply(Dataset<Row> memberships, Dataset<Row> journal) {
    Column isOn = lit(asOf);
    Dataset<Row> moves =
        journal
            .groupBy(SegmentMembersTable.SEGMENT_ID.col())
            .agg(
                count(when(SegmentMembersTable.VALID_FROM.col().equalTo(isOn), 1))
                    .as(SegmentSizesTable.ENTERED.name()),
                count(when(SegmentMembersTable.VALID_TO.col().equalTo(isOn), 1))
                    .as(SegmentSizesTable.LEFT.name()));
    return counted(memberships)
        .join(moves, SegmentSizesTable.SEGMENT_ID.name(), "left")
        .select(
            SegmentSizesTable.AS_OF.is(isOn),
            SegmentSizesTable.SEGMENT_ID.col(),
            SegmentSizesTable.SEGMENT_VERSION.col(),
            SegmentSizesTable.PEOPLE.col(),
            SegmentSizesTable.ALL_PEOPLE.col(),
            SegmentSizesTable.PEOPLE
                .col()
                .divide(nullif(SegmentSizesTable.ALL_PEOPLE.col(), lit(0)))
                .as(SegmentSizesTable.SHARE_RATIO.name()),
            coalesce(SegmentSizesTable.ENTERED.col(), lit(0L)).as(SegmentSizesTable.ENTERED.name()),
            coalesce(SegmentSizesTable.LEFT.col(), lit(0L)).as(SegmentSizesTable.LEFT.name()));
  }

  private Dataset<Row> counted(Dataset<Row> memberships) {
    String all = "all";
    List<Column> counts = new ArrayList<>();
    List<Column> rows = new ArrayList<>();
    versions.forEach(
        (id, version) -> {
          String count = "people of " + id;
          counts.add(count(when(array_contains(SegmentsTransform.MEMBERSHIPS, id), 1)).as(count));
          rows.add(
              struct(
                  SegmentSizesTable.SEGMENT_ID.is(lit(id)),
                  SegmentSizesTable.SEGMENT_VERSION.is(lit(version)),
                  SegmentSizesTable.PEOPLE.is(col("`" + count + "`")),
                  SegmentSizesTable.ALL_PEOPLE.is(col(all))));
        });
    return memberships
        .agg(count(lit(1)).as(all), counts.toArray(Column[]::new))
        .select(inline(array(rows.toArray(Column[]::new))));
  }
}

package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.lakeprint.common.tables.SegmentOverlapsTable;
import io.lakeprint.common.tables.SegmentSizesTable;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many people two segments share, each pair both ways; one small row per person and pair.
 *
 * @param asOf the day
 */
record OverlapsTransform(LocalDate asOf) {

  /**
   * One row per pair that shares somebody.
   *
   * @param memberships as {@link SegmentsTransform} gives them
   * @param sizes as {@link SizesTransform} gives them
   */
  Dataset<Row> apply(Dataset<Row> memberships, Dataset<Row> sizes) {
    String segment = SegmentOverlapsTable.SEGMENT_ID.name();
    String other = SegmentOverlapsTable.OTHER_SEGMENT_ID.name();
    Dataset<Row> pairs =
        memberships
            .where(size(SegmentsTransform.MEMBERSHIPS).gt(1))
            .select(
                explode(SegmentsTransform.MEMBERSHIPS).as(segment), SegmentsTransform.MEMBERSHIPS)
            .select(
                SegmentOverlapsTable.SEGMENT_ID.col(),
                explode(SegmentsTransform.MEMBERSHIPS).as(other))
            .where(
                SegmentOverlapsTable.SEGMENT_ID
                    .col()
                    .notEqual(SegmentOverlapsTable.OTHER_SEGMENT_ID.col()))
            .groupBy(
                SegmentOverlapsTable.SEGMENT_ID.col(), SegmentOverlapsTable.OTHER_SEGMENT_ID.col())
            .agg(count(lit(1)).as(SegmentOverlapsTable.SHARED_PEOPLE.name()));
    Dataset<Row> own =
        sizes.select(
            SegmentSizesTable.SEGMENT_ID.col(),
            SegmentSizesTable.PEOPLE.col().as(SegmentOverlapsTable.PEOPLE.name()));
    Dataset<Row> others =
        sizes.select(
            SegmentSizesTable.SEGMENT_ID.col().as(other),
            SegmentSizesTable.PEOPLE.col().as(SegmentOverlapsTable.OTHER_PEOPLE.name()));
    return pairs
        .join(own, segment)
        .join(others, other)
        .select(
            SegmentOverlapsTable.SEGMENT_ID.col(),
            SegmentOverlapsTable.OTHER_SEGMENT_ID.col(),
            SegmentOverlapsTable.AS_OF.is(lit(asOf)),
            SegmentOverlapsTable.SHARED_PEOPLE.col(),
            SegmentOverlapsTable.PEOPLE.col(),
            SegmentOverlapsTable.OTHER_PEOPLE.col(),
            SegmentOverlapsTable.SHARED_PEOPLE
                .col()
                .divide(SegmentOverlapsTable.PEOPLE.col())
                .as(SegmentOverlapsTable.SHARED_RATIO.name()));
  }
}

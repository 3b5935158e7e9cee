package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * How many people two segments share now; pairs that share nobody have no row. Grain: (segment_id,
 * other_segment_id), both ways.
 */
public final class SegmentOverlapsTable {
  public static final ColumnSpec SEGMENT_ID = SegmentMembersTable.SEGMENT_ID;
  public static final ColumnSpec OTHER_SEGMENT_ID =
      required("other_segment_id", STRING, "The segment it is held against");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the people were counted").auditOnly();
  public static final ColumnSpec SHARED_PEOPLE = required("shared_people", LONG, "People in both");
  public static final ColumnSpec PEOPLE = required("people", LONG, "People in the segment");
  public static final ColumnSpec OTHER_PEOPLE =
      required("other_people", LONG, "People in the other one");
  public static final ColumnSpec SHARED_RATIO =
      required("shared_ratio", DOUBLE, "shared_people / people");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "profile.segment_overlaps",
              "Two segments that share people",
              SEGMENT_ID,
              OTHER_SEGMENT_ID,
              AS_OF,
              SHARED_PEOPLE,
              PEOPLE,
              OTHER_PEOPLE,
              SHARED_RATIO)
          .key(SEGMENT_ID, OTHER_SEGMENT_ID)
          .asExchange();

  private SegmentOverlapsTable() {}
}

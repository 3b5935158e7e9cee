package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/** How many people are in each segment, day by day. Grain: (as_of, segment_id). */
public final class SegmentSizesTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the people were counted");
  public static final ColumnSpec SEGMENT_ID = SegmentMembersTable.SEGMENT_ID;
  public static final ColumnSpec SEGMENT_VERSION =
      required("segment_version", STRING, "Version of the definition");
  public static final ColumnSpec PEOPLE = required("people", LONG, "People in the segment");
  public static final ColumnSpec ALL_PEOPLE =
      required("all_people", LONG, "People with a portrait, whether in it or not");
  public static final ColumnSpec SHARE_RATIO =
      optional("share_ratio", DOUBLE, "people / all_people; null = there are no portraits");
  public static final ColumnSpec ENTERED =
      required("entered", LONG, "People who came in since the run before");
  public static final ColumnSpec LEFT =
      required("left", LONG, "People who went out since the run before");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "profile.segment_sizes",
              "One segment on one day",
              AS_OF,
              SEGMENT_ID,
              SEGMENT_VERSION,
              PEOPLE,
              ALL_PEOPLE,
              SHARE_RATIO,
              ENTERED,
              LEFT)
          .key(AS_OF, SEGMENT_ID)
          .statisticsOn(AS_OF)
          .asExchange();

  private SegmentSizesTable() {}
}

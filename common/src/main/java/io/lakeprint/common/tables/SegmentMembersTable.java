package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Who is in which segment, and since when. Who is in it now: {@code valid_to} is null. Grain:
 * (segment_id, one_id, valid_from).
 */
public final class SegmentMembersTable {
  public static final ColumnSpec SEGMENT_ID = required("segment_id", STRING, "The segment");
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "Current person").pseudonym();
  public static final ColumnSpec VALID_FROM =
      required("valid_from", DATE, "As-of date of the first run that found the person in it");
  public static final ColumnSpec VALID_TO =
      optional(
          "valid_to",
          DATE,
          "As-of date of the first run that found the person out of it again, exclusive; null ="
              + " still in it");
  public static final ColumnSpec SEGMENT_VERSION =
      required(
          "segment_version", STRING, "Version of the definition by which the person came into it");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "profile.segment_members",
              "One stay of one person in one segment",
              SEGMENT_ID,
              ONE_ID,
              VALID_FROM,
              VALID_TO,
              SEGMENT_VERSION)
          .key(SEGMENT_ID, ONE_ID, VALID_FROM)
          .clusteredBy(SEGMENT_ID)
          .statisticsOn(SEGMENT_ID, VALID_FROM)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private SegmentMembersTable() {}
}

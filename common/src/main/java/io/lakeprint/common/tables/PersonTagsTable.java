package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.STRING;

/** The tag state of each person; one more column per tag of the catalogue. Grain: one_id. */
public final class PersonTagsTable {
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "The person").pseudonym();
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the values hold").auditOnly();
  public static final ColumnSpec NEXT_CHANGE_ON =
      optional(
          "next_change_on",
          DATE,
          "First later day on which the calendar alone may change a value; null = never");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "profile.person_tags",
              "One person and all tag values",
              ONE_ID,
              AS_OF,
              NEXT_CHANGE_ON)
          .key(ONE_ID)
          .restates(Restatement.FOLLOWS)
          .withChangeFeed()
          .withDeletionVectors();

  private PersonTagsTable() {}
}

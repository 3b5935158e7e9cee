package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.STRING;

/** List tags (top categories, ...) in long form. Grain: (one_id, tag_id, rank). */
public final class TagValuesTable {
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "The person").pseudonym();
  public static final ColumnSpec TAG_ID = required("tag_id", STRING, "Tag");
  public static final ColumnSpec RANK = required("rank", INT, "Place in the list, from 1");
  public static final ColumnSpec TAG_VALUE = required("tag_value", STRING, "Value as text");
  public static final ColumnSpec WEIGHT =
      optional("weight", DOUBLE, "What the list is ordered by; null = unordered");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "profile.tag_values",
              "One value of one list tag of one person",
              ONE_ID,
              TAG_ID,
              RANK,
              TAG_VALUE,
              WEIGHT)
          .key(ONE_ID, TAG_ID, RANK)
          .restates(Restatement.FOLLOWS)
          .asExchange();

  private TagValuesTable() {}
}

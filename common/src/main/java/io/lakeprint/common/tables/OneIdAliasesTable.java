package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.STRING;

/** Every id ever retired, with its current person, always direct. Grain: retired_id. */
public final class OneIdAliasesTable {
  public static final ColumnSpec RETIRED_ID =
      required("retired_id", STRING, "Id that was published once").pseudonym();
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person it means now").pseudonym();
  public static final ColumnSpec RETIRED_ON =
      required("retired_on", DATE, "As-of date of the run that retired it");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "identity.one_id_aliases",
              "One retired id and the person it means now",
              RETIRED_ID,
              ONE_ID,
              RETIRED_ON)
          .key(RETIRED_ID)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private OneIdAliasesTable() {}
}

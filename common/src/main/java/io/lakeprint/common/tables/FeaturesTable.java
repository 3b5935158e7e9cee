package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What was known about each person at the end of a day, as numbers for models. Grain: (as_of,
 * one_id). The features themselves follow these columns, one double each, from the feature
 * catalogue.
 */
public final class FeaturesTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the features were taken");
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person as known on that day").pseudonym();
  public static final ColumnSpec ANCHOR_NODE =
      optional("anchor_node", LONG, "Node of the person's first event; null = none").pseudonym();
  public static final ColumnSpec DEFINITION =
      required(
          "definition",
          STRING,
          "Hash of the settings of features and sessions; a snapshot taken with the same is kept as it was taken");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.features",
              "One person at the end of one day",
              AS_OF,
              ONE_ID,
              ANCHOR_NODE,
              DEFINITION)
          .key(AS_OF, ONE_ID)
          .partitionedBy(AS_OF)
          .statisticsOn(ONE_ID)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private FeaturesTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What each learner of customer value foretold in its test and what came, in tenths of the
 * customers. Grain: (as_of, learner, tenth).
 */
public final class ValueTenthsTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day of ml.value_models, at whose end the test was over");
  public static final ColumnSpec LEARNER =
      required("learner", STRING, "Learner of ml.value_models that was tested");
  public static final ColumnSpec TENTH =
      required("tenth", INT, "1 = the tenth of the customers who were foretold most");
  public static final ColumnSpec CUSTOMER_COUNT = required("customer_count", LONG, "Customers");
  public static final ColumnSpec FORETOLD_MEAN =
      required("foretold_mean", DOUBLE, "Mean amount foretold of the horizon, per customer");
  public static final ColumnSpec SPENT_MEAN =
      required(
          "spent_mean",
          DOUBLE,
          "Mean amount spent in it; customers who were foretold the same share theirs evenly");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.value_tenths",
              "One tenth of the customers that one learner foretold in its test",
              AS_OF,
              LEARNER,
              TENTH,
              CUSTOMER_COUNT,
              FORETOLD_MEAN,
              SPENT_MEAN)
          .key(AS_OF, LEARNER, TENTH)
          .partitionedBy(AS_OF)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private ValueTenthsTable() {}
}

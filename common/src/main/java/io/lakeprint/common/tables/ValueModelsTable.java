package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * The learners of customer value at each date, side by side on the same later purchases. Grain:
 * (as_of, learner).
 */
public final class ValueModelsTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end it was fitted: nothing later was known to it");
  public static final ColumnSpec LEARNER =
      required(
          "learner",
          STRING,
          "bg-nbd, mbg-nbd, pareto-nbd (each with Gamma-Gamma), hurdle, or own-rate: everybody goes"
              + " on as before, the naive baseline");
  public static final ColumnSpec TELLS_PURCHASES =
      required(
          "tells_purchases",
          BOOLEAN,
          "Whether P(alive), expected_purchases and clv_amount of the date are its");
  public static final ColumnSpec TELLS_AMOUNT =
      required("tells_amount", BOOLEAN, "Whether expected_amount of the date is its");
  public static final ColumnSpec PARAMETERS =
      required("parameters", STRING, "JSON object: what was fitted, times in days");
  public static final ColumnSpec LOG_LIKELIHOOD =
      optional(
          "log_likelihood", DOUBLE, "Of the purchases fitted on; null where it is no likelihood");
  public static final ColumnSpec CUSTOMER_COUNT =
      required("customer_count", LONG, "Customers fitted on");
  public static final ColumnSpec TEST_SNAPSHOT =
      optional(
          "test_snapshot",
          DATE,
          "Day at whose end a fit on what was known then foretold the horizon up to as_of; null ="
              + " too little history to test");
  public static final ColumnSpec TEST_COUNT =
      optional("test_count", LONG, "Customers foretold; null = not tested");
  public static final ColumnSpec PURCHASE_ERROR =
      optional(
          "purchase_error",
          DOUBLE,
          "Mean absolute error of the purchase days of a customer; null = not tested, or it does"
              + " not tell them");
  public static final ColumnSpec AMOUNT_ERROR =
      optional(
          "amount_error",
          DOUBLE,
          "Mean absolute error of the amount of a customer; null = not tested");
  public static final ColumnSpec AMOUNT_ROOT_ERROR =
      optional(
          "amount_root_error",
          DOUBLE,
          "Square root of the mean squared error of the amount of a customer; null = not tested");
  public static final ColumnSpec AMOUNT_BIAS_RATIO =
      optional(
          "amount_bias_ratio",
          DOUBLE,
          "Total foretold over total spent, less 1; null = not tested, or nothing was spent");
  public static final ColumnSpec AMOUNT_RANKING_RATIO =
      optional(
          "amount_ranking_ratio",
          DOUBLE,
          "Gini index of the amounts in the foretold order over that in their own: 1 = ranked"
              + " perfectly, 0 = by chance; null = not tested, or nothing was spent");

  public static final ColumnSpec AMOUNT_TENTH_ERROR =
      optional(
          "amount_tenth_error",
          DOUBLE,
          "Mean over the tenths of ml.value_tenths in which money was spent of how far what was foretold"
              + " is from what was spent, over what was spent; null = not tested, or nothing was spent");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.value_models",
              "One learner of customer value at one date",
              AS_OF,
              LEARNER,
              TELLS_PURCHASES,
              TELLS_AMOUNT,
              PARAMETERS,
              LOG_LIKELIHOOD,
              CUSTOMER_COUNT,
              TEST_SNAPSHOT,
              TEST_COUNT,
              PURCHASE_ERROR,
              AMOUNT_ERROR,
              AMOUNT_ROOT_ERROR,
              AMOUNT_BIAS_RATIO,
              AMOUNT_RANKING_RATIO,
              AMOUNT_TENTH_ERROR)
          .key(AS_OF, LEARNER)
          .partitionedBy(AS_OF)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private ValueModelsTable() {}
}

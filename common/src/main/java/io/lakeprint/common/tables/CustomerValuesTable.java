package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What buyers are expected to do and to be worth. Grain: (as_of, one_id), everybody who ever bought
 * for money.
 */
public final class CustomerValuesTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end it was known; nothing later is in the numbers");
  public static final ColumnSpec ONE_ID =
      required("one_id", STRING, "Person as known on that day").pseudonym();
  public static final ColumnSpec ANCHOR_NODE =
      optional("anchor_node", LONG, "Node of the person's first order; null = none").pseudonym();
  public static final ColumnSpec PURCHASE_DAY_COUNT =
      required("purchase_day_count", LONG, "Days with a paid order, the first included");
  public static final ColumnSpec FIRST_PURCHASE_DATE =
      required("first_purchase_date", DATE, "First of these days");
  public static final ColumnSpec LAST_PURCHASE_DATE =
      required("last_purchase_date", DATE, "Last of these days");
  public static final ColumnSpec PAID_AMOUNT =
      required("paid_amount", MONEY, "Gross less discount of these orders, refunds not deducted")
          .personal();
  public static final ColumnSpec ALIVE_SCORE =
      required("alive_score", DOUBLE, "P(alive): probability of being a customer still, 0 to 1")
          .personal();
  public static final ColumnSpec REPURCHASE_SCORE =
      optional(
              "repurchase_score",
              DOUBLE,
              "Probability of at least one purchase day in the horizon, 0 to 1, by the model of"
                  + " purchases in service; null = the row is older than this column")
          .personal();
  public static final ColumnSpec EXPECTED_PURCHASES =
      required(
              "expected_purchases",
              DOUBLE,
              "Purchase days expected in the horizon (value.horizon-days)")
          .personal();
  public static final ColumnSpec EXPECTED_AMOUNT =
      required(
              "expected_amount",
              MONEY,
              "Amount expected in the horizon, by the learner in service, undiscounted")
          .personal();
  public static final ColumnSpec AMOUNT_REASONS =
      optional(
              "amount_reasons",
              STRING,
              "JSON array of what moved expected_amount most: the number, and the change in the"
                  + " logarithm of the amount that it makes against the average buyer; null ="
                  + " expected_amount is purchases times amount of a purchase")
          .personal();
  public static final ColumnSpec CLV_AMOUNT =
      required(
              "clv_amount",
              MONEY,
              "Amount expected in the lifetime ahead (value.lifetime-days), discounted to the"
                  + " as-of date")
          .personal();
  public static final ColumnSpec CURRENCY =
      optional(
          "currency",
          STRING,
          "ISO 4217 code of all amounts of the row; null = amounts are taken as they are");
  public static final ColumnSpec PERCENTILE =
      required("percentile", DOUBLE, "Share of buyers with a lower clv_amount, 0 to 1");
  public static final ColumnSpec DECILE =
      required("decile", INT, "Tenth by clv_amount, 1 = highest");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.customer_values",
              "One buyer at the end of one day",
              AS_OF,
              ONE_ID,
              ANCHOR_NODE,
              PURCHASE_DAY_COUNT,
              FIRST_PURCHASE_DATE,
              LAST_PURCHASE_DATE,
              PAID_AMOUNT,
              ALIVE_SCORE,
              REPURCHASE_SCORE,
              EXPECTED_PURCHASES,
              EXPECTED_AMOUNT,
              AMOUNT_REASONS,
              CLV_AMOUNT,
              CURRENCY,
              PERCENTILE,
              DECILE)
          .key(AS_OF, ONE_ID)
          .partitionedBy(AS_OF)
          .statisticsOn(ONE_ID)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private CustomerValuesTable() {}
}

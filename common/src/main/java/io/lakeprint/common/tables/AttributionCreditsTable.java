package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.STRING;

import org.apache.spark.sql.types.DataTypes;

/**
 * Whose doing conversions are. Grain: a touchpoint under a model in a period; the credits of a
 * model, period and currency add up to its conversions exactly.
 */
public final class AttributionCreditsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec MODEL =
      required("model", STRING, "How conversions are shared among their touches")
          .oneOf("first", "last", "linear", "position", "time_decay", "shapley", "markov");
  public static final ColumnSpec TOUCHPOINT =
      required(
              "touchpoint",
              STRING,
              "What was touched; (none) = conversions without a touch, (other) = beyond the most frequent")
          .personal();
  public static final ColumnSpec CURRENCY =
      optional("currency", STRING, "ISO 4217 code of the amounts; null = the conversions say none");
  public static final ColumnSpec CREDITED_CONVERSIONS =
      required(
          "credited_conversions",
          DataTypes.createDecimalType(18, 6),
          "Conversions that are the touchpoint's doing");
  public static final ColumnSpec CONVERSIONS =
      required(
          "conversions",
          LONG,
          "Conversions of the period in that currency: denominator of conversion_ratio");
  public static final ColumnSpec CONVERSION_RATIO =
      optional(
          "conversion_ratio",
          DOUBLE,
          "credited_conversions / conversions, 0 to 1; null = none converted");
  public static final ColumnSpec CREDITED_AMOUNT =
      required("credited_amount", MONEY, "What those conversions are worth, in currency");
  public static final ColumnSpec AMOUNT =
      required("amount", MONEY, "What all conversions of the period are worth, in currency");
  public static final ColumnSpec USERS =
      required("users", LONG, "People who touched it and converted in that currency");
  public static final ColumnSpec COST_AMOUNT =
      optional(
          "cost_amount", MONEY, "What it cost in the period, in currency; null = no cost is known");
  public static final ColumnSpec RETURN_ON_COST =
      optional(
          "return_on_cost",
          DOUBLE,
          "credited_amount / cost_amount (ROAS); null = no cost is known");
  public static final ColumnSpec WINDOW_COMPLETE =
      required(
          "window_complete",
          BOOLEAN,
          "Whether the period is over; of markov, whether its touches have had the look-back too");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.attribution_credits",
              "One touchpoint under one model in one period, by currency",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              MODEL,
              TOUCHPOINT,
              CURRENCY,
              CREDITED_CONVERSIONS,
              CONVERSIONS,
              CONVERSION_RATIO,
              CREDITED_AMOUNT,
              AMOUNT,
              USERS,
              COST_AMOUNT,
              RETURN_ON_COST,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              MODEL,
              TOUCHPOINT,
              CURRENCY)
          .asPresent()
          .asExchange();

  private AttributionCreditsTable() {}
}

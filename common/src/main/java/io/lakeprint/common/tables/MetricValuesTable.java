package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The metric catalogue's values, each beside that of the period before and of a year ago. Grain: a
 * metric in a period, by currency where it is made of amounts. A period in which nothing at all was
 * counted has no rows.
 */
public final class MetricValuesTable {

  private static final DataType EXACT = DataTypes.createDecimalType(28, 4);

  public static final ColumnSpec REPORT_ID =
      required("report_id", STRING, "Id of the metric in the configuration");
  public static final ColumnSpec REPORT_VERSION =
      required(
          "report_version", STRING, "Hash of the definitions of the metric and of its measures");
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START =
      required("period_start", DATE, "First business day of the period");
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec CURRENCY =
      optional(
          "currency",
          STRING,
          "ISO 4217 code of the amounts that it is made of; null = of none, or they say none");
  public static final ColumnSpec NAME_ZH = required("name_zh", STRING, "Chinese name");
  public static final ColumnSpec NAME_EN = required("name_en", STRING, "English name");
  public static final ColumnSpec UNIT =
      required("unit", STRING, "What the value is")
          .oneOf("count", "ratio", "average", "seconds", "money");
  public static final ColumnSpec BETTER =
      required("better", STRING, "Which way is better").oneOf("more", "less", "neither");
  public static final ColumnSpec NUMERATOR =
      required("numerator", EXACT, "Sum of the measures above the line");
  public static final ColumnSpec DENOMINATOR =
      optional("denominator", EXACT, "Sum of those below; null = the metric has none");
  public static final ColumnSpec VALUE =
      optional(
          "value", DOUBLE, "numerator, or numerator / denominator; null = the denominator is 0");
  public static final ColumnSpec PREVIOUS_VALUE =
      optional("previous_value", DOUBLE, "Value of the period before; null = it has none");
  public static final ColumnSpec PREVIOUS_CHANGE_RATIO =
      optional(
          "previous_change_ratio",
          DOUBLE,
          "Change against it, as a part of it; null = not known, or the period is not over");
  public static final ColumnSpec YEAR_AGO_VALUE =
      optional(
          "year_ago_value",
          DOUBLE,
          "Value of the same day or month of the year before, or of the week 52 weeks before; null = it has none");
  public static final ColumnSpec YEAR_AGO_CHANGE_RATIO =
      optional(
          "year_ago_change_ratio",
          DOUBLE,
          "Change against it, as a part of it; null = not known, or the period is not over");
  public static final ColumnSpec CELL_COMPLETE =
      required("cell_complete", BOOLEAN, "Whether the period is over");

  public static final ColumnSpec AS_OF = required("as_of", DATE, "Day at whose end it was said");
  public static final ColumnSpec EVIDENCE_HASH =
      required(
          "evidence_hash",
          LONG,
          "Of the events, orders and costs that it follows from, whosever they are: while it stays, so does what was said of a period that is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.metric_values",
              "One metric in one period, by currency where it is made of amounts",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              CURRENCY,
              NAME_ZH,
              NAME_EN,
              UNIT,
              BETTER,
              NUMERATOR,
              DENOMINATOR,
              VALUE,
              PREVIOUS_VALUE,
              PREVIOUS_CHANGE_RATIO,
              YEAR_AGO_VALUE,
              YEAR_AGO_CHANGE_RATIO,
              CELL_COMPLETE,
              AS_OF,
              EVIDENCE_HASH)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              CURRENCY)
          .restates(Restatement.AS_WAS)
          .asExchange();

  private MetricValuesTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;

/**
 * From which node people go to which, wherever in a path: the transition matrix, whose rows add up
 * to 1. Grain: a pair of nodes; to (end) goes who leaves there.
 */
public final class PathTransitionsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec FROM_NODE = PathEdgesTable.FROM_NODE;
  public static final ColumnSpec TO_NODE = PathEdgesTable.TO_NODE;
  public static final ColumnSpec TRANSITIONS =
      required("transitions", LONG, "How often somebody goes from the one to the other");
  public static final ColumnSpec USERS = required("users", LONG, "People who do");
  public static final ColumnSpec FROM_VISITS =
      required("from_visits", LONG, "Visits of from_node: denominator of probability");
  public static final ColumnSpec PROBABILITY =
      required("probability", DOUBLE, "transitions / from_visits, 0 to 1");
  public static final ColumnSpec ALL_PROBABILITY =
      required(
          "all_probability",
          DOUBLE,
          "The same of everybody: what a value of the breakdown is compared with");
  public static final ColumnSpec REST_PROBABILITY =
      optional(
          "rest_probability",
          DOUBLE,
          "The same of everybody else, of two groups of the other one; null = a row of everybody, or nobody else visits from_node");
  public static final ColumnSpec PROBABILITY_DIFFERENCE =
      optional(
          "probability_difference",
          DOUBLE,
          "probability less rest_probability, -1 to 1; null like rest_probability");
  public static final ColumnSpec Z_SCORE =
      optional(
          "z_score",
          DOUBLE,
          "That difference over its standard error (pooled), as if visits were independent; beyond 1.96 chance explains it once in twenty times; null like rest_probability, or all of both go there");
  public static final ColumnSpec AVERAGE_SECONDS =
      optional(
          "average_seconds", DOUBLE, "Mean time between the two; null = one of them is no event");
  public static final ColumnSpec MEDIAN_SECONDS =
      optional("median_seconds", DOUBLE, "Median of the same");
  public static final ColumnSpec WINDOW_COMPLETE =
      required("window_complete", BOOLEAN, "Whether the period is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.path_transitions",
              "One pair of nodes in the paths of one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              FROM_NODE,
              TO_NODE,
              TRANSITIONS,
              USERS,
              FROM_VISITS,
              PROBABILITY,
              ALL_PROBABILITY,
              REST_PROBABILITY,
              PROBABILITY_DIFFERENCE,
              Z_SCORE,
              AVERAGE_SECONDS,
              MEDIAN_SECONDS,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              FROM_NODE,
              TO_NODE)
          .asPresent()
          .asExchange();

  private PathTransitionsTable() {}
}

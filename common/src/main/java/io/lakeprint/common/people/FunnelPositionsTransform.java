package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.FunnelUsersTable;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How far people got in funnels, as reports tell it over all of their days.
 *
 * <p>In: {@code behaviour.funnel_users}. Out: {@code one_id} and a column for each funnel with the
 * number of the furthest step; null for who never entered it.
 *
 * @param reports ids of the funnels, at least one
 */
public record FunnelPositionsTransform(Set<String> reports) {

  /** The period that is all days of a report. */
  public static final String ALL_DAYS = "total";

  /** The column of a funnel. */
  public static String column(String report) {
    return "furthest in funnel " + report;
  }

  /** One row per person who entered one of the funnels. */
  public Dataset<Row> apply(Dataset<Row> funnelUsers) {
    Column[] furthest =
        reports.stream()
            .map(
                report ->
                    max(when(
                            FunnelUsersTable.REPORT_ID.col().equalTo(report),
                            FunnelUsersTable.MAX_STEP.col()))
                        .as(column(report)))
            .toArray(Column[]::new);
    return funnelUsers
        .where(FunnelUsersTable.PERIOD_GRAIN.col().equalTo(ALL_DAYS))
        .where(FunnelUsersTable.REPORT_ID.col().isin(reports.toArray()))
        .groupBy(FunnelUsersTable.ONE_ID.col())
        .agg(furthest[0], Arrays.copyOfRange(furthest, 1, furthest.length));
  }
}

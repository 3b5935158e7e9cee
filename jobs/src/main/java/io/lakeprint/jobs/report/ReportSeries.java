package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.report.page.Text;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** What the tables of behaviour reports have in common. */
final class ReportSeries {

  /** Grain of a series with one period, the whole range. */
  static final String TOTAL = "total";

  private ReportSeries() {}

  /** Everybody in every period, and single values over the whole range alone. */
  static Column told() {
    return ReportColumns.PERIOD_GRAIN
        .col()
        .equalTo(TOTAL)
        .or(ReportColumns.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL));
  }

  /** The rows of everybody. */
  static List<Row> everybody(List<Row> rows) {
    return rows.stream().filter(ReportSeries::isEverybody).toList();
  }

  /** The rows of single breakdown values of at least so many people. */
  static List<Row> broken(List<Row> rows, int smallestGroup, ColumnSpec people) {
    return rows.stream()
        .filter(row -> !isEverybody(row))
        .filter(row -> row.<Long>getAs(people.name()) >= smallestGroup)
        .toList();
  }

  /** "by week". */
  static Text by(String grain) {
    return switch (grain) {
      case "day" -> Text.of("按日", "by day");
      case "week" -> Text.of("按周", "by week");
      case "month" -> Text.of("按月", "by month");
      default -> Text.of("全期", "whole range");
    };
  }

  /** The rows of the first row's period: the latest, where rows come so. */
  static List<Row> latest(List<Row> latestFirst) {
    Object period = latestFirst.get(0).getAs(ReportColumns.PERIOD_START.name());
    return latestFirst.stream()
        .filter(row -> period.equals(row.getAs(ReportColumns.PERIOD_START.name())))
        .toList();
  }

  /** The rows of the last so many periods, where rows come the oldest first. */
  static List<Row> lastPeriods(List<Row> oldestFirst, int most) {
    List<Object> periods =
        oldestFirst.stream()
            .map(row -> row.<Object>getAs(ReportColumns.PERIOD_START.name()))
            .distinct()
            .toList();
    List<Object> last = periods.subList(Math.max(0, periods.size() - most), periods.size());
    return oldestFirst.stream()
        .filter(row -> last.contains(row.<Object>getAs(ReportColumns.PERIOD_START.name())))
        .toList();
  }

  /** The first day of the period so many periods later. */
  static LocalDate later(LocalDate start, String grain, int periods) {
    return switch (grain) {
      case "day" -> start.plusDays(periods);
      case "week" -> start.plusWeeks(periods);
      case "month" -> start.plusMonths(periods);
      default -> start;
    };
  }

  static boolean isEverybody(Row row) {
    return Reading.text(row, ReportColumns.BREAKDOWN_NAME).equals(ReportColumns.ALL);
  }
}

package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.AttributionCreditsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.HeatmapCellsTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The sample shop's metrics, clicks and attribution. */
final class SampleAnalyses {

  private static final String[] MODELS = {
    "first", "last", "linear", "position", "time_decay", "shapley", "markov"
  };

  private SampleAnalyses() {}

  static void into(TablesContext context) {
    metrics(context);
    clicks(context);
    attribution(context);
  }

  static void definitions(TableRows definitions) {
    definitions.row(
        DefinitionsTable.KIND, "report",
        DefinitionsTable.DEFINITION_ID, "places",
        DefinitionsTable.VERSION, "v1",
        DefinitionsTable.NAME_ZH, "点击位置",
        DefinitionsTable.NAME_EN, "Places",
        DefinitionsTable.DEFINITION, "columns=\"4\"\nrow-pixels=\"100\"");
    definitions.row(
        DefinitionsTable.KIND, "metric",
        DefinitionsTable.DEFINITION_ID, "revenue",
        DefinitionsTable.VERSION, "v1",
        DefinitionsTable.NAME_ZH, "收入",
        DefinitionsTable.NAME_EN, "Revenue",
        DefinitionsTable.DEFINITION, "numerator=gross");
  }

  private static void metrics(TablesContext context) {
    TableRows rows = TableRows.of(MetricValuesTable.SPEC);
    for (int month = 1; month <= 3; month++) {
      LocalDate start = LocalDate.of(2026, month, 1);
      metric(rows, "revenue", "money", "more", "CNY", start, 100.0 * month, 0.5, null, true);
      metric(rows, "churn", "ratio", "less", null, start, 0.1 * month, 0.2, -0.1, true);
    }
    metric(
        rows, "revenue", "money", "more", "CNY", LocalDate.of(2026, 4, 1), 9.0, null, null, false);
    context.with(MetricValuesTable.SPEC, rows);
  }

  private static void metric(
      TableRows rows,
      String id,
      String unit,
      String better,
      @Nullable String currency,
      LocalDate start,
      double value,
      @Nullable Double change,
      @Nullable Double yearAgo,
      boolean complete) {
    rows.row(
        MetricValuesTable.REPORT_ID, id,
        MetricValuesTable.PERIOD_GRAIN, "month",
        MetricValuesTable.PERIOD_START, start,
        MetricValuesTable.BREAKDOWN_NAME, "all",
        MetricValuesTable.CURRENCY, currency,
        MetricValuesTable.NAME_ZH, id.equals("revenue") ? "收入" : "流失率",
        MetricValuesTable.NAME_EN, id.equals("revenue") ? "Revenue" : "Churn",
        MetricValuesTable.UNIT, unit,
        MetricValuesTable.BETTER, better,
        MetricValuesTable.VALUE, value,
        MetricValuesTable.PREVIOUS_CHANGE_RATIO, change,
        MetricValuesTable.YEAR_AGO_CHANGE_RATIO, yearAgo,
        MetricValuesTable.CELL_COMPLETE, complete);
  }

  private static void clicks(TablesContext context) {
    TableRows rows = TableRows.of(HeatmapCellsTable.SPEC);
    for (String device : new String[] {"all", "mobile", "desktop"}) {
      for (int y = 0; y < 9; y++) {
        for (int x = y % 2; x < 4; x += 2) {
          cell(rows, "places", "positions", device, "/home", null, x, y, 1L + (long) x * y);
        }
      }
    }
    cell(
        rows, "elements", "elements", "all", "/home", "buy " + SampleTables.FOREIGN, null, null, 7);
    cell(rows, "elements", "elements", "all", "/home", "rare", null, null, 4);
    for (int tenth = 0; tenth <= 10; tenth++) {
      cell(rows, "reach", "reach", "all", "/home", null, null, tenth, 20 - tenth);
      cell(rows, "reach", "reach", "all", "/hats", null, null, tenth, 10 - tenth / 2);
    }
    // Monday at 9, and Sunday at 23.
    cell(rows, "hours", "hours", "all", null, null, 9, 1, 15);
    cell(rows, "hours", "hours", "all", null, null, 23, 7, 5);
    context.with(HeatmapCellsTable.SPEC, rows);
  }

  private static void cell(
      TableRows rows,
      String report,
      String kind,
      String device,
      @Nullable String page,
      @Nullable String element,
      @Nullable Integer x,
      @Nullable Integer y,
      long events) {
    rows.row(
        HeatmapCellsTable.REPORT_ID, report,
        HeatmapCellsTable.PERIOD_GRAIN, "total",
        HeatmapCellsTable.PERIOD_START, SampleTables.AS_OF.minusDays(27),
        HeatmapCellsTable.BREAKDOWN_NAME, device.equals("all") ? "all" : "device_type",
        HeatmapCellsTable.BREAKDOWN_VALUE, device,
        HeatmapCellsTable.HEATMAP_KIND, kind,
        HeatmapCellsTable.PAGE, page,
        HeatmapCellsTable.ELEMENT, element,
        HeatmapCellsTable.CELL_X, x,
        HeatmapCellsTable.CELL_Y, y,
        HeatmapCellsTable.EVENTS, events,
        HeatmapCellsTable.USERS, events,
        HeatmapCellsTable.ALL_EVENTS, !"/hats".equals(page) ? 20L : 10L,
        HeatmapCellsTable.EVENT_RATIO, events / (!"/hats".equals(page) ? 20.0 : 10.0));
  }

  private static void attribution(TablesContext context) {
    TableRows rows = TableRows.of(AttributionCreditsTable.SPEC);
    LocalDate start = SampleTables.AS_OF.minusDays(89);
    for (int model = 0; model < MODELS.length; model++) {
      double own = 0.3 + 0.05 * model;
      credit(rows, MODELS[model], "total", start, "wechat", own, "40");
      credit(rows, MODELS[model], "total", start, SampleTables.HOSTILE, 0.9 - own, null);
      credit(rows, MODELS[model], "total", start, "(none)", 0.1, null);
    }
    for (int month = 1; month <= 3; month++) {
      credit(rows, "last", "month", LocalDate.of(2026, month, 1), "wechat", 0.4, "40");
      credit(rows, "last", "month", LocalDate.of(2026, month, 1), "(none)", 0.6, null);
      credit(rows, "first", "month", LocalDate.of(2026, month, 1), "wechat", 1.0, "40");
    }
    context.with(AttributionCreditsTable.SPEC, rows);
  }

  /** Of ten conversions, worth 100. */
  private static void credit(
      TableRows rows,
      String model,
      String grain,
      LocalDate start,
      String touchpoint,
      double share,
      @Nullable String cost) {
    rows.row(
        ReportColumns.REPORT_ID,
        "sources",
        ReportColumns.PERIOD_GRAIN,
        grain,
        ReportColumns.PERIOD_START,
        start,
        ReportColumns.BREAKDOWN_NAME,
        "all",
        AttributionCreditsTable.MODEL,
        model,
        AttributionCreditsTable.TOUCHPOINT,
        touchpoint,
        AttributionCreditsTable.CURRENCY,
        "CNY",
        AttributionCreditsTable.CREDITED_CONVERSIONS,
        String.format("%.2f", share * 10),
        AttributionCreditsTable.CONVERSIONS,
        10L,
        AttributionCreditsTable.CONVERSION_RATIO,
        share,
        AttributionCreditsTable.CREDITED_AMOUNT,
        String.format("%.2f", share * 100),
        AttributionCreditsTable.USERS,
        6L,
        AttributionCreditsTable.COST_AMOUNT,
        cost,
        AttributionCreditsTable.RETURN_ON_COST,
        cost == null ? null : share * 2.5,
        AttributionCreditsTable.WINDOW_COMPLETE,
        !start.isAfter(LocalDate.of(2026, 2, 1)));
  }
}

package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.AttributionCreditsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Whose doing conversions are, by every model, and what that cost. */
final class AttributionSection implements ReportSection {

  private static final String JOB = "reports";
  private static final String MODEL = "model_name";
  private static final String LAST_TOUCH = "last";

  /** In the order in which readers learn them. */
  private static final Map<String, Text> MODELS = new LinkedHashMap<>();

  static {
    MODELS.put("first", Text.of("首次触点", "First touch"));
    MODELS.put(LAST_TOUCH, Text.of("末次触点", "Last touch"));
    MODELS.put("linear", Text.of("线性", "Linear"));
    MODELS.put("position", Text.of("位置", "Position"));
    MODELS.put("time_decay", Text.of("时间衰减", "Time decay"));
    MODELS.put("shapley", Text.of("Shapley 值", "Shapley value"));
    MODELS.put("markov", Text.of("马尔可夫链", "Markov chain"));
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(AttributionCreditsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> rows =
        reading.rows(
            reading
                .table(AttributionCreditsTable.SPEC)
                .where(reading.past(AttributionCreditsTable.PERIOD_START))
                .where(AttributionCreditsTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
                // What cost money and led to nothing has no people, and is told.
                .where(
                    AttributionCreditsTable.USERS
                        .col()
                        .equalTo(0)
                        .or(
                            AttributionCreditsTable.USERS
                                .col()
                                .geq(reading.config().smallestGroup())))
                .orderBy(
                    AttributionCreditsTable.REPORT_ID.col(),
                    AttributionCreditsTable.PERIOD_GRAIN.col(),
                    AttributionCreditsTable.PERIOD_START.col().desc(),
                    AttributionCreditsTable.CURRENCY.col(),
                    AttributionCreditsTable.USERS.col().desc(),
                    AttributionCreditsTable.TOUCHPOINT.col()));
    List<Block> whole = new ArrayList<>();
    List<Block> overTime = new ArrayList<>();
    Reading.grouped(rows, AttributionCreditsTable.REPORT_ID, AttributionCreditsTable.PERIOD_GRAIN)
        .forEach(
            (key, series) -> {
              if (key.get(1).equals(ReportSeries.TOTAL)) {
                whole.addAll(whole(reading, key.get(0), ReportSeries.latest(series)));
              } else {
                overTime.add(overTime(reading, key.get(0), key.get(1), series));
              }
            });
    List<Block> blocks = new ArrayList<>(whole);
    blocks.addAll(overTime);
    return new Section(
        "attribution",
        Text.of("转化归因", "Attribution"),
        Text.of(
            "转化是哪些触点带来的，花费换回多少",
            "Whose doing conversions are, and what comes back for what was spent"),
        ReportForm.ATTRIBUTION.told(
            reading,
            blocks,
            credits("attribution-credits", Text.of("转化归因", "Attribution"), List.of())));
  }

  /** Credits of conversions in one currency never add up with those in another. */
  private static List<Block> whole(Reading reading, String report, List<Row> rows) {
    Text name = reading.names().of(DefinitionNames.REPORT, report);
    Map<String, List<Row>> byCurrency = new LinkedHashMap<>();
    rows.forEach(
        row -> {
          String currency = row.getAs(AttributionCreditsTable.CURRENCY.name());
          byCurrency
              .computeIfAbsent(currency == null ? "" : currency, one -> new ArrayList<>())
              .add(row);
        });
    List<Block> blocks = new ArrayList<>();
    byCurrency.forEach(
        (currency, own) -> {
          String id = "attribution-" + report + (currency.isEmpty() ? "" : "-" + currency);
          Text title = currency.isEmpty() ? name : name.and(currency);
          blocks.add(
              credits(id, title.and(Text.of("各模型归因", "credit by model")), own)
                  .defined(DefinitionNames.REPORT, report)
                  .note(
                      Text.of(
                          "每个模型下各触点所占转化的比例，每列合计为 100%；(none) 为没有触点的转化",
                          "Share of conversions that each model gives a touchpoint: a column adds up to 100 %;"
                              + " (none) had no touch")));
          List<Row> paid =
              own.stream()
                  .filter(row -> row.getAs(AttributionCreditsTable.RETURN_ON_COST.name()) != null)
                  .toList();
          if (!paid.isEmpty()) {
            blocks.add(
                returns(id + "-cost", title, paid)
                    .defined(DefinitionNames.REPORT, report)
                    .note(
                        Text.of(
                            "归因金额 / 花费：1 为持平",
                            "Credited amount over cost: at 1 what was spent came back")));
          }
        });
    return blocks;
  }

  private static Block credits(String id, Text title, List<Row> rows) {
    return Block.chart(
        id,
        title,
        Chart.heat(
            MODEL,
            AttributionCreditsTable.TOUCHPOINT.name(),
            AttributionCreditsTable.CONVERSION_RATIO.name()),
        JOB,
        table(
            rows,
            Field.of(
                AttributionCreditsTable.CREDITED_CONVERSIONS,
                "归因转化",
                "Credited conversions",
                Format.NUMBER),
            Field.of(AttributionCreditsTable.CONVERSIONS, "全部转化", "All conversions", Format.COUNT),
            Field.of(
                AttributionCreditsTable.CONVERSION_RATIO,
                "占比",
                "Share of conversions",
                Format.RATIO),
            Field.of(
                AttributionCreditsTable.CREDITED_AMOUNT, "归因金额", "Credited amount", Format.MONEY),
            Field.of(AttributionCreditsTable.USERS, "人数", "People", Format.COUNT)));
  }

  private static Block returns(String id, Text title, List<Row> rows) {
    return Block.chart(
        id,
        title.and(Text.of("广告回报 ROAS", "return on cost (ROAS)")),
        Chart.heat(
            MODEL,
            AttributionCreditsTable.TOUCHPOINT.name(),
            AttributionCreditsTable.RETURN_ON_COST.name()),
        JOB,
        table(
            rows,
            Field.of(AttributionCreditsTable.COST_AMOUNT, "花费", "Cost", Format.MONEY),
            Field.of(
                AttributionCreditsTable.CREDITED_AMOUNT, "归因金额", "Credited amount", Format.MONEY),
            Field.of(AttributionCreditsTable.RETURN_ON_COST, "回报", "Return", Format.NUMBER)));
  }

  /** Rows by touchpoint as they come, each with its models in their order. */
  private static Rows table(List<Row> rows, Field... measured) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of(AttributionCreditsTable.TOUCHPOINT, "触点", "Touchpoint", Format.TEXT));
    fields.add(Field.of(MODEL, "模型", "Model", Format.TEXT));
    fields.addAll(List.of(measured));
    Rows table = Rows.of(fields);
    List<String> order = List.copyOf(MODELS.keySet());
    Reading.grouped(rows, AttributionCreditsTable.TOUCHPOINT)
        .values()
        .forEach(
            touches ->
                touches.stream()
                    .sorted(
                        Comparator.comparing(
                            row -> order.indexOf(Reading.text(row, AttributionCreditsTable.MODEL))))
                    .forEach(row -> table.add(values(row, measured))));
    return table;
  }

  private static Object[] values(Row row, Field... measured) {
    Object[] values = new Object[2 + measured.length];
    values[0] = Reading.text(row, AttributionCreditsTable.TOUCHPOINT);
    values[1] = model(Reading.text(row, AttributionCreditsTable.MODEL));
    for (int i = 0; i < measured.length; i++) {
      values[2 + i] = row.getAs(measured[i].id());
    }
    return values;
  }

  private static Text model(String id) {
    return MODELS.getOrDefault(id, Text.same(id));
  }

  /** Conversions by their last touch, period by period, of all currencies together. */
  private static Block overTime(Reading reading, String report, String grain, List<Row> rows) {
    Map<List<Object>, List<Row>> cells = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> Reading.text(row, AttributionCreditsTable.MODEL).equals(LAST_TOUCH))
        .forEach(
            row ->
                cells
                    .computeIfAbsent(
                        List.of(
                            row.getAs(AttributionCreditsTable.PERIOD_START.name()),
                            Reading.text(row, AttributionCreditsTable.TOUCHPOINT)),
                        key -> new ArrayList<>())
                    .add(row));
    Rows table =
        Rows.of(
            Field.of(AttributionCreditsTable.PERIOD_START, "周期", "Period", Format.DAY),
            Field.of(AttributionCreditsTable.TOUCHPOINT, "触点", "Touchpoint", Format.TEXT),
            Field.of(
                AttributionCreditsTable.CREDITED_CONVERSIONS,
                "归因转化",
                "Credited conversions",
                Format.COUNT),
            Field.of(AttributionCreditsTable.WINDOW_COMPLETE, "周期已完整", "Period over", Format.FLAG));
    cells.forEach(
        (key, own) ->
            table.add(
                key.get(0),
                key.get(1),
                own.stream()
                    .map(
                        row ->
                            row.<BigDecimal>getAs(
                                AttributionCreditsTable.CREDITED_CONVERSIONS.name()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add),
                own.get(0).getAs(AttributionCreditsTable.WINDOW_COMPLETE.name())));
    return Block.chart(
            "attribution-" + report + "-" + grain,
            reading
                .names()
                .of(DefinitionNames.REPORT, report)
                .and(model(LAST_TOUCH))
                .and(ReportSeries.by(grain)),
            Chart.of(
                    Chart.Kind.BAR,
                    AttributionCreditsTable.PERIOD_START,
                    AttributionCreditsTable.CREDITED_CONVERSIONS)
                .by(AttributionCreditsTable.TOUCHPOINT.name())
                .stacked()
                .complete(AttributionCreditsTable.WINDOW_COMPLETE),
            JOB,
            table)
        .defined(DefinitionNames.REPORT, report);
  }
}

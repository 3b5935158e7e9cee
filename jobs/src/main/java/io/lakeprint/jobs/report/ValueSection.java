package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.ValueModelsTable;
import io.lakeprint.common.tables.ValueTenthsTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The card of what tells amounts: how far from what was spent it is, who it puts on top, and what
 * it says of today's buyers. An amount has no ROC curve.
 */
final class ValueSection implements ReportSection {
  private static final String JOB = "value";
  private static final String SENTENCE = "sentence";
  private static final String PEOPLE = "people";
  private static final long NAMED_FROM = 5;

  @Override
  public List<TableSpec> reads() {
    return List.of(ValueModelsTable.SPEC, ValueTenthsTable.SPEC, CustomerValuesTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> learners =
        reading.rows(
            latest(reading, ValueModelsTable.SPEC, ValueModelsTable.AS_OF)
                .orderBy(
                    ValueModelsTable.AMOUNT_ERROR.col().asc_nulls_last(),
                    ValueModelsTable.LEARNER.col()));
    List<Row> tenths =
        reading.rows(
            latest(reading, ValueTenthsTable.SPEC, ValueTenthsTable.AS_OF)
                .orderBy(ValueTenthsTable.LEARNER.col(), ValueTenthsTable.TENTH.col()));
    List<Row> serving =
        learners.stream()
            .filter(row -> row.<Boolean>getAs(ValueModelsTable.TELLS_AMOUNT.name()))
            .toList();
    List<Row> own =
        tenths.stream()
            .filter(
                row ->
                    serving.stream()
                        .anyMatch(
                            learner ->
                                Reading.text(learner, ValueModelsTable.LEARNER)
                                    .equals(Reading.text(row, ValueTenthsTable.LEARNER))))
            .toList();
    return new Section(
        "value",
        Text.of("客户价值", "Customer value"),
        Text.of(
            "预计每位买家会花多少：预测离实际多远，谁排在前面",
            "How much each buyer is expected to spend: how far from what came, and who is on top"),
        List.of(words(learners, serving, own), learners(learners), tenths(own), people(reading)));
  }

  private static Dataset<Row> latest(Reading reading, TableSpec table, ColumnSpec day) {
    Dataset<Row> past = reading.table(table).where(reading.past(day));
    return past.join(
        functions.broadcast(past.agg(max(day.col()).as(day.name()))),
        new String[] {day.name()},
        "left_semi");
  }

  private static Block words(List<Row> learners, List<Row> serving, List<Row> tenths) {
    Rows rows = Rows.of(Field.of(SENTENCE, "说明", "In words", Format.TEXT));
    serving.forEach(
        learner ->
            new ValueWords(learner, learners, tenths).sentences().forEach(text -> rows.add(text)));
    return Block.shown(Block.Look.TABLE, "value-words", Text.of("一句话说明", "In words"), JOB, rows);
  }

  private static Block learners(List<Row> learners) {
    return Block.shown(
            Block.Look.TABLE,
            "value-learners",
            Text.of("各算法在测试中", "Learners in their test"),
            JOB,
            Rows.of(
                learners,
                Field.of(ValueModelsTable.LEARNER, "算法", "Learner", Format.TEXT),
                Field.of(ValueModelsTable.TELLS_AMOUNT, "用于金额", "Tells amounts", Format.FLAG),
                Field.of(ValueModelsTable.AMOUNT_ERROR, "人均误差", "Mean error", Format.NUMBER),
                Field.of(
                    ValueModelsTable.AMOUNT_ROOT_ERROR,
                    "均方根误差",
                    "Root of mean squared error",
                    Format.NUMBER),
                Field.of(ValueModelsTable.AMOUNT_BIAS_RATIO, "总额偏差", "Total off by", Format.RATIO),
                Field.of(
                    ValueModelsTable.AMOUNT_RANKING_RATIO,
                    "排序（归一化基尼）",
                    "Ranking (normalised Gini)",
                    Format.NUMBER),
                Field.of(
                    ValueModelsTable.AMOUNT_TENTH_ERROR,
                    "各十分位的误差",
                    "Error by tenths",
                    Format.RATIO),
                Field.of(ValueModelsTable.TEST_SNAPSHOT, "测试快照", "Test snapshot", Format.DAY),
                Field.of(ValueModelsTable.TEST_COUNT, "测试人数", "Buyers tested on", Format.COUNT)))
        .note(
            Text.of(
                "误差越低越好；排序 1 为完美，0 为随机；own-rate：人人照旧，是参照，从不采用",
                "Errors: lower is better; ranking: 1 is perfect, 0 chance; own-rate: everybody goes on"
                    + " as before, the yardstick, never in service"));
  }

  private static Block tenths(List<Row> tenths) {
    return Block.chart(
            "value-tenths",
            Text.of("预计与实际", "Expected and spent"),
            Chart.of(
                Chart.Kind.BAR,
                ValueTenthsTable.TENTH,
                ValueTenthsTable.FORETOLD_MEAN,
                ValueTenthsTable.SPENT_MEAN),
            JOB,
            Rows.of(
                tenths,
                Field.of(
                    ValueTenthsTable.TENTH, "预计从高到低", "By expected, highest first", Format.COUNT),
                Field.of(ValueTenthsTable.FORETOLD_MEAN, "人均预计", "Expected", Format.NUMBER),
                Field.of(ValueTenthsTable.SPENT_MEAN, "人均实际", "Spent", Format.NUMBER),
                Field.of(ValueTenthsTable.CUSTOMER_COUNT, "人数", "Buyers", Format.COUNT)))
        .note(
            Text.of(
                "测试期内未见过的买家；两根柱子一样高，说明预计可信",
                "In time that it had not seen: where both bars are as high, what is expected comes"));
  }

  private static Block people(Reading reading) {
    String alive = CustomerValuesTable.ALIVE_SCORE.name();
    String expected = CustomerValuesTable.EXPECTED_AMOUNT.name();
    String lifetime = CustomerValuesTable.CLV_AMOUNT.name();
    List<Row> rows =
        reading.rows(
            latest(reading, CustomerValuesTable.SPEC, CustomerValuesTable.AS_OF)
                .groupBy(CustomerValuesTable.DECILE.col())
                .agg(
                    count(lit(1)).as(PEOPLE),
                    avg(CustomerValuesTable.ALIVE_SCORE.col()).as(alive),
                    avg(CustomerValuesTable.EXPECTED_AMOUNT.col()).as(expected),
                    avg(CustomerValuesTable.CLV_AMOUNT.col()).as(lifetime))
                .where(functions.col(PEOPLE).geq(NAMED_FROM))
                .orderBy(CustomerValuesTable.DECILE.col()));
    return Block.chart(
        "value-people",
        Text.of("今天的买家", "Today's buyers"),
        Chart.of(Chart.Kind.BAR, CustomerValuesTable.DECILE.name(), expected, lifetime),
        JOB,
        Rows.of(
            rows,
            Field.of(CustomerValuesTable.DECILE, "终身价值从高到低", "By lifetime value", Format.COUNT),
            Field.of(expected, "人均预计金额", "Expected amount", Format.MONEY),
            Field.of(lifetime, "人均终身价值", "Lifetime value", Format.MONEY),
            Field.of(alive, "平均存活概率", "Mean P(alive)", Format.RATIO),
            Field.of(PEOPLE, "人数", "Buyers", Format.COUNT)));
  }
}

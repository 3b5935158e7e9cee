package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who the people are: recency by frequency, and how the values of each tag are spread. */
final class TagsSection implements ReportSection {

  private static final String JOB = "portraits";
  private static final String RECENCY = "days_since_purchase";
  private static final String FREQUENCY = "order_count_365d";
  private static final String PEOPLE = "people";

  /** Upper ends of the ranges of recency, in days, with their words. */
  private static final List<Map.Entry<Integer, Text>> DAYS =
      List.of(
          Map.entry(7, Text.of("7 天内", "≤ 7 days")),
          Map.entry(30, Text.of("8–30 天", "8–30 days")),
          Map.entry(90, Text.of("31–90 天", "31–90 days")),
          Map.entry(180, Text.of("91–180 天", "91–180 days")),
          Map.entry(365, Text.of("181–365 天", "181–365 days")));

  /** Upper ends of the ranges of frequency, in orders, with their words. */
  private static final List<Map.Entry<Integer, Text>> ORDERS =
      List.of(
          Map.entry(1, Text.of("1 单", "1 order")),
          Map.entry(2, Text.of("2 单", "2 orders")),
          Map.entry(5, Text.of("3–5 单", "3–5 orders")),
          Map.entry(10, Text.of("6–10 单", "6–10 orders")),
          Map.entry(Integer.MAX_VALUE, Text.of("10 单以上", "> 10 orders")));

  @Override
  public List<TableSpec> reads() {
    return List.of(PortraitsTable.SPEC, DefinitionsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    Dataset<Row> portraits = reading.table(PortraitsTable.SPEC);
    List<String> columns = Arrays.asList(portraits.columns());
    List<Block> blocks = new ArrayList<>();
    if (columns.contains(RECENCY) && columns.contains(FREQUENCY)) {
      blocks.add(recencyByFrequency(reading, portraits));
    }
    blocks.add(spreads(reading));
    return new Section(
        "tags",
        Text.of("画像与标签", "Portraits and tags"),
        Text.of(
            "用户是谁：标签覆盖多少人，取值怎样分布",
            "Who the people are: how many a tag knows, and with which values"),
        blocks);
  }

  private static Block recencyByFrequency(Reading reading, Dataset<Row> portraits) {
    Column recency = index(col(RECENCY), DAYS);
    Column frequency = index(col(FREQUENCY), ORDERS);
    Rows table =
        Rows.of(
            Field.of("recency", "最近购买", "Last purchase", Format.TEXT),
            Field.of("frequency", "一年订单", "Orders in a year", Format.TEXT),
            Field.of(PEOPLE, "人数", "People", Format.COUNT));
    for (Row row :
        reading.rows(
            portraits
                .where(col(FREQUENCY).gt(0))
                .groupBy(recency.as("recency"), frequency.as("frequency"))
                .agg(count(lit(1)).as(PEOPLE))
                .where(col("recency").isNotNull().and(col("frequency").isNotNull()))
                .orderBy(col("frequency"), col("recency")))) {
      table.add(
          DAYS.get(row.getInt(0)).getValue(), ORDERS.get(row.getInt(1)).getValue(), row.getLong(2));
    }
    return Block.chart(
            "tags-rfm",
            Text.of("RFM：最近购买 × 购买频次", "RFM: recency by frequency"),
            Chart.heat("recency", "frequency", PEOPLE),
            JOB,
            table)
        .defined(DefinitionNames.TAG, FREQUENCY)
        .note(
            Text.of(
                "一年内有订单的用户，按距最近购买天数与近一年订单数",
                "People with an order within a year, by days since the last purchase and orders in the year"));
  }

  private static Column index(Column value, List<Map.Entry<Integer, Text>> ranges) {
    Column index = lit(null).cast("int");
    for (int i = ranges.size() - 1; i >= 0; i--) {
      index = when(value.leq(ranges.get(i).getKey()), i).otherwise(index);
    }
    return index;
  }

  private static Block spreads(Reading reading) {
    Rows table =
        Rows.of(
            Field.of("definition", "定义", "Definition", Format.TEXT),
            Field.of("tag", "标签", "Tag", Format.TEXT),
            Field.of("value", "取值", "Value", Format.TEXT),
            Field.of(PEOPLE, "人数", "People", Format.COUNT),
            Field.of("ratio", "占画像用户", "Of portraits", Format.RATIO));
    reading
        .tags()
        .tags()
        .forEach(
            (id, spread) -> {
              String definition = DefinitionNames.key(DefinitionNames.TAG, id);
              Text name = reading.names().of(DefinitionNames.TAG, id);
              spread
                  .values()
                  .forEach(
                      held ->
                          table.add(
                              definition,
                              name,
                              held.value() == null ? Text.of("（其他）", "(other)") : held.value(),
                              held.people(),
                              (double) held.people() / spread.people()));
              table.add(
                  definition,
                  name,
                  Text.of("（未知）", "(unknown)"),
                  spread.people() - spread.known(),
                  (double) (spread.people() - spread.known()) / spread.people());
            });
    return Block.shown(
            Block.Look.CARDS, "tags-values", Text.of("标签分布", "Values of tags"), JOB, table)
        .note(
            Text.of(
                "分母是有画像的用户；人数少于 "
                    + reading.config().smallestGroup()
                    + " 的文字取值并入（其他）；[a, b) 含 a 不含 b",
                "Of all people with a portrait; texts that fewer than "
                    + reading.config().smallestGroup()
                    + " people have are in (other); [a, b) holds a and not b"));
  }
}

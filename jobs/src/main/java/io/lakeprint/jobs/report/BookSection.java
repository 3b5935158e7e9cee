package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.SegmentSizesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.jspecify.annotations.Nullable;

/** The book of definitions: what each number means, who answers for it, and how many it knows. */
final class BookSection implements ReportSection {

  private static final String LATEST = "latest";

  @Override
  public List<TableSpec> reads() {
    return List.of(
        DefinitionsTable.SPEC, PortraitsTable.SPEC, SegmentSizesTable.SPEC, MetricValuesTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    Rows book =
        Rows.of(
            Field.of(DefinitionsTable.KIND, "种类", "Kind", Format.TEXT),
            Field.of(DefinitionsTable.DEFINITION_ID, "编号", "Id", Format.TEXT),
            Field.of("name", "名称", "Name", Format.TEXT),
            Field.of("group", "分组", "Group", Format.TEXT),
            Field.of("unit", "单位", "Unit", Format.TEXT),
            Field.of("description", "说明", "Description", Format.TEXT),
            Field.of(DefinitionsTable.OWNER, "负责人", "Owner", Format.TEXT),
            Field.of(DefinitionsTable.VERSION, "版本", "Version", Format.TEXT),
            Field.of(DefinitionsTable.FIRST_USED_ON, "启用日", "In use since", Format.DAY),
            Field.of("people", "覆盖人数", "People", Format.COUNT),
            Field.of("ratio", "覆盖率", "Of portraits", Format.RATIO),
            Field.of("values", "最近数值", "Latest values", Format.TEXT),
            Field.of("period", "数值周期", "Period of the values", Format.DAY),
            Field.of(DefinitionsTable.DEFINITION, "定义", "Definition", Format.TEXT));
    for (Measure measure : Measure.values()) {
      book.add(
          Measure.KIND,
          measure.id(),
          measure.title(),
          null,
          null,
          measure.meaning(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    Map<String, Size> sizes = sizes(reading);
    Map<String, List<Row>> metrics = metrics(reading);
    for (Row row : new TreeMap<>(reading.names().latest()).values()) {
      String entry =
          DefinitionNames.key(
              Reading.text(row, DefinitionsTable.KIND),
              Reading.text(row, DefinitionsTable.DEFINITION_ID));
      Size size = sizes.get(entry);
      List<Row> values = metrics.getOrDefault(entry, List.of());
      Config parsed = DefinitionNames.parsed(row);
      book.add(
          Reading.text(row, DefinitionsTable.KIND),
          Reading.text(row, DefinitionsTable.DEFINITION_ID),
          Text.of(
              Reading.text(row, DefinitionsTable.NAME_ZH),
              Reading.text(row, DefinitionsTable.NAME_EN)),
          said(parsed, "group"),
          said(parsed, "unit"),
          said(parsed, "description"),
          row.getAs(DefinitionsTable.OWNER.name()),
          Reading.text(row, DefinitionsTable.VERSION),
          row.getAs(DefinitionsTable.FIRST_USED_ON.name()),
          size == null ? null : size.people(),
          size == null ? null : size.ratio(),
          values.isEmpty() ? null : values.stream().map(BookSection::value).toList(),
          values.isEmpty() ? null : values.get(0).getAs(MetricValuesTable.PERIOD_START.name()),
          Reading.text(row, DefinitionsTable.DEFINITION));
    }
    return new Section(
        "book",
        Text.of("定义手册", "Book of definitions"),
        Text.of(
            "每个数字的含义、负责人、覆盖人数与最近数值",
            "What each number means, who answers for it, how many it knows, and what it was last"),
        List.of(
            Block.shown(
                Block.Look.BOOK,
                "book-entries",
                Text.of("全部定义", "All definitions"),
                "tags",
                book)));
  }

  /**
   * Of how many people a definition says something.
   *
   * @param people how many
   * @param ratio of all portraits; null = there are none
   */
  private record Size(long people, @Nullable Double ratio) {}

  /** Of tags and of segments as of the last run, by entry. */
  private static Map<String, Size> sizes(Reading reading) {
    Map<String, Size> sizes = new HashMap<>();
    reading
        .tags()
        .tags()
        .forEach(
            (tag, spread) ->
                sizes.put(
                    DefinitionNames.key(DefinitionNames.TAG, tag),
                    new Size(spread.known(), (double) spread.known() / spread.people())));
    reading
        .rows(
            reading
                .table(SegmentSizesTable.SPEC)
                .where(reading.past(SegmentSizesTable.AS_OF))
                .groupBy(SegmentSizesTable.SEGMENT_ID.col())
                .agg(
                    max_by(
                            struct(
                                SegmentSizesTable.PEOPLE.col(),
                                SegmentSizesTable.SHARE_RATIO.col()),
                            SegmentSizesTable.AS_OF.col())
                        .as(LATEST))
                .select(SegmentSizesTable.SEGMENT_ID.col(), col(LATEST + ".*")))
        .forEach(
            row ->
                sizes.put(
                    DefinitionNames.key(
                        DefinitionNames.SEGMENT, Reading.text(row, SegmentSizesTable.SEGMENT_ID)),
                    new Size(
                        row.<Long>getAs(SegmentSizesTable.PEOPLE.name()),
                        row.getAs(SegmentSizesTable.SHARE_RATIO.name()))));
    return sizes;
  }

  /** Of each metric the rows of its last whole period, of months before weeks before days. */
  private static Map<String, List<Row>> metrics(Reading reading) {
    Column longest =
        when(MetricValuesTable.PERIOD_GRAIN.col().equalTo("month"), 1)
            .when(MetricValuesTable.PERIOD_GRAIN.col().equalTo("week"), 2)
            .otherwise(3);
    Map<String, List<Row>> metrics = new HashMap<>();
    reading
        .rows(
            reading
                .table(MetricValuesTable.SPEC)
                .where(MetricValuesTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
                .where(MetricValuesTable.CELL_COMPLETE.col())
                .where(reading.past(MetricValuesTable.PERIOD_START))
                .withColumn(
                    LATEST,
                    dense_rank()
                        .over(
                            Window.partitionBy(MetricValuesTable.REPORT_ID.col())
                                .orderBy(longest, MetricValuesTable.PERIOD_START.col().desc())))
                .where(col(LATEST).equalTo(1))
                .orderBy(MetricValuesTable.REPORT_ID.col(), MetricValuesTable.CURRENCY.col()))
        .forEach(
            row ->
                metrics
                    .computeIfAbsent(
                        DefinitionNames.key(
                            MetricsSection.KIND, Reading.text(row, MetricValuesTable.REPORT_ID)),
                        metric -> new ArrayList<>())
                    .add(row));
    return metrics;
  }

  /** A value, how it is written, and its currency. */
  private static List<@Nullable Object> value(Row row) {
    List<@Nullable Object> value = new ArrayList<>();
    value.add(row.getAs(MetricValuesTable.VALUE.name()));
    value.add(MetricsSection.format(Reading.text(row, MetricValuesTable.UNIT)).name());
    value.add(row.getAs(MetricValuesTable.CURRENCY.name()));
    return value;
  }

  private static @Nullable String said(Config definition, String key) {
    try {
      return definition.hasPath(key) ? definition.getString(key) : null;
    } catch (ConfigException e) {
      return null;
    }
  }
}

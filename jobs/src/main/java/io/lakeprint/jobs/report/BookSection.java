package io.lakeprint.jobs.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The book of definitions: what each number means, who answers for it, and how many it knows. */
final class BookSection implements ReportSection {

  @Override
  public List<TableSpec> reads() {
    return List.of(DefinitionsTable.SPEC, PortraitsTable.SPEC);
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
          null);
    }
    Map<String, TagDistributions.Spread> tags = reading.tags().tags();
    for (Row row : new TreeMap<>(reading.names().latest()).values()) {
      TagDistributions.Spread spread =
          Reading.text(row, DefinitionsTable.KIND).equals(DefinitionNames.TAG)
              ? tags.get(Reading.text(row, DefinitionsTable.DEFINITION_ID))
              : null;
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
          spread == null ? null : spread.known(),
          spread == null ? null : (double) spread.known() / spread.people(),
          Reading.text(row, DefinitionsTable.DEFINITION));
    }
    return new Section(
        "book",
        Text.of("定义手册", "Book of definitions"),
        Text.of(
            "每个数字的含义、负责人与覆盖人数",
            "What each number means, who answers for it, and how many it knows"),
        List.of(
            Block.shown(
                Block.Look.BOOK,
                "book-entries",
                Text.of("全部定义", "All definitions"),
                "tags",
                book)));
  }

  private static @Nullable String said(Config definition, String key) {
    try {
      return definition.hasPath(key) ? definition.getString(key) : null;
    } catch (ConfigException e) {
      return null;
    }
  }
}

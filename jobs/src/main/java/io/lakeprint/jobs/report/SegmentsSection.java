package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.SegmentOverlapsTable;
import io.lakeprint.common.tables.SegmentSizesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import org.apache.spark.sql.Row;

/** How many people are in each segment, how that moves, and how segments overlap. */
final class SegmentsSection implements ReportSection {

  private static final String JOB = "segments";
  private static final String SEGMENT = "segment";
  private static final String NAME = "name";
  private static final String ENTRY = "definition";

  @Override
  public List<TableSpec> reads() {
    return List.of(SegmentSizesTable.SPEC, SegmentOverlapsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> days =
        reading.rows(
            reading
                .table(SegmentSizesTable.SPEC)
                .where(reading.shown(SegmentSizesTable.AS_OF))
                .orderBy(SegmentSizesTable.AS_OF.col(), SegmentSizesTable.SEGMENT_ID.col()));
    return new Section(
        "segments",
        Text.of("人群圈选", "Segments"),
        Text.of(
            "每个人群有多少人，怎样变化，怎样重叠", "How many people are in each, how that moves, how they overlap"),
        List.of(sizes(reading, days), overTime(reading, days), overlaps(reading)));
  }

  /** The latest day. */
  private static Block sizes(Reading reading, List<Row> days) {
    Rows table =
        Rows.of(
            Field.of(NAME, "人群", "Segment", Format.TEXT),
            Field.of(SegmentSizesTable.PEOPLE, "人数", "People", Format.COUNT),
            Field.of(SegmentSizesTable.SHARE_RATIO, "占画像用户", "Of portraits", Format.RATIO),
            Field.of(SegmentSizesTable.ENTERED, "新进入", "Came in", Format.COUNT),
            Field.of(SegmentSizesTable.LEFT, "离开", "Went out", Format.COUNT),
            Field.of(SegmentSizesTable.AS_OF, "截止日", "As of", Format.DAY),
            Field.of(ENTRY, "定义", "Definition", Format.ENTRY));
    Object last =
        days.isEmpty() ? null : days.get(days.size() - 1).getAs(SegmentSizesTable.AS_OF.name());
    for (Row row : days) {
      if (row.<Object>getAs(SegmentSizesTable.AS_OF.name()).equals(last)) {
        table.add(
            name(reading, Reading.text(row, SegmentSizesTable.SEGMENT_ID)),
            row.getAs(SegmentSizesTable.PEOPLE.name()),
            row.getAs(SegmentSizesTable.SHARE_RATIO.name()),
            row.getAs(SegmentSizesTable.ENTERED.name()),
            row.getAs(SegmentSizesTable.LEFT.name()),
            row.getAs(SegmentSizesTable.AS_OF.name()),
            entry(row, SegmentSizesTable.SEGMENT_ID));
      }
    }
    return Block.chart(
        "segments-sizes",
        Text.of("人群规模", "Sizes of segments"),
        Chart.of(Chart.Kind.RANK, NAME, SegmentSizesTable.PEOPLE.name()),
        JOB,
        table);
  }

  private static Block overTime(Reading reading, List<Row> days) {
    Rows table =
        Rows.of(
            Field.of(SegmentSizesTable.AS_OF, "截止日", "As of", Format.DAY),
            Field.of(NAME, "人群", "Segment", Format.TEXT),
            Field.of(SegmentSizesTable.PEOPLE, "人数", "People", Format.COUNT),
            Field.of(ENTRY, "定义", "Definition", Format.ENTRY));
    for (Row row : days) {
      table.add(
          row.getAs(SegmentSizesTable.AS_OF.name()),
          name(reading, Reading.text(row, SegmentSizesTable.SEGMENT_ID)),
          row.getAs(SegmentSizesTable.PEOPLE.name()),
          entry(row, SegmentSizesTable.SEGMENT_ID));
    }
    return Block.chart(
        "segments-days",
        Text.of("人群规模变化", "Sizes day by day"),
        Chart.of(Chart.Kind.LINE, SegmentSizesTable.AS_OF.name(), SegmentSizesTable.PEOPLE.name())
            .by(NAME),
        JOB,
        table);
  }

  /** Of a segment's people the share that is in another one too. */
  private static Block overlaps(Reading reading) {
    Rows table =
        Rows.of(
            Field.of(SEGMENT, "人群", "Segment", Format.TEXT),
            Field.of("other", "另一人群", "Other segment", Format.TEXT),
            Field.of(SegmentOverlapsTable.SHARED_PEOPLE, "同在两群", "In both", Format.COUNT),
            Field.of(SegmentOverlapsTable.PEOPLE, "人数", "People", Format.COUNT),
            Field.of(SegmentOverlapsTable.SHARED_RATIO, "占本人群", "Of the segment", Format.RATIO),
            Field.of(ENTRY, "定义", "Definition", Format.ENTRY),
            Field.of("other_definition", "另一定义", "Other definition", Format.ENTRY));
    for (Row row :
        reading.rows(
            reading
                .table(SegmentOverlapsTable.SPEC)
                .where(SegmentOverlapsTable.PEOPLE.col().gt(lit(0)))
                .orderBy(
                    SegmentOverlapsTable.SEGMENT_ID.col(),
                    SegmentOverlapsTable.OTHER_SEGMENT_ID.col()))) {
      table.add(
          name(reading, Reading.text(row, SegmentOverlapsTable.SEGMENT_ID)),
          name(reading, Reading.text(row, SegmentOverlapsTable.OTHER_SEGMENT_ID)),
          row.getAs(SegmentOverlapsTable.SHARED_PEOPLE.name()),
          row.getAs(SegmentOverlapsTable.PEOPLE.name()),
          row.getAs(SegmentOverlapsTable.SHARED_RATIO.name()),
          entry(row, SegmentOverlapsTable.SEGMENT_ID),
          entry(row, SegmentOverlapsTable.OTHER_SEGMENT_ID));
    }
    return Block.chart(
            "segments-overlaps",
            Text.of("人群重叠", "How segments overlap"),
            Chart.heat(SEGMENT, "other", SegmentOverlapsTable.SHARED_RATIO.name()),
            JOB,
            table)
        .note(
            Text.of(
                "列人群中同时属于行人群的比例",
                "Of the people in the segment of the column, the share that is in the segment of the row too"));
  }

  private static Text name(Reading reading, String segment) {
    return reading.names().of(DefinitionNames.SEGMENT, segment);
  }

  private static String entry(Row row, ColumnSpec segment) {
    return DefinitionNames.key(DefinitionNames.SEGMENT, Reading.text(row, segment));
  }
}

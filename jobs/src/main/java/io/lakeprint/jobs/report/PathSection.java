package io.lakeprint.jobs.report;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.from_json;

import io.lakeprint.common.tables.PathEdgesTable;
import io.lakeprint.common.tables.PathSequencesTable;
import io.lakeprint.common.tables.PathTransitionsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Which way people take: the latest period of each series. */
final class PathSection implements ReportSection {

  private static final String SEQUENCE = "sequence";
  private static final String STEP = "step";

  /** Chance goes beyond it once in twenty times. */
  private static final double SURE = 1.96;

  private static final int MOST_STEPS = 15;

  @Override
  public List<TableSpec> reads() {
    return List.of(PathEdgesTable.SPEC, PathSequencesTable.SPEC, PathTransitionsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> rows =
        reading.rows(
            reading
                .table(PathEdgesTable.SPEC)
                .where(reading.past(PathEdgesTable.PERIOD_START))
                .where(PathEdgesTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
                .orderBy(
                    PathEdgesTable.REPORT_ID.col(),
                    PathEdgesTable.PERIOD_GRAIN.col(),
                    PathEdgesTable.PERIOD_START.col().desc(),
                    PathEdgesTable.STEP_NO.col(),
                    PathEdgesTable.PATHS.col().desc(),
                    PathEdgesTable.FROM_NODE.col(),
                    PathEdgesTable.TO_NODE.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, PathEdgesTable.REPORT_ID, PathEdgesTable.PERIOD_GRAIN)
        .forEach(
            (key, series) ->
                blocks.add(
                    flows(
                            "path-" + key.get(0) + "-" + key.get(1),
                            reading
                                .names()
                                .of(DefinitionNames.REPORT, key.get(0))
                                .and(ReportSeries.by(key.get(1))),
                            ReportSeries.latest(series))
                        .defined(DefinitionNames.REPORT, key.get(0))
                        .note(
                            Text.of(
                                "图中每一步只画最多的节点，其余并入 (other)，进出守恒；表中是全部",
                                "The picture keeps the busiest nodes of each step and folds the rest into (other), so"
                                    + " that what flows in flows out; the table has all"))));
    blocks.addAll(sequences(reading));
    blocks.addAll(groups(reading));
    return new Section(
        "paths",
        Text.of("行为路径", "Paths"),
        Text.of("用户从哪里来，到哪里去，在哪里离开", "Which way people take, and where they leave"),
        ReportForm.PATH.told(reading, blocks, flows("path", Text.of("行为路径", "Paths"), List.of())));
  }

  /** The most frequent ones of each report that asks for them. */
  private static List<Block> sequences(Reading reading) {
    List<Row> rows =
        reading.rows(
            reading
                .table(PathSequencesTable.SPEC)
                .where(reading.past(PathSequencesTable.PERIOD_START))
                .where(PathSequencesTable.PATHS.col().geq(reading.config().smallestGroup()))
                .withColumn(
                    SEQUENCE,
                    array_join(
                        from_json(
                            PathSequencesTable.NODES_JSON.col(),
                            DataTypes.createArrayType(DataTypes.StringType)),
                        " → "))
                .orderBy(
                    PathSequencesTable.REPORT_ID.col(),
                    PathSequencesTable.PERIOD_START.col().desc(),
                    PathSequencesTable.PATHS.col().desc(),
                    PathSequencesTable.NODES_JSON.col()));
    return Reading.grouped(rows, PathSequencesTable.REPORT_ID).entrySet().stream()
        .map(
            group ->
                sequences(reading, group.getKey().get(0), ReportSeries.latest(group.getValue())))
        .toList();
  }

  private static Block sequences(Reading reading, String report, List<Row> rows) {
    return Block.chart(
            "sequences-" + report,
            reading
                .names()
                .of(DefinitionNames.REPORT, report)
                .and(Text.of("常见序列", "frequent sequences")),
            Chart.of(Chart.Kind.RANK, SEQUENCE, PathSequencesTable.PATH_RATIO.name()),
            "reports",
            Rows.of(
                rows,
                Field.of(SEQUENCE, "序列", "Sequence", Format.TEXT),
                Field.of(PathSequencesTable.NODE_COUNT, "节点数", "Nodes", Format.COUNT),
                Field.of(PathSequencesTable.PATHS, "路径数", "Paths", Format.COUNT),
                Field.of(PathSequencesTable.PATH_RATIO, "占全部路径", "Of all paths", Format.RATIO)))
        .defined(DefinitionNames.REPORT, report)
        .note(
            Text.of(
                "按此先后出现即算，中间可隔其他节点；较短的序列含在较长的之中",
                "In this order, other nodes between them or not; what has a long sequence has the short ones within"
                    + " it too"));
  }

  /** What groups of paths do differently from all others, surest first. */
  private static List<Block> groups(Reading reading) {
    List<Row> rows =
        reading.rows(
            reading
                .table(PathTransitionsTable.SPEC)
                .where(PathTransitionsTable.PERIOD_GRAIN.col().equalTo(ReportSeries.TOTAL))
                .where(reading.past(PathTransitionsTable.PERIOD_START))
                .where(PathTransitionsTable.USERS.col().geq(reading.config().smallestGroup()))
                .where(abs(PathTransitionsTable.Z_SCORE.col()).geq(SURE))
                .orderBy(
                    PathTransitionsTable.REPORT_ID.col(),
                    PathTransitionsTable.PERIOD_START.col().desc(),
                    abs(PathTransitionsTable.Z_SCORE.col()).desc(),
                    PathTransitionsTable.BREAKDOWN_VALUE.col(),
                    PathTransitionsTable.FROM_NODE.col(),
                    PathTransitionsTable.TO_NODE.col()));
    return Reading.grouped(
            rows, PathTransitionsTable.REPORT_ID, PathTransitionsTable.BREAKDOWN_NAME)
        .entrySet()
        .stream()
        .map(group -> groups(reading, group.getKey(), ReportSeries.latest(group.getValue())))
        .toList();
  }

  private static Block groups(Reading reading, List<String> key, List<Row> surestFirst) {
    Set<String> shown =
        surestFirst.stream().map(PathSection::step).distinct().limit(MOST_STEPS).collect(toSet());
    Rows table =
        Rows.of(
            Field.of(STEP, "从 → 到", "From → to", Format.TEXT),
            Field.of(PathTransitionsTable.BREAKDOWN_VALUE, "群体", "Group", Format.TEXT),
            Field.of(PathTransitionsTable.PROBABILITY, "本群体", "Of the group", Format.RATIO),
            Field.of(PathTransitionsTable.REST_PROBABILITY, "其余", "Of the others", Format.RATIO),
            Field.of(PathTransitionsTable.PROBABILITY_DIFFERENCE, "差", "Difference", Format.RATIO),
            Field.of(PathTransitionsTable.Z_SCORE, "z 值", "z-score", Format.NUMBER),
            Field.of(PathTransitionsTable.USERS, "人数", "People", Format.COUNT));
    surestFirst.stream()
        .filter(row -> shown.contains(step(row)))
        .forEach(
            row ->
                table.add(
                    step(row),
                    Reading.text(row, PathTransitionsTable.BREAKDOWN_VALUE),
                    row.getAs(PathTransitionsTable.PROBABILITY.name()),
                    row.getAs(PathTransitionsTable.REST_PROBABILITY.name()),
                    row.getAs(PathTransitionsTable.PROBABILITY_DIFFERENCE.name()),
                    row.getAs(PathTransitionsTable.Z_SCORE.name()),
                    row.getAs(PathTransitionsTable.USERS.name())));
    return Block.chart(
            "groups-" + key.get(0),
            reading
                .names()
                .of(DefinitionNames.REPORT, key.get(0))
                .and(Text.of("群体差异：" + key.get(1), "what groups do differently, by " + key.get(1))),
            Chart.heat(
                    PathTransitionsTable.BREAKDOWN_VALUE.name(),
                    STEP,
                    PathTransitionsTable.PROBABILITY_DIFFERENCE.name())
                .signed(),
            "reports",
            table)
        .defined(DefinitionNames.REPORT, key.get(0))
        .note(
            Text.of(
                "从前一节点去后一节点的比例，比其余的人高或低多少个百分点；只列出不像偶然的差异（|z| ≥ 1.96）",
                "By how many points more, or fewer, of the visits of the first node go on to the second than among"
                    + " all others; only what chance hardly explains (|z| ≥ 1.96)"));
  }

  private static String step(Row row) {
    return Reading.text(row, PathTransitionsTable.FROM_NODE)
        + " → "
        + Reading.text(row, PathTransitionsTable.TO_NODE);
  }

  private static Block flows(String id, Text title, List<Row> rows) {
    return Block.chart(
        id,
        title,
        Chart.flow(
            PathEdgesTable.STEP_NO.name(),
            PathEdgesTable.FROM_NODE.name(),
            PathEdgesTable.TO_NODE.name(),
            PathEdgesTable.PATHS.name()),
        "reports",
        Rows.of(
            rows,
            Field.of(PathEdgesTable.STEP_NO, "步", "Step", Format.COUNT),
            Field.of(PathEdgesTable.FROM_NODE, "从", "From", Format.TEXT),
            Field.of(PathEdgesTable.TO_NODE, "到", "To", Format.TEXT),
            Field.of(PathEdgesTable.PATHS, "路径数", "Paths", Format.COUNT),
            Field.of(PathEdgesTable.USERS, "人数", "People", Format.COUNT),
            Field.of(PathEdgesTable.PROBABILITY, "占离开比例", "Share of paths there", Format.RATIO),
            Field.of(PathEdgesTable.MEDIAN_SECONDS, "中位用时", "Median time", Format.SECONDS)));
  }
}

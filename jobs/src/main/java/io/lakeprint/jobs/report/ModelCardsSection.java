package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What is known about the model in service of each kind: its curves, its features, its drift. */
final class ModelCardsSection implements ReportSection {

  private static final String TRAIN = "train";
  private static final String SCORE = "score";
  private static final int FEATURES = 15;

  @Override
  public List<TableSpec> reads() {
    return List.of(ModelsTable.SPEC, ModelCurvesTable.SPEC, DriftTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    Map<String, String> serving = new LinkedHashMap<>();
    reading
        .rows(
            reading
                .table(ModelsTable.SPEC)
                .where(reading.past(ModelsTable.AS_OF))
                .where(ModelsTable.DECISION.col().notEqual("KEPT"))
                .orderBy(ModelsTable.MODEL.col(), ModelsTable.SEQUENCE.col()))
        .forEach(
            row ->
                serving.put(
                    Reading.text(row, ModelsTable.MODEL),
                    Reading.text(row, ModelsTable.MODEL_VERSION)));
    List<Block> blocks = new ArrayList<>();
    serving.forEach((model, version) -> blocks.addAll(card(reading, model, version)));
    if (blocks.isEmpty()) {
      blocks.add(
          Block.shown(
              Block.Look.TABLE,
              "cards-none",
              Text.of("现役模型", "Models in service"),
              TRAIN,
              Rows.of(Field.of(ModelsTable.MODEL, "模型", "Model", Format.TEXT))));
    }
    return new Section(
        "model-cards",
        Text.of("模型卡片", "Model cards"),
        Text.of(
            "现役模型在未见过的快照上：概率是否可信，名单多准，什么最要紧，人群变了没有",
            "The models in service on a snapshot they had not seen: whether probabilities hold, how"
                + " precise a list is, what matters, whether people are still the same"),
        blocks);
  }

  private static List<Block> card(Reading reading, String model, String version) {
    Map<List<String>, List<Row>> curves =
        Reading.grouped(
            reading.rows(
                reading
                    .table(ModelCurvesTable.SPEC)
                    .where(ModelCurvesTable.MODEL.col().equalTo(model))
                    .where(ModelCurvesTable.MODEL_VERSION.col().equalTo(version))
                    .orderBy(ModelCurvesTable.CURVE.col(), ModelCurvesTable.POINT_NO.col())),
            ModelCurvesTable.CURVE);
    String id = "cards-" + model + "-";
    return List.of(
        line(
            id + "calibration",
            Text.of("校准", "Calibration").and(model),
            Text.of("平均得分", "Mean score"),
            Text.of("实际发生率", "Came true"),
            curves.getOrDefault(List.of("calibration"), List.of())),
        line(
            id + "precision",
            Text.of("精确率与召回率", "Precision by recall").and(model),
            Text.of("召回率", "Recall"),
            Text.of("精确率", "Precision"),
            curves.getOrDefault(List.of("precision_recall"), List.of())),
        line(
            id + "cost",
            Text.of("按阈值的人均成本", "Cost per person by threshold").and(model),
            Text.of("阈值", "Threshold"),
            Text.of("成本", "Cost"),
            curves.getOrDefault(List.of("cost"), List.of())),
        named(
            id + "importance",
            Text.of("特征影响", "What moves scores").and(model),
            Chart.Kind.RANK,
            curves.getOrDefault(List.of("importance"), List.of()).stream()
                .limit(FEATURES)
                .toList()),
        named(
            id + "base-rate",
            Text.of("各快照的发生率", "How often it came true").and(model),
            Chart.Kind.LINE,
            curves.getOrDefault(List.of("base_rate"), List.of())),
        decision(id, model, curves.getOrDefault(List.of("decision"), List.of())),
        drift(reading, id, model, version));
  }

  private static Block line(String id, Text title, Text x, Text y, List<Row> points) {
    Rows rows =
        Rows.of(
            new Field(ModelCurvesTable.X.name(), x, Format.TEXT),
            new Field(ModelCurvesTable.Y.name(), y, Format.NUMBER));
    points.forEach(
        point ->
            rows.add(
                String.format(Locale.ROOT, "%.3f", point.<Double>getAs(ModelCurvesTable.X.name())),
                point.getAs(ModelCurvesTable.Y.name())));
    return Block.chart(
        id, title, Chart.of(Chart.Kind.LINE, ModelCurvesTable.X, ModelCurvesTable.Y), TRAIN, rows);
  }

  private static Block named(String id, Text title, Chart.Kind kind, List<Row> points) {
    return Block.chart(
        id,
        title,
        Chart.of(kind, ModelCurvesTable.POINT_NAME, ModelCurvesTable.Y),
        TRAIN,
        Rows.of(
            points,
            Field.of(ModelCurvesTable.POINT_NAME, "名称", "Name", Format.TEXT),
            Field.of(ModelCurvesTable.Y, "数值", "Value", Format.NUMBER)));
  }

  private static Block decision(String id, String model, List<Row> points) {
    return Block.shown(
            Block.Look.TABLE,
            id + "decision",
            Text.of("在阈值处行动", "Acting at the threshold").and(model),
            TRAIN,
            Rows.of(
                points,
                Field.of(ModelCurvesTable.POINT_NAME, "名称", "Name", Format.TEXT),
                Field.of(ModelCurvesTable.Y, "数值", "Value", Format.NUMBER)))
        .note(
            Text.of(
                "阈值使 train.costs 之和最小；cost_of_nobody、cost_of_everybody 是谁都不管与人人都管",
                "The threshold makes train.costs least; compare cost with cost_of_nobody and"
                    + " cost_of_everybody"));
  }

  private static Block drift(Reading reading, String id, String model, String version) {
    List<Row> all =
        reading.rows(
            reading
                .table(DriftTable.SPEC)
                .where(DriftTable.MODEL.col().equalTo(model))
                .where(DriftTable.MODEL_VERSION.col().equalTo(version))
                .where(reading.past(DriftTable.AS_OF))
                .orderBy(
                    DriftTable.AS_OF.col().desc(),
                    DriftTable.STABILITY_INDEX.col().desc(),
                    DriftTable.SUBJECT.col()));
    Date last =
        all.stream()
            .map(row -> row.<Date>getAs(DriftTable.AS_OF.name()))
            .max(Comparator.naturalOrder())
            .orElse(Date.valueOf(reading.asOf()));
    return Block.chart(
            id + "drift",
            Text.of("人群变化 (PSI)", "Drift (PSI)").and(model),
            Chart.of(Chart.Kind.RANK, DriftTable.SUBJECT, DriftTable.STABILITY_INDEX),
            SCORE,
            Rows.of(
                all.stream()
                    .filter(row -> row.<Date>getAs(DriftTable.AS_OF.name()).equals(last))
                    .limit(FEATURES)
                    .toList(),
                Field.of(DriftTable.SUBJECT, "对象", "Subject", Format.TEXT),
                Field.of(DriftTable.STABILITY_INDEX, "PSI", "PSI", Format.NUMBER),
                Field.of(DriftTable.STATE, "状态", "State", Format.TEXT)))
        .note(
            Text.of(
                "低于 0.1 稳定，0.25 以上已是另一群人",
                "Below 0.1 stable, from 0.25 on other people than in training"));
  }
}

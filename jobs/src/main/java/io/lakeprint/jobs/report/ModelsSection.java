package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/** How good the models are, which one is acted on, and why. */
final class ModelsSection implements ReportSection {

  private static final String JOB = "train";

  /** Name of the lift of a tenth, its number behind it. */
  static final String LIFT = "lift_decile_";

  private static final String PR_AUC = "pr_auc";
  static final String TEST = "test";
  static final String TRAINED = "model";

  /** Metrics that share an axis from 0 to 1. */
  private static final Set<String> SHARES = Set.of("base_rate", PR_AUC, "roc_auc", "brier", "ece");

  @Override
  public List<TableSpec> reads() {
    return List.of(ModelsTable.SPEC, ModelMetricsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> trainings =
        reading.rows(
            reading
                .table(ModelsTable.SPEC)
                .where(reading.past(ModelsTable.AS_OF))
                .orderBy(ModelsTable.MODEL.col(), ModelsTable.SEQUENCE.col()));
    List<Row> metrics =
        reading.rows(
            reading
                .table(ModelMetricsTable.SPEC)
                .where(ModelMetricsTable.SPLIT.col().equalTo(TEST))
                .orderBy(
                    ModelMetricsTable.MODEL.col(),
                    ModelMetricsTable.SUBJECT.col(),
                    ModelMetricsTable.METRIC.col()));
    Map<String, Row> latest = new LinkedHashMap<>();
    trainings.forEach(row -> latest.put(Reading.text(row, ModelsTable.MODEL), row));
    List<Block> blocks =
        new ArrayList<>(List.of(Measure.linked(decisions(trainings), Measure.PR_AUC)));
    latest.forEach(
        (model, training) ->
            blocks.addAll(
                quality(
                    model,
                    metrics.stream()
                        .filter(
                            row ->
                                Reading.text(row, ModelMetricsTable.MODEL_VERSION)
                                    .equals(Reading.text(training, ModelsTable.MODEL_VERSION)))
                        .filter(row -> Reading.text(row, ModelMetricsTable.MODEL).equals(model))
                        .toList())));
    if (trainings.size() > latest.size()) {
      blocks.add(Measure.linked(overTime(trainings, metrics), Measure.PR_AUC));
    }
    return new Section(
        "models",
        Text.of("模型质量", "Models"),
        Text.of("模型好不好，用的是哪一个，为什么", "How good the models are, which one is acted on, and why"),
        blocks);
  }

  /** The latest decisions first. */
  private static Block decisions(List<Row> trainings) {
    List<Row> newest = new ArrayList<>(trainings);
    Collections.reverse(newest);
    return Block.shown(
            Block.Look.TABLE,
            "models-decisions",
            Text.of("训练与上线决定", "Trainings and decisions"),
            JOB,
            Rows.of(
                newest.stream().limit(50).toList(),
                Field.of(ModelsTable.MODEL, "模型", "Model", Format.TEXT),
                Field.of(ModelsTable.AS_OF, "截止日", "As of", Format.DAY),
                Field.of(ModelsTable.LEARNER, "算法", "Learner", Format.TEXT),
                Field.of(ModelsTable.DECISION, "决定", "Decision", Format.TEXT),
                Field.of(ModelsTable.DECISION_REASON, "依据", "Reason", Format.TEXT),
                Field.of(ModelsTable.GAIN, "PR-AUC 增益", "Gain in PR-AUC", Format.NUMBER),
                Field.of(ModelsTable.GAIN_LOW, "增益下限", "Gain at least", Format.NUMBER),
                Field.of(ModelsTable.GAIN_HIGH, "增益上限", "Gain at most", Format.NUMBER),
                Field.of(ModelsTable.THRESHOLD, "行动阈值", "Threshold", Format.NUMBER),
                Field.of(ModelsTable.TRAIN_COUNT, "训练行数", "Rows learned from", Format.COUNT),
                Field.of(ModelsTable.TEST_SNAPSHOT, "测试快照", "Test snapshot", Format.DAY),
                Field.of(ModelsTable.MODEL_VERSION, "版本", "Version", Format.TEXT)))
        .note(
            Text.of(
                "FIRST、PROMOTED：从此用这一版；KEPT：不比现役好，现役留任",
                "FIRST, PROMOTED: acted on from then; KEPT: no better than the champion, which stays"));
  }

  /** Metrics of the last training on its test rows, and lift by tenth. */
  private static List<Block> quality(String model, List<Row> metrics) {
    List<Block> blocks = new ArrayList<>();
    List<Row> plain =
        metrics.stream()
            .filter(row -> SHARES.contains(Reading.text(row, ModelMetricsTable.METRIC)))
            .toList();
    blocks.add(
        Measure.linked(
                Block.chart(
                    "models-" + model + "-metrics",
                    Text.of("测试集指标", "Metrics on test rows").and(model),
                    Chart.of(Chart.Kind.BAR, ModelMetricsTable.METRIC, ModelMetricsTable.VALUE)
                        .by(ModelMetricsTable.SUBJECT.name()),
                    JOB,
                    Rows.of(
                        plain,
                        Field.of(ModelMetricsTable.METRIC, "指标", "Metric", Format.TEXT),
                        Field.of(ModelMetricsTable.SUBJECT, "对象", "Subject", Format.TEXT),
                        Field.of(ModelMetricsTable.VALUE, "数值", "Value", Format.NUMBER),
                        Field.of(ModelMetricsTable.VALUE_LOW, "下限", "Lower bound", Format.NUMBER),
                        Field.of(ModelMetricsTable.VALUE_HIGH, "上限", "Upper bound", Format.NUMBER),
                        Field.of(ModelMetricsTable.ROW_COUNT, "行数", "Rows", Format.COUNT))),
                Measure.BASE_RATE,
                Measure.PR_AUC,
                Measure.ROC_AUC,
                Measure.BRIER,
                Measure.ECE)
            .note(
                Text.of(
                    "roc_auc、pr_auc 越高越好（pr_auc 与 base_rate 比）；brier、ece 越低越好。时间在后的快照，训练时未见",
                    "roc_auc and pr_auc: higher is better (compare pr_auc with base_rate); brier and ece: lower. The rows are"
                        + " of a later snapshot that training never saw")));
    Rows lift =
        Rows.of(
            Field.of("decile", "十分位", "Tenth by score", Format.COUNT),
            Field.of("lift", "提升度", "Lift", Format.NUMBER));
    metrics.stream()
        .filter(row -> Reading.text(row, ModelMetricsTable.SUBJECT).equals(TRAINED))
        .filter(row -> Reading.text(row, ModelMetricsTable.METRIC).startsWith(LIFT))
        .map(
            row ->
                Map.entry(
                    Integer.valueOf(
                        Reading.text(row, ModelMetricsTable.METRIC).substring(LIFT.length())),
                    row.<Double>getAs(ModelMetricsTable.VALUE.name())))
        .sorted(Map.Entry.comparingByKey())
        .forEach(tenth -> lift.add(tenth.getKey(), tenth.getValue()));
    blocks.add(
        Measure.linked(
                Block.chart(
                    "models-" + model + "-lift",
                    Text.of("提升度", "Lift").and(model),
                    Chart.of(Chart.Kind.BAR, "decile", "lift"),
                    JOB,
                    lift),
                Measure.LIFT)
            .note(
                Text.of(
                    "1 = 得分最高的十分之一；提升度 1 = 与平均无异",
                    "1 = highest tenth; a lift of 1 is no better than the average")));
    return blocks;
  }

  private static Block overTime(List<Row> trainings, List<Row> metrics) {
    Rows table =
        Rows.of(
            Field.of(ModelsTable.AS_OF, "截止日", "As of", Format.DAY),
            Field.of(ModelsTable.MODEL, "模型", "Model", Format.TEXT),
            Field.of(PR_AUC, "PR-AUC", "PR-AUC", Format.NUMBER));
    for (Row training : trainings) {
      metrics.stream()
          .filter(row -> Reading.text(row, ModelMetricsTable.METRIC).equals(PR_AUC))
          .filter(row -> Reading.text(row, ModelMetricsTable.SUBJECT).equals(TRAINED))
          .filter(
              row ->
                  Reading.text(row, ModelMetricsTable.MODEL)
                          .equals(Reading.text(training, ModelsTable.MODEL))
                      && Reading.text(row, ModelMetricsTable.MODEL_VERSION)
                          .equals(Reading.text(training, ModelsTable.MODEL_VERSION)))
          .forEach(
              row ->
                  table.add(
                      training.getAs(ModelsTable.AS_OF.name()),
                      Reading.text(training, ModelsTable.MODEL),
                      row.getAs(ModelMetricsTable.VALUE.name())));
    }
    return Block.chart(
        "models-trend",
        Text.of("各次训练的 PR-AUC", "PR-AUC of each training"),
        Chart.of(Chart.Kind.LINE, ModelsTable.AS_OF.name(), PR_AUC).by(ModelsTable.MODEL.name()),
        JOB,
        table);
  }
}

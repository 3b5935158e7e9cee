package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What there is to look at about one trained model.
 *
 * @param model its name
 * @param curves its points by curve, in their order
 * @param drift of the last day on which it scored, the most moved first
 */
record ModelCard(String model, Map<List<String>, List<Row>> curves, List<Row> drift) {
  static final String TRAIN = "train";
  private static final String SCORE = "score";
  private static final String SENTENCE = "sentence";
  private static final int FEATURES = 15;

  List<Block> blocks() {
    return List.of(
        words(),
        calibration(),
        line(
            "precision",
            "precision_recall",
            Text.of("精确率与召回率", "Precision by recall"),
            Text.of("召回率", "Recall"),
            Text.of("精确率", "Precision")),
        line(
            "roc",
            "roc",
            Text.of("ROC 曲线", "ROC curve"),
            Text.of("误报率", "Share of the others that is reached too"),
            Text.of("召回率", "Recall")),
        line(
            "cost",
            "cost",
            Text.of("按阈值的人均成本", "Cost per person by threshold"),
            Text.of("阈值", "Threshold"),
            Text.of("成本", "Cost")),
        decision(),
        importance(),
        baseRate(),
        drifted());
  }

  private List<Row> points(String curve) {
    return curves.getOrDefault(List.of(curve), List.of());
  }

  private String id(String block) {
    return "cards-" + model + "-" + block;
  }

  private Block words() {
    Rows rows = Rows.of(Field.of(SENTENCE, "说明", "In words", Format.TEXT));
    new ModelWords(points("decision"), points("importance"), drift)
        .sentences()
        .forEach(sentence -> rows.add(sentence));
    return Block.shown(
        Block.Look.TABLE, id("words"), Text.of("一句话说明", "In words").and(model), TRAIN, rows);
  }

  private Block calibration() {
    return Block.chart(
            id("calibration"),
            Text.of("校准", "Calibration").and(model),
            Chart.of(
                Chart.Kind.BAR, ModelCurvesTable.POINT_NO, ModelCurvesTable.X, ModelCurvesTable.Y),
            TRAIN,
            Rows.of(
                points("calibration"),
                Field.of(
                    ModelCurvesTable.POINT_NO, "得分从低到高", "By score, lowest first", Format.COUNT),
                Field.of(ModelCurvesTable.X, "平均得分", "Mean score", Format.RATIO),
                Field.of(ModelCurvesTable.Y, "实际发生", "Came true", Format.RATIO),
                Field.of(ModelCurvesTable.ROW_COUNT, "行数", "Rows", Format.COUNT)))
        .note(
            Text.of("两根柱子一样高，说明得分就是概率", "Where both bars are as high, a score means what it says"));
  }

  /** The page draws lines over names, so that x is written as one. */
  private Block line(String block, String curve, Text title, Text x, Text y) {
    Rows rows =
        Rows.of(
            new Field(ModelCurvesTable.X.name(), x, Format.TEXT),
            new Field(ModelCurvesTable.Y.name(), y, Format.NUMBER));
    points(curve)
        .forEach(
            point ->
                rows.add(
                    String.format(
                        Locale.ROOT, "%.3f", point.<Double>getAs(ModelCurvesTable.X.name())),
                    point.getAs(ModelCurvesTable.Y.name())));
    return Block.chart(
        id(block),
        title.and(model),
        Chart.of(Chart.Kind.LINE, ModelCurvesTable.X, ModelCurvesTable.Y),
        TRAIN,
        rows);
  }

  private Block decision() {
    Rows rows =
        Rows.of(
            Field.of(ModelCurvesTable.POINT_NAME, "结果", "Outcome", Format.TEXT),
            Field.of(ModelCurvesTable.Y, "数值", "Value", Format.NUMBER));
    points("decision")
        .forEach(
            point ->
                rows.add(
                    ModelWords.outcome(Reading.text(point, ModelCurvesTable.POINT_NAME)),
                    point.getAs(ModelCurvesTable.Y.name())));
    return Block.shown(
            Block.Look.TABLE,
            id("decision"),
            Text.of("在阈值处行动", "Acting at the threshold").and(model),
            TRAIN,
            rows)
        .note(
            Text.of("阈值使 train.costs 之和最小", "The threshold is where train.costs add up to least"));
  }

  private Block importance() {
    return Block.chart(
        id("importance"),
        Text.of("特征重要性", "What moves scores most").and(model),
        Chart.of(Chart.Kind.RANK, ModelCurvesTable.POINT_NAME, ModelCurvesTable.Y),
        TRAIN,
        Rows.of(
            points("importance").stream().limit(FEATURES).toList(),
            Field.of(ModelCurvesTable.POINT_NAME, "特征", "Feature", Format.TEXT),
            Field.of(
                ModelCurvesTable.Y, "对 log-odds 的平均影响", "Mean effect on log-odds", Format.NUMBER)));
  }

  private Block baseRate() {
    return Block.chart(
        id("base-rate"),
        Text.of("各快照的发生率", "How often it came true").and(model),
        Chart.of(Chart.Kind.LINE, ModelCurvesTable.POINT_NAME, ModelCurvesTable.Y),
        TRAIN,
        Rows.of(
            points("base_rate"),
            Field.of(ModelCurvesTable.POINT_NAME, "快照", "Snapshot", Format.DAY),
            Field.of(ModelCurvesTable.Y, "发生率", "Came true", Format.RATIO),
            Field.of(ModelCurvesTable.ROW_COUNT, "人数", "People", Format.COUNT)));
  }

  private Block drifted() {
    return Block.chart(
            id("drift"),
            Text.of("漂移 (PSI)", "Drift (PSI)").and(model),
            Chart.of(Chart.Kind.RANK, DriftTable.SUBJECT, DriftTable.STABILITY_INDEX),
            SCORE,
            Rows.of(
                drift.stream().limit(FEATURES).toList(),
                Field.of(DriftTable.SUBJECT, "对象", "Subject", Format.TEXT),
                Field.of(DriftTable.STABILITY_INDEX, "PSI", "PSI", Format.NUMBER),
                Field.of(DriftTable.STATE, "状态", "State", Format.TEXT),
                Field.of(DriftTable.ROW_COUNT, "打分人数", "People scored", Format.COUNT),
                Field.of(DriftTable.AS_OF, "截止日", "As of", Format.DAY)))
        .note(
            Text.of(
                "与训练时冻结的分箱相比：低于 0.1 稳定，低于 0.25 在动，再高就变了",
                "Against the bins frozen in training: below 0.1 stable, below 0.25 moving, else moved"));
  }
}

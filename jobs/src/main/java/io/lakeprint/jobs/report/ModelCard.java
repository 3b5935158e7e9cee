package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What there is to look at about one trained model.
 *
 * @param model its name
 * @param curves its points by curve, in their order
 * @param metrics of the trained model on its test rows, by name
 * @param drift of the last day on which it scored, the most moved first
 */
record ModelCard(
    String model, Map<List<String>, List<Row>> curves, Map<String, Row> metrics, List<Row> drift) {
  static final String TRAIN = "train";
  private static final String SCORE = "score";
  private static final String SENTENCE = "sentence";
  private static final String BASE_RATE = "base_rate";
  private static final int FEATURES = 15;
  private static final int TENTHS = 10;

  List<Block> blocks() {
    return List.of(
        words(),
        Measure.linked(calibration(), Measure.ECE),
        Measure.linked(lift(), Measure.LIFT),
        Measure.linked(precision(), Measure.PR_AUC, Measure.BASE_RATE),
        Measure.linked(roc(), Measure.ROC_AUC),
        curve(
            "cost",
            "cost",
            Text.of("按阈值的人均成本", "Cost per person by threshold"),
            Field.of(ModelCurvesTable.X, "阈值", "Threshold", Format.NUMBER),
            Field.of(ModelCurvesTable.Y, "成本", "Cost", Format.NUMBER),
            null),
        decision(),
        importance(),
        Measure.linked(baseRate(), Measure.BASE_RATE),
        Measure.linked(drifted(), Measure.DRIFT));
  }

  private List<Row> points(String curve) {
    return curves.getOrDefault(List.of(curve), List.of());
  }

  private String id(String block) {
    return "cards-" + model + "-" + block;
  }

  private Block words() {
    Rows rows = Rows.of(Field.of(SENTENCE, "说明", "In words", Format.TEXT));
    new ModelWords(metrics, points("decision"), points("importance"), drift)
        .sentences()
        .forEach(sentence -> rows.add(sentence));
    return Block.shown(
        Block.Look.TABLE, id("words"), Text.of("一句话说明", "In words").and(model), TRAIN, rows);
  }

  private Block calibration() {
    return curve(
            "calibration",
            "calibration",
            Text.of("校准", "Calibration"),
            Field.of(ModelCurvesTable.X, "平均得分", "Mean score", Format.RATIO),
            Field.of(ModelCurvesTable.Y, "实际发生", "Came true", Format.RATIO),
            new Chart.Reference(Text.of("得分就是概率", "A score means what it says"), null))
        .note(
            Text.of(
                "按得分分十组；在对角线上的得分就是概率，线在其下则得分偏高",
                "In tenths by score; on the diagonal a score is a probability, below it scores are too high"));
  }

  /** How much more often it came true in each tenth of the list. */
  private Block lift() {
    Rows rows =
        Rows.of(
            Field.of("decile", "十分位", "Tenth by score", Format.COUNT),
            Field.of("lift", "提升度", "Lift", Format.NUMBER));
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      Row metric = metrics.get(ModelsSection.LIFT + tenth);
      if (metric != null) {
        rows.add(tenth, metric.getAs(ModelMetricsTable.VALUE.name()));
      }
    }
    return Block.chart(
            id("lift"),
            Text.of("提升度", "Lift by tenth").and(model),
            Chart.of(Chart.Kind.BAR, "decile", "lift"),
            TRAIN,
            rows)
        .note(
            Text.of(
                "1 = 得分最高的十分之一；提升度 1 = 与平均无异",
                "1 = highest tenth; a lift of 1 is no better than the average"));
  }

  private Block precision() {
    Row rate = metrics.get(BASE_RATE);
    return curve(
        "precision",
        "precision_recall",
        Text.of("精确率与召回率", "Precision by recall"),
        Field.of(ModelCurvesTable.X, "召回率", "Recall", Format.RATIO),
        Field.of(ModelCurvesTable.Y, "精确率", "Precision", Format.RATIO),
        rate == null
            ? null
            : new Chart.Reference(
                Measure.BASE_RATE.title(), rate.<Double>getAs(ModelMetricsTable.VALUE.name())));
  }

  private Block roc() {
    return curve(
        "roc",
        "roc",
        Text.of("ROC 曲线", "ROC curve"),
        Field.of(
            ModelCurvesTable.X, "误报率", "Share of the others that is reached too", Format.RATIO),
        Field.of(ModelCurvesTable.Y, "召回率", "Recall", Format.RATIO),
        new Chart.Reference(Text.of("瞎猜", "A guess"), null));
  }

  private Block curve(
      String block,
      String curve,
      Text title,
      Field x,
      Field y,
      Chart.@Nullable Reference reference) {
    Chart chart = Chart.of(Chart.Kind.CURVE, ModelCurvesTable.X, ModelCurvesTable.Y);
    return Block.chart(
        id(block),
        title.and(model),
        reference == null ? chart : chart.beside(reference),
        TRAIN,
        Rows.of(
            points(curve), x, y, Field.of(ModelCurvesTable.ROW_COUNT, "行数", "Rows", Format.COUNT)));
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
            points(BASE_RATE),
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

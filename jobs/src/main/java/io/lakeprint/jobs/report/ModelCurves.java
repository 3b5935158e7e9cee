package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What the last training of each model leaves to look at, and how far its inputs have moved since.
 *
 * @param curves points by model and curve
 * @param drifts latest day of each model, the most moved first
 */
record ModelCurves(Map<List<String>, List<Row>> curves, Map<List<String>, List<Row>> drifts) {

  private static final String CALIBRATION = "calibration";
  private static final String IMPORTANCE = "importance";

  /** Of the trainings in {@code latest}, by model. */
  static ModelCurves of(Reading reading, Map<String, Row> latest) {
    List<Row> points =
        reading
            .rows(
                reading
                    .table(ModelCurvesTable.SPEC)
                    .where(ModelCurvesTable.CURVE.col().isin(CALIBRATION, IMPORTANCE))
                    .orderBy(
                        ModelCurvesTable.MODEL.col(),
                        ModelCurvesTable.CURVE.col(),
                        ModelCurvesTable.POINT_NO.col()))
            .stream()
            .filter(
                row -> {
                  Row training = latest.get(Reading.text(row, ModelCurvesTable.MODEL));
                  return training != null
                      && Reading.text(training, ModelsTable.MODEL_VERSION)
                          .equals(Reading.text(row, ModelCurvesTable.MODEL_VERSION));
                })
            .toList();
    List<Row> moved =
        reading.rows(
            reading
                .table(DriftTable.SPEC)
                .where(reading.past(DriftTable.AS_OF))
                .orderBy(
                    DriftTable.MODEL.col(),
                    DriftTable.AS_OF.col().desc(),
                    DriftTable.STABILITY_INDEX.col().desc(),
                    DriftTable.SUBJECT.col()));
    return new ModelCurves(
        Reading.grouped(points, ModelCurvesTable.MODEL, ModelCurvesTable.CURVE),
        Reading.grouped(moved, DriftTable.MODEL));
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    curves.forEach(
        (key, points) ->
            blocks.add(
                key.get(1).equals(CALIBRATION)
                    ? calibration(key.get(0), points)
                    : importance(key.get(0), points)));
    drifts.forEach((key, subjects) -> blocks.add(drift(key.get(0), subjects)));
    return blocks;
  }

  private static Block calibration(String model, List<Row> points) {
    return Block.chart(
            "models-" + model + "-calibration",
            Text.of("校准", "Calibration").and(model),
            Chart.of(
                Chart.Kind.BAR, ModelCurvesTable.POINT_NO, ModelCurvesTable.X, ModelCurvesTable.Y),
            "train",
            Rows.of(
                points,
                Field.of(
                    ModelCurvesTable.POINT_NO, "得分从低到高", "By score, lowest first", Format.COUNT),
                Field.of(ModelCurvesTable.X, "平均得分", "Mean score", Format.RATIO),
                Field.of(ModelCurvesTable.Y, "实际发生", "Came true", Format.RATIO),
                Field.of(ModelCurvesTable.ROW_COUNT, "行数", "Rows", Format.COUNT)))
        .note(
            Text.of("两根柱子一样高，说明得分就是概率", "Where both bars are as high, a score means what it says"));
  }

  private static Block importance(String model, List<Row> points) {
    return Block.chart(
        "models-" + model + "-importance",
        Text.of("特征重要性", "What moves scores most").and(model),
        Chart.of(Chart.Kind.RANK, ModelCurvesTable.POINT_NAME, ModelCurvesTable.Y),
        "train",
        Rows.of(
            points,
            Field.of(ModelCurvesTable.POINT_NAME, "特征", "Feature", Format.TEXT),
            Field.of(
                ModelCurvesTable.Y, "对 log-odds 的平均影响", "Mean effect on log-odds", Format.NUMBER)));
  }

  private static Block drift(String model, List<Row> subjects) {
    Object day = subjects.get(0).getAs(DriftTable.AS_OF.name());
    return Block.chart(
            "models-" + model + "-drift",
            Text.of("漂移", "Drift").and(model),
            Chart.of(Chart.Kind.RANK, DriftTable.SUBJECT, DriftTable.STABILITY_INDEX),
            "score",
            Rows.of(
                subjects.stream()
                    .filter(row -> day.equals(row.getAs(DriftTable.AS_OF.name())))
                    .toList(),
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

package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** A card of the model in service of each kind: what it is worth, what it looks at, its drift. */
final class ModelCardsSection implements ReportSection {

  @Override
  public List<TableSpec> reads() {
    return List.of(
        ModelsTable.SPEC, ModelMetricsTable.SPEC, ModelCurvesTable.SPEC, DriftTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    serving(reading).values().forEach(training -> blocks.addAll(card(reading, training).blocks()));
    if (blocks.isEmpty()) {
      blocks.add(
          Block.shown(
              Block.Look.TABLE,
              "cards-none",
              Text.of("现役模型", "Models in service"),
              ModelCard.TRAIN,
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

  /** Of each kind the last training that was put into service. */
  private static Map<String, Row> serving(Reading reading) {
    Map<String, Row> serving = new LinkedHashMap<>();
    reading
        .rows(
            reading
                .table(ModelsTable.SPEC)
                .where(reading.past(ModelsTable.AS_OF))
                .where(ModelsTable.DECISION.col().notEqual("KEPT"))
                .orderBy(ModelsTable.MODEL.col(), ModelsTable.SEQUENCE.col()))
        .forEach(row -> serving.put(Reading.text(row, ModelsTable.MODEL), row));
    return serving;
  }

  private static ModelCard card(Reading reading, Row training) {
    String model = Reading.text(training, ModelsTable.MODEL);
    String version = Reading.text(training, ModelsTable.MODEL_VERSION);
    Map<List<String>, List<Row>> curves =
        Reading.grouped(
            reading.rows(
                reading
                    .table(ModelCurvesTable.SPEC)
                    .where(ModelCurvesTable.MODEL.col().equalTo(model))
                    .where(ModelCurvesTable.MODEL_VERSION.col().equalTo(version))
                    .orderBy(ModelCurvesTable.CURVE.col(), ModelCurvesTable.POINT_NO.col())),
            ModelCurvesTable.CURVE);
    List<Row> drift =
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
    Map<String, Row> metrics = new HashMap<>();
    reading
        .rows(
            reading
                .table(ModelMetricsTable.SPEC)
                .where(ModelMetricsTable.MODEL.col().equalTo(model))
                .where(ModelMetricsTable.MODEL_VERSION.col().equalTo(version))
                .where(ModelMetricsTable.SPLIT.col().equalTo(ModelsSection.TEST))
                .where(ModelMetricsTable.SUBJECT.col().equalTo(ModelsSection.TRAINED)))
        .forEach(row -> metrics.put(Reading.text(row, ModelMetricsTable.METRIC), row));
    return new ModelCard(
        model,
        curves,
        metrics,
        drift.stream().filter(row -> day(row).equals(day(drift.get(0)))).toList());
  }

  private static Object day(Row row) {
    return row.getAs(DriftTable.AS_OF.name());
  }
}

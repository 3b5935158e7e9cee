package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.ml.registry.Champions;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.TrainedModel;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores everybody at the as-of date with every model in service then. */
public final class ScoreJob implements Job<ScoreConfig> {

  @Override
  public JobSpec<ScoreConfig> spec() {
    return JobSpec.planned(
        "score",
        "ml",
        "Scores everybody at the as-of date with the models in service",
        ScoreConfig.class,
        List.of(JobInput.of(FeaturesTable.SPEC), JobInput.optional(ModelsTable.SPEC)),
        List.of(PredictionsTable.SPEC, DriftTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, ScoreConfig config) {
    Dataset<Row> features =
        context
            .input(FeaturesTable.SPEC)
            .filter(FeaturesTable.AS_OF.col().equalTo(lit(context.asOf())));
    requireFeatures(context, features);
    List<Champions.Training> champions = champions(context);
    if (champions.isEmpty()) {
      return JobReport.of().note("score: no model is in service as of " + context.asOf());
    }
    ModelStore store = ModelStore.of(context.lake());
    List<TrainedModel> serving =
        champions.stream()
            .map(champion -> store.load(champion.model(), champion.version()))
            .toList();
    serving.forEach(model -> new Scorable(model, features).require());
    Dataset<Row> predictions =
        serving.stream()
            .map(model -> new ScoreTransform(model, config.reasons()).apply(features))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    String models =
        champions.stream()
            .map(champion -> "'" + champion.model() + "'")
            .collect(Collectors.joining(", "));
    // Both tables hold a model at a date whole, whichever version said it.
    String scope =
        PredictionsTable.MODEL.name()
            + " IN ("
            + models
            + ") AND "
            + PredictionsTable.AS_OF.name()
            + " = DATE'"
            + context.asOf()
            + "'";
    DriftRows drift = new DriftRows(context.asOf());
    serving.forEach(model -> drift.add(model, new DriftTransform(model).apply(features)));
    JobReport report =
        JobReport.of(
            context.lake().replaceWhere(PredictionsTable.SPEC, predictions, scope),
            context.lake().replaceWhere(DriftTable.SPEC, drift.rows(context.spark()), scope));
    for (String moved : drift.moved()) {
      report = report.note(moved);
    }
    return report;
  }

  /**
   * A lake without any snapshot is young; one that lacks this one was asked about the wrong day.
   */
  private static void requireFeatures(JobContext context, Dataset<Row> features) {
    if (features.isEmpty()) {
      Column day = FeaturesTable.AS_OF.col();
      Row days =
          context
              .input(FeaturesTable.SPEC)
              .agg(min(day).cast("string"), max(day).cast("string"))
              .first();
      if (!days.isNullAt(0)) {
        throw ScoreErrors.noFeatures(context.asOf(), days.getString(0), days.getString(1));
      }
    }
  }

  private static List<Champions.Training> champions(JobContext context) {
    Champions all = Champions.of(context.input(ModelsTable.SPEC));
    return all.trainings().stream()
        .map(Champions.Training::model)
        .distinct()
        .sorted()
        .flatMap(model -> all.champion(model, context.asOf()).stream())
        .toList();
  }
}

package io.lakeprint.ml.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.TrackedRun;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of {@code ml.models}, {@code model_metrics} and {@code model_curves} about what was trained
 * in one run.
 */
final class ModelRows {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final LocalDate asOf;
  private final Map<String, Long> dataVersions;
  private final List<Row> models = new ArrayList<>();
  private final List<Row> metrics = new ArrayList<>();
  private final List<Row> curves = new ArrayList<>();

  /**
   * Starts empty.
   *
   * @param asOf of the run
   * @param dataVersions Delta version by table read
   */
  ModelRows(LocalDate asOf, Map<String, Long> dataVersions) {
    this.asOf = asOf;
    this.dataVersions = dataVersions;
  }

  boolean isEmpty() {
    return models.isEmpty();
  }

  void add(ModelTraining training, ModelTraining.Trained trained, int sequence, long seed) {
    LabelSpec spec = training.spec();
    Split split = trained.split();
    Interval gain = trained.verdict().gain();
    String version = trained.result().model().version();
    models.add(
        RowFactory.create(
            spec.model(),
            version,
            sequence,
            Date.valueOf(asOf),
            trained.result().model().learner().learner(),
            trained.result().winner(),
            trained.result().evaluations(),
            trained.result().threshold(),
            trained.verdict().decision().name(),
            trained.verdict().reason(),
            trained.comparedWith(),
            gain == null ? null : gain.value(),
            gain == null ? null : gain.low(),
            gain == null ? null : gain.high(),
            split.train().stream().map(LocalDate::toString).collect(Collectors.joining(",")),
            Date.valueOf(split.validation()),
            Date.valueOf(split.test()),
            trained.trainCount(),
            json(spec),
            json(trained.result().model().learner().inputs().names()),
            json(trained.rejected()),
            seed,
            training.configHash(),
            trained.dataHash(),
            json(dataVersions),
            ModelStore.folder(spec.model(), version)));
    draw(training.config(), spec.model(), trained);
    for (Measured measured : trained.result().measured()) {
      LocalDate day = measured.split().equals(Measured.TEST) ? split.test() : split.validation();
      measured
          .metrics()
          .named()
          .forEach(
              (metric, value) -> {
                Interval interval = measured.intervals().get(metric);
                metrics.add(
                    RowFactory.create(
                        spec.model(),
                        version,
                        measured.subject(),
                        measured.split(),
                        Date.valueOf(day),
                        metric,
                        value,
                        interval == null ? null : interval.low(),
                        interval == null ? null : interval.high(),
                        (long) measured.metrics().rows()));
              });
    }
  }

  private void draw(TrainConfig config, String model, ModelTraining.Trained trained) {
    Trainer.Result result = trained.result();
    new Curves()
        .ofTest(result.test(), config.costs())
        .ofDecision(config.costs().at(result.threshold(), result.test()), result.test())
        .ofImportance(result.importance(), result.test().labels().length)
        .ofLabels(trained.counts())
        .points()
        .forEach(
            point ->
                curves.add(
                    RowFactory.create(
                        model,
                        result.model().version(),
                        point.curve(),
                        point.number(),
                        point.name(),
                        point.x(),
                        point.y(),
                        point.rows())));
  }

  Dataset<Row> curves(SparkSession spark) {
    return spark.createDataFrame(curves, ModelCurvesTable.SPEC.schema());
  }

  Dataset<Row> models(SparkSession spark) {
    return spark.createDataFrame(models, ModelsTable.SPEC.schema());
  }

  Dataset<Row> metrics(SparkSession spark) {
    return spark.createDataFrame(metrics, ModelMetricsTable.SPEC.schema());
  }

  /** The same for experiment trackers. */
  List<TrackedRun> tracked(String root) {
    return new TrackedModels(models, metrics, root).runs();
  }

  /** Matches the metrics and curves of exactly these models. */
  String scope() {
    return models.stream()
        .map(row -> "'" + row.getString(1) + "'")
        .distinct()
        .collect(Collectors.joining(", ", ModelMetricsTable.MODEL_VERSION.name() + " IN (", ")"));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records and maps become JSON", e);
    }
  }
}

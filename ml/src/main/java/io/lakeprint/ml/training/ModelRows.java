package io.lakeprint.ml.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.ml.registry.ModelStore;
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

/** Rows of {@code ml.models} and {@code ml.model_metrics} about what was trained in one run. */
final class ModelRows {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final LocalDate asOf;
  private final Map<String, Long> dataVersions;
  private final List<Row> models = new ArrayList<>();
  private final List<Row> metrics = new ArrayList<>();

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
    String version = trained.result().model().version();
    models.add(
        RowFactory.create(
            spec.model(),
            version,
            sequence,
            Date.valueOf(asOf),
            trained.result().model().learner().learner(),
            trained.verdict().decision().name(),
            trained.verdict().reason(),
            trained.comparedWith(),
            split.train().stream().map(LocalDate::toString).collect(Collectors.joining(",")),
            Date.valueOf(split.validation()),
            Date.valueOf(split.test()),
            trained.trainCount(),
            json(spec),
            json(training.inputs().names()),
            seed,
            training.configHash(),
            trained.dataHash(),
            json(dataVersions),
            ModelStore.folder(spec.model(), version)));
    for (Measured measured : trained.result().measured()) {
      LocalDate day = measured.split().equals(Measured.TEST) ? split.test() : split.validation();
      measured
          .metrics()
          .named()
          .forEach(
              (metric, value) ->
                  metrics.add(
                      RowFactory.create(
                          spec.model(),
                          version,
                          measured.subject(),
                          measured.split(),
                          Date.valueOf(day),
                          metric,
                          value,
                          (long) measured.metrics().rows())));
    }
  }

  Dataset<Row> models(SparkSession spark) {
    return spark.createDataFrame(models, ModelsTable.SPEC.schema());
  }

  Dataset<Row> metrics(SparkSession spark) {
    return spark.createDataFrame(metrics, ModelMetricsTable.SPEC.schema());
  }

  /** Matches the metrics of exactly these models. */
  String metricsScope() {
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

package io.lakeprint.ml.training;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.ml.registry.TrackedRun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code ml.models} and {@code ml.model_metrics} for experiment trackers. Metrics are named
 * {@code split/metric}, of others than the model {@code split/subject/metric}.
 *
 * @param models rows of one run
 * @param metrics all of theirs
 * @param root of the lake, below which the saved models are
 */
record TrackedModels(List<Row> models, List<Row> metrics, String root) {
  private static final String PREFIX = "lakeprint.";
  private static final List<ColumnSpec> PARAMETERS =
      List.of(
          ModelsTable.MODEL,
          ModelsTable.LEARNER,
          ModelsTable.WINNER,
          ModelsTable.EVALUATIONS,
          ModelsTable.SEED,
          ModelsTable.THRESHOLD,
          ModelsTable.TRAIN_SNAPSHOTS,
          ModelsTable.VALIDATION_SNAPSHOT,
          ModelsTable.TEST_SNAPSHOT,
          ModelsTable.TRAIN_COUNT);
  private static final List<ColumnSpec> TAGS =
      List.of(
          ModelsTable.MODEL,
          ModelsTable.MODEL_VERSION,
          ModelsTable.AS_OF,
          ModelsTable.DECISION,
          ModelsTable.DECISION_REASON,
          ModelsTable.COMPARED_WITH,
          ModelsTable.LABEL_DEFINITION,
          ModelsTable.SEED,
          ModelsTable.CONFIG_HASH,
          ModelsTable.DATA_HASH,
          ModelsTable.DATA_VERSIONS);

  /** One run per model. */
  List<TrackedRun> runs() {
    return models.stream().map(this::run).toList();
  }

  private TrackedRun run(Row model) {
    String name = text(ModelsTable.SPEC, model, ModelsTable.MODEL);
    String version = text(ModelsTable.SPEC, model, ModelsTable.MODEL_VERSION);
    Map<String, String> parameters = new TreeMap<>();
    PARAMETERS.forEach(column -> put(parameters, "", model, column));
    Map<String, String> tags = new TreeMap<>();
    TAGS.forEach(column -> put(tags, PREFIX, model, column));
    tags.put(
        PREFIX + ModelsTable.ARTEFACT.name(),
        root + "/" + text(ModelsTable.SPEC, model, ModelsTable.ARTEFACT));
    Map<String, Double> numbers = new TreeMap<>();
    for (Row metric : metrics) {
      double value =
          (Double)
              Objects.requireNonNull(of(ModelMetricsTable.SPEC, metric, ModelMetricsTable.VALUE));
      if (text(ModelMetricsTable.SPEC, metric, ModelMetricsTable.MODEL).equals(name)
          && text(ModelMetricsTable.SPEC, metric, ModelMetricsTable.MODEL_VERSION).equals(version)
          && Double.isFinite(value)) {
        numbers.put(key(metric), value);
      }
    }
    return new TrackedRun(name + " " + version, parameters, numbers, tags);
  }

  /** Trackers take no colon in a name. */
  private static String key(Row metric) {
    String subject = text(ModelMetricsTable.SPEC, metric, ModelMetricsTable.SUBJECT);
    return text(ModelMetricsTable.SPEC, metric, ModelMetricsTable.SPLIT)
        + (subject.equals(Measured.MODEL) ? "/" : "/" + subject.replace(':', '/') + "/")
        + text(ModelMetricsTable.SPEC, metric, ModelMetricsTable.METRIC);
  }

  private static void put(Map<String, String> texts, String prefix, Row model, ColumnSpec column) {
    Object value = of(ModelsTable.SPEC, model, column);
    if (value != null) {
      texts.put(prefix + column.name(), value.toString());
    }
  }

  private static String text(TableSpec table, Row row, ColumnSpec column) {
    return Objects.requireNonNull(of(table, row, column)).toString();
  }

  private static @Nullable Object of(TableSpec table, Row row, ColumnSpec column) {
    return row.get(table.columns().indexOf(column));
  }
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/** How well models did. Grain: (model, model_version, subject, split, metric). */
public final class ModelMetricsTable {
  public static final ColumnSpec MODEL = required("model", STRING, "Model name");
  public static final ColumnSpec MODEL_VERSION =
      required("model_version", STRING, "Training in which it was measured");
  public static final ColumnSpec SUBJECT =
      required(
          "subject",
          STRING,
          "What was measured: model (the trained one), champion, baseline, or learner:NAME for each"
              + " that took part in the choice");
  public static final ColumnSpec SPLIT =
      required("split", STRING, "On which rows").oneOf("validation", "test");
  public static final ColumnSpec SNAPSHOT =
      required("snapshot", DATE, "Day at whose end the features of these rows were taken");
  public static final ColumnSpec METRIC =
      required(
          "metric",
          STRING,
          "base_rate, roc_auc, pr_auc, brier, ece, or lift_decile_1 (highest tenth) to"
              + " lift_decile_10");
  public static final ColumnSpec VALUE = required("value", DOUBLE, "Its value");
  public static final ColumnSpec VALUE_LOW =
      optional(
          "value_low",
          DOUBLE,
          "Lower bound with train.promotion.confidence; null = not told for this metric");
  public static final ColumnSpec VALUE_HIGH =
      optional("value_high", DOUBLE, "Upper bound; null as value_low");
  public static final ColumnSpec ROW_COUNT = required("row_count", LONG, "Rows measured on");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "ml.model_metrics",
              "One metric of one subject on one split in one training",
              MODEL,
              MODEL_VERSION,
              SUBJECT,
              SPLIT,
              SNAPSHOT,
              METRIC,
              VALUE,
              VALUE_LOW,
              VALUE_HIGH,
              ROW_COUNT)
          .key(MODEL, MODEL_VERSION, SUBJECT, SPLIT, METRIC)
          .asExchange();

  private ModelMetricsTable() {}
}

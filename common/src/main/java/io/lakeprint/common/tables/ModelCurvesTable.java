package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What a model card draws about a trained model, on its test snapshot. Grain: (model,
 * model_version, curve, point_no).
 */
public final class ModelCurvesTable {
  public static final ColumnSpec MODEL = required("model", STRING, "Model name");
  public static final ColumnSpec MODEL_VERSION =
      required("model_version", STRING, "Version in ml.models");
  public static final ColumnSpec CURVE =
      required(
              "curve",
              STRING,
              "roc: x = false, y = true positive rate; precision_recall: x = recall, y = precision;"
                  + " calibration: x = mean score, y = share that came true, in tenths by score;"
                  + " cost: x = threshold, y = cost per person (train.costs); lift: x = tenth of the"
                  + " list, y = lift; importance: y = mean size of a feature's effect on the"
                  + " log-odds; base_rate: y = share that came true at each labelled snapshot;"
                  + " decision: y = true_positives, false_positives, true_negatives, false_negatives"
                  + " and cost at ml.models.threshold, cost_of_nobody, cost_of_everybody")
          .oneOf(
              "roc",
              "precision_recall",
              "calibration",
              "cost",
              "lift",
              "importance",
              "base_rate",
              "decision");
  public static final ColumnSpec POINT_NO =
      required("point_no", INT, "Order of the points, from 1");
  public static final ColumnSpec POINT_NAME =
      optional(
          "point_name",
          STRING,
          "importance: the feature; base_rate: the date; decision: what is counted; null = has none");
  public static final ColumnSpec X = required("x", DOUBLE, "Where it is; else point_no");
  public static final ColumnSpec Y = required("y", DOUBLE, "What it is there");
  public static final ColumnSpec ROW_COUNT = required("row_count", LONG, "Rows it rests on");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.JOURNAL,
              "ml.model_curves",
              "One point of one curve of one trained model",
              MODEL,
              MODEL_VERSION,
              CURVE,
              POINT_NO,
              POINT_NAME,
              X,
              Y,
              ROW_COUNT)
          .key(MODEL, MODEL_VERSION, CURVE, POINT_NO)
          .asExchange();

  private ModelCurvesTable() {}
}

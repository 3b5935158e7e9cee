package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Curves and drift of the sample's model in service, which is the first. */
final class SampleCards {
  private SampleCards() {}

  static void into(TablesContext context) {
    TableRows curves = TableRows.of(ModelCurvesTable.SPEC);
    point(curves, "v1", "importance", 1, "days_since_active", 1, 0.8);
    point(curves, "v1", "importance", 2, "gap_days_mean", 2, 0.2);
    point(curves, "v1", "calibration", 1, null, 0.1, 0.12);
    point(curves, "v1", "calibration", 2, null, 0.5, 0.48);
    point(curves, "v2", "calibration", 1, null, 0.3, 0.9);
    point(curves, "v1", "precision_recall", 1, null, 0.9, 0.9);
    point(curves, "v1", "roc", 1, null, 0, 0);
    point(curves, "v1", "roc", 2, null, 0.2, 0.7);
    point(curves, "v1", "cost", 1, null, 0.4, 0.4);
    point(curves, "v1", "base_rate", 1, "2026-03-01", 1, 0.3);
    List<String> names =
        List.of(
            "true_positives",
            "false_positives",
            "true_negatives",
            "false_negatives",
            "cost",
            "cost_of_nobody",
            "cost_of_everybody");
    double[] values = {40, 60, 390, 10, 110, 250, 450};
    for (int i = 0; i < values.length; i++) {
      point(curves, "v1", "decision", i + 1, names.get(i), i + 1, values[i]);
    }
    TableRows drift = TableRows.of(DriftTable.SPEC);
    drift(drift, SampleTables.AS_OF.minusDays(1), "score", 9.0, "moved");
    drift(drift, SampleTables.AS_OF, "score", 0.02, "stable");
    drift(drift, SampleTables.AS_OF, "tenure_days", 0.3, "moved");
    context.with(ModelCurvesTable.SPEC, curves).with(DriftTable.SPEC, drift);
  }

  private static void point(
      TableRows rows,
      String version,
      String curve,
      int number,
      @Nullable String name,
      double x,
      double y) {
    rows.row(
        ModelCurvesTable.MODEL, "churn",
        ModelCurvesTable.MODEL_VERSION, version,
        ModelCurvesTable.CURVE, curve,
        ModelCurvesTable.POINT_NO, number,
        ModelCurvesTable.POINT_NAME, name,
        ModelCurvesTable.X, x,
        ModelCurvesTable.Y, y,
        ModelCurvesTable.ROW_COUNT, 500L);
  }

  private static void drift(
      TableRows rows, LocalDate day, String subject, double index, String state) {
    rows.row(
        DriftTable.MODEL, "churn",
        DriftTable.MODEL_VERSION, "v1",
        DriftTable.AS_OF, day,
        DriftTable.SUBJECT, subject,
        DriftTable.STABILITY_INDEX, index,
        DriftTable.STATE, state,
        DriftTable.ROW_COUNT, 500L);
  }
}

package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Curves and drift of the sample's model in service, which is the first. */
final class SampleCards {
  private SampleCards() {}

  static void into(TablesContext context) {
    TableRows curves = TableRows.of(ModelCurvesTable.SPEC);
    point(curves, "importance", 1, "days_since_active", 0.8);
    point(curves, "importance", 2, "gap_days_mean", 0.2);
    point(curves, "calibration", 1, null, 0.1);
    point(curves, "calibration", 2, null, 0.5);
    point(curves, "precision_recall", 1, null, 0.9);
    point(curves, "cost", 1, null, 0.4);
    point(curves, "base_rate", 1, "2026-03-01", 0.3);
    point(curves, "decision", 1, "true_positives", 40.0);
    TableRows drift = TableRows.of(DriftTable.SPEC);
    drift(drift, SampleTables.AS_OF.minusDays(1), "score", 9.0, "moved");
    drift(drift, SampleTables.AS_OF, "score", 0.02, "stable");
    drift(drift, SampleTables.AS_OF, "tenure_days", 0.3, "moved");
    context.with(ModelCurvesTable.SPEC, curves).with(DriftTable.SPEC, drift);
  }

  private static void point(
      TableRows rows, String curve, int number, @Nullable String name, double value) {
    rows.row(
        ModelCurvesTable.MODEL, "churn",
        ModelCurvesTable.MODEL_VERSION, "v1",
        ModelCurvesTable.CURVE, curve,
        ModelCurvesTable.POINT_NO, number,
        ModelCurvesTable.POINT_NAME, name,
        ModelCurvesTable.X, value,
        ModelCurvesTable.Y, value,
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

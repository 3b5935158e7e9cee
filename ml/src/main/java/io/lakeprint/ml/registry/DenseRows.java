package io.lakeprint.ml.registry;

import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.ml.linalg.Vector;

/** Rows as XGBoost wants them: dense, whatever a vector is, so that a zero is a zero. */
public final class DenseRows {
  private DenseRows() {}

  /** The rows in native memory, to be disposed of. */
  public static DMatrix of(List<Vector> rows) throws XGBoostError {
    int width = rows.get(0).size();
    float[] values = new float[Math.multiplyExact(rows.size(), width)];
    int at = 0;
    for (Vector row : rows) {
      for (double value : row.toArray()) {
        values[at++] = (float) value;
      }
    }
    return new DMatrix(values, rows.size(), width, Float.NaN);
  }
}

package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.ml.registry.BoostedTrees;
import io.lakeprint.ml.registry.DenseRows;
import io.lakeprint.ml.registry.FittedBoost;
import io.lakeprint.ml.registry.ModelInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Boosted trees of XGBoost. Rows to learn from stand in one partition anyway (see {@link
 * TrainingRowsTransform}), so the one task that holds them trains on one thread: no tracker, no
 * barrier, and the same trees for the same rows.
 *
 * @param trees how many
 * @param depth of each at most
 * @param rate share of each tree's answer that is taken
 * @param minimumLeaf weight (sum of second derivatives) that a leaf holds at least
 * @param rowShare share of the rows drawn for each tree
 * @param featureShare share of the features drawn for each tree
 * @param penalty strength of the L2 penalty on leaves
 */
public record BoostLearner(
    int trees,
    int depth,
    double rate,
    double minimumLeaf,
    double rowShare,
    double featureShare,
    double penalty)
    implements Learner {

  @Override
  public String name() {
    return FittedBoost.NAME;
  }

  @Override
  public FittedBoost fit(Dataset<Row> rows, ModelInputs inputs, long seed) {
    return new FittedBoost(learned(rows, inputs, "binary:logistic", seed));
  }

  /**
   * Learns a number instead of a probability, with the least mean squared error.
   *
   * @param rows as {@link #fit} gets them, the label being the number
   */
  public BoostedTrees fitNumber(Dataset<Row> rows, ModelInputs inputs, long seed) {
    return learned(rows, inputs, "reg:squarederror", seed);
  }

  private BoostedTrees learned(Dataset<Row> rows, ModelInputs inputs, String objective, long seed) {
    byte[] learned =
        rows.select(col(TrainingRows.LABEL), col(TrainingRows.WEIGHT), col(TrainingRows.VECTOR))
            .mapPartitions(new Training(trees, parameters(objective, seed)), Encoders.BINARY())
            .takeAsList(1)
            .get(0);
    return new BoostedTrees(inputs, learned);
  }

  private Map<String, Object> parameters(String objective, long seed) {
    return Map.of(
        "objective", objective,
        "tree_method", "hist",
        "nthread", 1,
        "seed", seed % Integer.MAX_VALUE,
        "max_depth", depth,
        "eta", rate,
        "min_child_weight", minimumLeaf,
        "subsample", rowShare,
        "colsample_bytree", featureShare,
        "lambda", penalty);
  }

  /** All rows of the one partition in, the trees out; of empty partitions nothing. */
  private record Training(int trees, Map<String, Object> parameters)
      implements MapPartitionsFunction<Row, byte[]> {

    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) throws XGBoostError {
      if (!rows.hasNext()) {
        return List.<byte[]>of().iterator();
      }
      List<Vector> vectors = new ArrayList<>();
      List<Row> labels = new ArrayList<>();
      rows.forEachRemaining(
          row -> {
            vectors.add(row.getAs(2));
            labels.add(row);
          });
      DMatrix matrix = DenseRows.of(vectors);
      try {
        matrix.setLabel(floats(labels, 0));
        matrix.setWeight(floats(labels, 1));
        Booster booster =
            XGBoost.train(matrix, new HashMap<>(parameters), trees, new HashMap<>(), null, null);
        byte[] learned = booster.toByteArray();
        booster.dispose();
        return List.of(learned).iterator();
      } finally {
        matrix.dispose();
      }
    }

    private static float[] floats(List<Row> rows, int column) {
      float[] values = new float[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) rows.get(i).getDouble(column);
      }
      return values;
    }
  }
}

package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.FittedTrees;
import io.lakeprint.ml.registry.ModelInputs;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Random forest of MLlib.
 *
 * @param trees how many
 * @param depth of each at most
 * @param minimumLeaf rows that a leaf holds at least
 */
public record ForestLearner(int trees, int depth, int minimumLeaf) implements Learner {

  @Override
  public String name() {
    return FittedTrees.FOREST;
  }

  @Override
  public FittedLearner fit(Dataset<Row> rows, ModelInputs inputs, long seed) {
    return new FittedTrees(
        name(),
        inputs,
        new RandomForestClassifier()
            .setNumTrees(trees)
            .setMaxDepth(depth)
            .setMinInstancesPerNode(minimumLeaf)
            .setMaxMemoryInMB(512)
            .setSeed(seed)
            .setFeaturesCol(TrainingRows.VECTOR)
            .setLabelCol(TrainingRows.LABEL)
            .setWeightCol(TrainingRows.WEIGHT)
            .fit(rows));
  }
}

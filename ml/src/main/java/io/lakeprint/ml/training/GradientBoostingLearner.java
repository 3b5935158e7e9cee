package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.FittedTrees;
import io.lakeprint.ml.registry.ModelInputs;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Boosted trees of MLlib. As good as {@link BoostLearner} and many times slower, because it starts
 * a Spark job per level of each tree; for places where native code may not run.
 *
 * @param trees how many
 * @param depth of each at most
 * @param rate share of each tree's answer that is taken
 * @param minimumLeaf rows that a leaf holds at least
 */
public record GradientBoostingLearner(int trees, int depth, double rate, int minimumLeaf)
    implements Learner {

  @Override
  public String name() {
    return FittedTrees.GRADIENT_BOOSTING;
  }

  @Override
  public FittedLearner fit(Dataset<Row> rows, ModelInputs inputs, long seed) {
    return new FittedTrees(
        name(),
        inputs,
        new GBTClassifier()
            .setMaxIter(trees)
            .setMaxDepth(depth)
            .setStepSize(rate)
            .setMinInstancesPerNode(minimumLeaf)
            .setMaxMemoryInMB(512)
            .setSeed(seed)
            .setFeaturesCol(TrainingRows.VECTOR)
            .setLabelCol(TrainingRows.LABEL)
            .setWeightCol(TrainingRows.WEIGHT)
            .fit(rows));
  }
}

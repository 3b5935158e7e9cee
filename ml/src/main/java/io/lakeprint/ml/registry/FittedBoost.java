package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A probability told by boosted trees.
 *
 * @param trees whose sum is the log-odds
 */
public record FittedBoost(BoostedTrees trees) implements FittedLearner {

  /** Its name. */
  public static final String NAME = "xgboost";

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public ModelInputs inputs() {
    return trees.inputs();
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    return trees
        .sum(rows, column)
        .withColumn(column, lit(1.0).divide(exp(negate(col(column))).plus(1.0)));
  }

  @Override
  public Optional<Dataset<Row>> effects(Dataset<Row> rows, String column) {
    return Optional.of(trees.contributions(rows, column));
  }

  @Override
  public SavedLearner saved() {
    return SavedLearner.inFiles(NAME);
  }

  @Override
  public void saveTo(Path folder, Configuration hadoop) {
    trees.saveTo(folder, hadoop);
  }
}

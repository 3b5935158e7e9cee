package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.ml.registry.Bins;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.TrainedModel;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether what a model would say of these people can be meant: they have what it reads, somebody is
 * eligible, and no feature that it knew of most people when it learned is missing for all of them,
 * as when a source has stopped to deliver.
 *
 * @param model in service
 * @param features {@code ml.features} of one date
 */
record Scorable(TrainedModel model, Dataset<Row> features) {
  private static final double MOST = 0.5;

  /**
   * Does nothing where it can.
   *
   * @throws io.lakeprint.common.error.InputContractException where it cannot
   */
  void require() {
    model.requireFeatures(features);
    List<String> columns = model.learner().inputs().columns();
    Column[] known = columns.stream().map(name -> count(col(name))).toArray(Column[]::new);
    Row counts = features.filter(model.eligibility().holds()).agg(count(lit(1)), known).first();
    if (counts.getLong(0) == 0) {
      throw ScoreErrors.nobody(model);
    }
    List<String> gone =
        IntStream.range(0, columns.size())
            .filter(i -> counts.getLong(i + 1) == 0)
            .mapToObj(columns::get)
            .filter(this::wasKnown)
            .toList();
    if (!gone.isEmpty()) {
      throw ScoreErrors.missing(model, gone, counts.getLong(0));
    }
  }

  /** Whether fewer than half of those learned from had what a missing value is taken for. */
  private boolean wasKnown(String column) {
    List<ModelInput> inputs = model.learner().inputs().inputs();
    return IntStream.range(0, inputs.size())
        .filter(i -> inputs.get(i).feature().equals(column))
        .filter(i -> inputs.get(i).kind() == ModelInput.Kind.NUMBER)
        .anyMatch(
            i -> {
              Bins bins = model.frozen().inputs().get(i);
              return bins.shares().get(bins.at(inputs.get(i).valueWhenMissing())) < MOST;
            });
  }
}

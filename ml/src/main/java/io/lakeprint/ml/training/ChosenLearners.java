package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.ModelInputs;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The configured learners, all on all rows and all inputs, both labels weighing the same.
 *
 * @param config which
 */
record ChosenLearners(TrainConfig config) implements Recipe {

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public long seed() {
    return config.seed();
  }

  @Override
  public int maximumRows() {
    return config.maximumRows();
  }

  @Override
  public Seen seen(ModelInputs inputs, Dataset<Row> rows, Split split) {
    return new Seen(inputs, List.of());
  }

  @Override
  public Trainer trainer() {
    List<Candidate> candidates =
        config.learners().stream().map(one -> new Candidate(one.name(), one, true)).toList();
    return new Trainer(
        Tournament.finalOnly(candidates, config.simplerWithin(), config.seed()),
        new CalibrationChoice(Integer.MAX_VALUE),
        config.promotion().bootstrap(config.seed()),
        config.costs());
  }

  @Override
  public BooleanSupplier timeIsUp() {
    return () -> false;
  }

  /** Training by the day waits until there is enough to learn from. */
  @Override
  public boolean insists() {
    return false;
  }
}

package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.ml.registry.ModelInputs;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The configured learners, all on all rows and on every input that anybody has a value of, both
 * labels weighing the same.
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
    List<String> columns = inputs.columns();
    Column[] known = columns.stream().map(name -> count(col(name))).toArray(Column[]::new);
    Row counts =
        rows.filter(LabelsTable.AS_OF.col().isInCollection(split.train()))
            .agg(known[0], Arrays.copyOfRange(known, 1, known.length))
            .first();
    List<String> missing =
        IntStream.range(0, columns.size())
            .filter(i -> counts.getLong(i) == 0)
            .mapToObj(columns::get)
            .toList();
    return new Seen(
        inputs.without(Set.copyOf(missing)),
        missing.stream()
            .map(name -> name + " (missing: nobody learned from has a value)")
            .toList());
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
  public Insistence insists() {
    return config.refuseUnsound() ? Insistence.ON_SOUND_DATA : Insistence.ON_NOTHING;
  }
}

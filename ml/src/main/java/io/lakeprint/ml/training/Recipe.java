package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.ModelInputs;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How a model is made of labelled rows: with learners that somebody chose, or by a search. */
public interface Recipe {

  /** Whatever the result depends on, for the hash of the settings. */
  String settings();

  /** Seed of everything drawn. */
  long seed();

  /** Rows used at most. */
  int maximumRows();

  /**
   * Which of the inputs the model may see.
   *
   * @param rows of the training, validation and test snapshots, cached, with the vector of all
   *     inputs
   */
  Seen seen(ModelInputs inputs, Dataset<Row> rows, Split split);

  /** What learns. */
  Trainer trainer();

  /** A new stopwatch, which says when a search must come to an end. */
  BooleanSupplier timeIsUp();

  /** Whether it is a failure of the run when the labels of a model do not carry one. */
  boolean insists();

  /**
   * Inputs that a model sees.
   *
   * @param inputs at least one
   * @param rejected the columns left out, each with its reason
   */
  record Seen(ModelInputs inputs, List<String> rejected) {
    public Seen {
      rejected = List.copyOf(rejected);
    }
  }
}

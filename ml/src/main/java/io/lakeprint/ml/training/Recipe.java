package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.ModelInput;
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

  /** Which of the reasons not to train are a failure of the run, not a note. */
  Insistence insists();

  /** What a run does not put up with. */
  enum Insistence {
    /** Nothing: whatever the reason, the run goes on. */
    ON_NOTHING,
    /** Data that no waiting makes better, such as a label that never comes true. */
    ON_SOUND_DATA,
    /** Any reason: whoever asks wants a model now. */
    ON_A_MODEL
  }

  /**
   * Inputs that a model sees.
   *
   * @param inputs in order; with none there is no model
   * @param rejected the columns left out, each with its reason
   */
  record Seen(List<ModelInput> inputs, List<String> rejected) {
    public Seen {
      inputs = List.copyOf(inputs);
      rejected = List.copyOf(rejected);
    }
  }
}

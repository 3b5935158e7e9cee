package io.lakeprint.ml.registry;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a learner learned. Scores each row for itself: the other rows do not matter. */
public interface FittedLearner {

  /** Name of the learner. */
  String learner();

  /** What it reads. */
  ModelInputs inputs();

  /**
   * The rows with one more double column: the probability as learned, before calibration.
   *
   * @param rows must have the columns of {@link #inputs()}
   */
  Dataset<Row> score(Dataset<Row> rows, String column);

  /**
   * JSON array of the {@code count} features that moved a row's score most, with the change in
   * log-odds against the average person; empty where a learner cannot say so honestly.
   */
  Optional<Column> reasons(int count);

  /** Writes what the artefact's own file cannot hold into {@code folder}; may write nothing. */
  void saveTo(String folder);
}

package io.lakeprint.common.bench;

import io.lakeprint.common.run.JobReport;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** What a benchmark works with. */
public interface Bench {

  SparkSession spark();

  /**
   * A folder of inputs, made by {@code make} unless an earlier run in the same {@code --work}
   * folder made it whole.
   *
   * @param name says all that its content depends on: {@code events-3000000-seed-42}
   * @param make fills the folder, whose address it gets
   * @return its address
   */
  String input(String name, Consumer<String> make);

  /**
   * Runs a job as the command line would, with the demo secret and quietly.
   *
   * @param job its name
   * @param lake folder of the lake
   * @param settings {@code key=value}; the user's {@code --config} and {@code --set} win over them
   */
  JobReport run(String job, String lake, String... settings);

  /** Measures variants against each other and adds the outcome to the report. */
  Outcome compare(Comparison comparison);

  /** Adds a sentence to the report: a figure of quality, what an input looks like. */
  void note(String sentence);

  /** Shows what a long step is doing on a terminal. */
  void progress(String step);
}

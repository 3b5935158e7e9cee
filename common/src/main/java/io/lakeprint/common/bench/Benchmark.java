package io.lakeprint.common.bench;

import java.util.List;

/**
 * Something whose speed {@code lakeprint bench} measures.
 *
 * <p>Fields with picocli's {@code @Option} become options of {@code lakeprint bench <name>}.
 */
public interface Benchmark {

  /** What it is called on the command line. */
  String name();

  /** One line for the list. */
  String summary();

  /** Makes the inputs and measures: any number of {@link Bench#compare comparisons}. */
  void run(Bench bench);

  /** All benchmarks of one module, found by {@link java.util.ServiceLoader}. */
  interface Provider {
    List<Benchmark> benchmarks();
  }
}

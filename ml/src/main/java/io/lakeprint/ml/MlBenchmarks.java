package io.lakeprint.ml;

import io.lakeprint.common.bench.Benchmark;
import java.util.List;

/** The benchmarks of this module. */
public final class MlBenchmarks implements Benchmark.Provider {

  @Override
  public List<Benchmark> benchmarks() {
    return List.of(new MlBenchmark());
  }
}

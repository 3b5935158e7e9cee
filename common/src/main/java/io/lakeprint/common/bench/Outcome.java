package io.lakeprint.common.bench;

import java.util.Comparator;
import java.util.List;

/**
 * A comparison with what its variants took.
 *
 * @param comparison what was measured
 * @param results one per variant, the floor first
 */
public record Outcome(Comparison comparison, List<Result> results) {

  public Outcome {
    results = List.copyOf(results);
  }

  /** The result of the variant called {@code name}. */
  public Result of(String name) {
    return results.stream()
        .filter(result -> result.variant().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no variant " + name));
  }

  /** Median time over that of the floor. */
  public double ratio(Result result) {
    return result.median().seconds() / results.get(0).median().seconds();
  }

  /** Things worked through per second, by the median. */
  public double perSecond(Result result) {
    return comparison.units() / result.median().seconds();
  }

  /**
   * What one variant took.
   *
   * @param measurements one per round, the fastest first
   */
  public record Result(Variant variant, List<Measurement> measurements) {

    public Result {
      measurements =
          measurements.stream().sorted(Comparator.comparingDouble(Measurement::seconds)).toList();
    }

    /** The middle round; of an even number the faster of the two. */
    public Measurement median() {
      return measurements.get((measurements.size() - 1) / 2);
    }

    public double fastest() {
      return measurements.get(0).seconds();
    }

    public double slowest() {
      return measurements.get(measurements.size() - 1).seconds();
    }

    /** Most heap in use after a collection, of all rounds, in bytes. */
    public long liveHeapBytes() {
      return measurements.stream().mapToLong(Measurement::liveHeapBytes).max().orElse(0);
    }

    /** Most execution memory of one task, of all rounds, in bytes. */
    public long peakTaskBytes() {
      return measurements.stream()
          .mapToLong(measurement -> measurement.work().peakTaskBytes())
          .max()
          .orElse(0);
    }
  }
}

package io.lakeprint.common.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Measures the variants of a comparison in turn, A B A B, so that what else the machine does falls
 * on all of them.
 *
 * @param warmUp rounds before those that count: classes load, code compiles, files get cached
 * @param rounds rounds that count
 */
public record Rounds(int warmUp, int rounds) {

  public Rounds {
    if (warmUp < 0 || rounds < 1) {
      throw new IllegalArgumentException(warmUp + " warm-ups, " + rounds + " rounds");
    }
  }

  /** What hears of each trial. */
  public interface Watcher {
    void begins(String trial);

    /** Hears the same words as when it began. */
    void finished(String trial, double seconds);
  }

  /** Measures; trials get folders below {@code folders}. */
  public Outcome measure(
      SparkSession spark, Comparison comparison, Folders folders, Watcher watcher) {
    List<List<Measurement>> counted = new ArrayList<>();
    WorkListener listener = new WorkListener();
    spark.sparkContext().addSparkListener(listener);
    try (HeapWatch heap = HeapWatch.start()) {
      for (int round = 1 - warmUp; round <= rounds; round++) {
        List<Measurement> measured = new ArrayList<>();
        for (Variant variant : comparison.variants()) {
          String label = label(round) + ": " + variant.name();
          watcher.begins(label);
          Trial trial = new Trial(folders.fresh("trial"), round);
          Measurement measurement = trial(spark, variant, trial, listener, heap);
          measured.add(measurement);
          folders.remove(trial.folder());
          watcher.finished(label, measurement.seconds());
        }
        if (round > 0) {
          counted.add(measured);
        }
      }
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
    List<Outcome.Result> results = new ArrayList<>();
    for (int i = 0; i < comparison.variants().size(); i++) {
      int variant = i;
      results.add(
          new Outcome.Result(
              comparison.variants().get(i),
              counted.stream().map(round -> round.get(variant)).toList()));
    }
    return new Outcome(comparison, results);
  }

  private static Measurement trial(
      SparkSession spark, Variant variant, Trial trial, WorkListener listener, HeapWatch heap) {
    variant.prepare().on(trial);
    System.gc(); // what the variant before left behind is not this one's cost
    listener.take(spark);
    heap.take();
    long start = System.nanoTime();
    variant.work().on(trial);
    double seconds = (System.nanoTime() - start) / 1e9;
    Measurement measured = new Measurement(seconds, listener.take(spark), heap.take());
    variant.check().on(trial);
    return measured;
  }

  private String label(int round) {
    return round > 0 ? "round " + round + " of " + rounds : "warm-up";
  }
}

package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * Calibration without a formula: the rising line through what happened. Pools adjacent violators
 * (Ayer et al. 1955) and joins the centres of the pools by straight lines, so that order is kept
 * between them (Oron and Flournoy 2017); flat before the first and after the last centre.
 *
 * @param learned learned probabilities at the centres, rising
 * @param calibrated what they mean, rising, between 0 and 1
 */
public record IsotonicScaling(List<Double> learned, List<Double> calibrated)
    implements Calibration {

  /** Rows of like score are judged together, so that the line has few corners. */
  private static final int MAXIMUM_GROUPS = 50;

  public IsotonicScaling {
    if (learned.isEmpty() || learned.size() != calibrated.size()) {
      throw new IllegalArgumentException(
          learned.size() + " learned and " + calibrated.size() + " calibrated probabilities");
    }
    learned = List.copyOf(learned);
    calibrated = List.copyOf(calibrated);
  }

  /** Some rows of neighbouring scores: how many, and the sums of their scores and labels. */
  private record Pool(double rows, double scores, double labels) {
    double rate() {
      return labels / rows;
    }

    /** Its rate; a pool of one label only counts half a row of the other. */
    double calibrated() {
      return labels == 0 || labels == rows ? (labels + 0.5) / (rows + 1) : rate();
    }

    Pool with(Pool next) {
      return new Pool(rows + next.rows, scores + next.scores, labels + next.labels);
    }
  }

  /**
   * The rising line that fits best in squared error over groups of neighbouring scores. Nothing
   * becomes certain. The order of rows does not matter.
   *
   * @param probabilities learned
   * @param labels 0 or 1
   */
  public static IsotonicScaling fit(double[] probabilities, int[] labels) {
    List<Pool> pools = new ArrayList<>();
    for (Pool group : groups(probabilities, labels)) {
      pools.add(group);
      while (pools.size() > 1
          && pools.get(pools.size() - 2).rate() >= pools.get(pools.size() - 1).rate()) {
        Pool last = pools.remove(pools.size() - 1);
        pools.add(pools.remove(pools.size() - 1).with(last));
      }
    }
    return new IsotonicScaling(
        pools.stream().map(pool -> pool.scores() / pool.rows()).toList(),
        pools.stream().map(Pool::calibrated).toList());
  }

  private static List<Pool> groups(double[] probabilities, int[] labels) {
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> probabilities[i])
                    .thenComparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int size = Math.max(1, (labels.length + MAXIMUM_GROUPS - 1) / MAXIMUM_GROUPS);
    List<Pool> groups = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      int to = Math.min(order.length, from + size);
      // Equal scores stay together.
      while (to < order.length && probabilities[order[to]] == probabilities[order[to - 1]]) {
        to++;
      }
      double scores = 0;
      double positives = 0;
      for (int i = from; i < to; i++) {
        scores += probabilities[order[i]];
        positives += labels[order[i]];
      }
      groups.add(new Pool(to - from, scores, positives));
      from = to;
    }
    return groups;
  }

  @Override
  public double ofProbability(double probability) {
    double value = calibrated.get(0);
    for (int i = 1; i < learned.size(); i++) {
      double width = learned.get(i) - learned.get(i - 1);
      double within = Math.min(width, Math.max(0, probability - learned.get(i - 1)));
      value += within * slope(i);
    }
    return value;
  }

  @Override
  public Column ofProbability(Column probability) {
    Column value = lit(calibrated.get(0));
    for (int i = 1; i < learned.size(); i++) {
      Column within =
          least(
              lit(learned.get(i) - learned.get(i - 1)),
              greatest(lit(0.0), probability.minus(learned.get(i - 1))));
      value = value.plus(within.multiply(slope(i)));
    }
    return value;
  }

  private double slope(int i) {
    return (calibrated.get(i) - calibrated.get(i - 1)) / (learned.get(i) - learned.get(i - 1));
  }
}

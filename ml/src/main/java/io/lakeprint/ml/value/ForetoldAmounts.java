package io.lakeprint.ml.value;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well amounts were foretold.
 *
 * @param error mean absolute difference per customer; lower is better
 * @param biasRatio total foretold over total spent, less 1; empty when nothing was spent
 * @param rankingRatio Gini index of the amounts in the foretold order over that in their own: 1 is
 *     perfect, 0 chance; empty when nothing was spent or all spent the same
 */
record ForetoldAmounts(double error, OptionalDouble biasRatio, OptionalDouble rankingRatio) {

  /** Compares; the same whatever the order of the customers. */
  static ForetoldAmounts of(double[] foretold, double[] spent) {
    if (foretold.length != spent.length || spent.length == 0) {
      throw new IllegalArgumentException("amounts come in pairs, at least one");
    }
    if (!DoubleStream.concat(DoubleStream.of(foretold), DoubleStream.of(spent))
        .allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("amounts are finite numbers");
    }
    double total = DoubleStream.of(spent).sorted().sum();
    double own = concentration(spent, spent);
    return new ForetoldAmounts(
        meanError(foretold, spent),
        total == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(DoubleStream.of(foretold).sorted().sum() / total - 1),
        total == 0 || own < 1e-12
            ? OptionalDouble.empty()
            : OptionalDouble.of(concentration(foretold, spent) / own));
  }

  static double meanError(double[] foretold, double[] happened) {
    return IntStream.range(0, happened.length)
            .mapToDouble(i -> Math.abs(foretold[i] - happened[i]))
            .sorted()
            .sum()
        / happened.length;
  }

  /** Gini index of amounts in the order of keys; equal keys share their amounts evenly. */
  private static double concentration(double[] keys, double[] amounts) {
    int count = amounts.length;
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> keys[i])
                    .thenComparingDouble(i -> amounts[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double weighted = 0;
    double total = 0;
    for (int from = 0; from < count; ) {
      int to = from;
      double tied = 0;
      while (to < count && keys[order[to]] == keys[order[from]]) {
        tied += amounts[order[to++]];
      }
      weighted += tied * (from + to - count) / count;
      total += tied;
      from = to;
    }
    return total == 0 ? 0 : weighted / total;
  }
}

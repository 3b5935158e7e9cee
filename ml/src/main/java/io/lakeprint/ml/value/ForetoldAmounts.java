package io.lakeprint.ml.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well amounts were foretold. What the field looks at (Wang, Liu and Miao 2019, "A deep
 * probabilistic model for customer lifetime value prediction": ranking by the normalised Gini
 * index, calibration by tenths) beside the errors that everybody knows.
 *
 * @param error mean absolute difference per customer; lower is better. It is least for the middle
 *     of what may happen, so it favours whoever foretells too little of a few large amounts
 * @param rootError square root of the mean squared difference; lower is better. It is least for the
 *     mean, and looks at large amounts most
 * @param biasRatio total foretold over total spent, less 1; empty when nothing was spent
 * @param rankingRatio Gini index of the amounts in the foretold order over that in their own: 1 is
 *     perfect, 0 chance; empty when nothing was spent or all spent the same
 * @param tenths of the customers, who was foretold most first; fewer than ten customers make fewer
 */
record ForetoldAmounts(
    double error,
    double rootError,
    OptionalDouble biasRatio,
    OptionalDouble rankingRatio,
    List<Tenth> tenths) {
  private static final int TENTHS = 10;

  /**
   * Some customers who were foretold about the same.
   *
   * @param customers how many
   * @param foretold mean amount
   * @param spent mean amount
   */
  record Tenth(int customers, double foretold, double spent) {}

  ForetoldAmounts {
    tenths = List.copyOf(tenths);
  }

  /** Compares; the same whatever the order of the customers. */
  static ForetoldAmounts of(double[] foretold, double[] spent) {
    if (foretold.length != spent.length || spent.length == 0) {
      throw new IllegalArgumentException("amounts come in pairs, at least one");
    }
    if (!DoubleStream.concat(DoubleStream.of(foretold), DoubleStream.of(spent))
        .allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("amounts are finite numbers");
    }
    double total = sum(DoubleStream.of(spent));
    double own = concentration(ranked(spent, spent));
    return new ForetoldAmounts(
        meanError(foretold, spent),
        Math.sqrt(
            sum(
                    IntStream.range(0, spent.length)
                        .mapToDouble(i -> Math.pow(foretold[i] - spent[i], 2)))
                / spent.length),
        total == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(sum(DoubleStream.of(foretold)) / total - 1),
        total == 0 || own < 1e-12
            ? OptionalDouble.empty()
            : OptionalDouble.of(concentration(ranked(foretold, spent)) / own),
        tenths(ranked(foretold, spent)));
  }

  /**
   * Mean over the tenths of the difference between what was foretold and what was spent, as a share
   * of what was spent; tenths in which nothing was spent are left out. Empty when all are.
   */
  OptionalDouble tenthError() {
    return tenths.stream()
        .filter(tenth -> tenth.spent() > 0)
        .mapToDouble(tenth -> Math.abs(tenth.foretold() - tenth.spent()) / tenth.spent())
        .average();
  }

  static double meanError(double[] foretold, double[] happened) {
    return sum(
            IntStream.range(0, happened.length)
                .mapToDouble(i -> Math.abs(foretold[i] - happened[i])))
        / happened.length;
  }

  private static double sum(DoubleStream numbers) {
    return numbers.sorted().sum();
  }

  /** What somebody was foretold, and spent. */
  private record Pair(double foretold, double spent) {}

  /** Rising by what was foretold; those who were foretold the same share evenly what they spent. */
  private static List<Pair> ranked(double[] foretold, double[] spent) {
    Pair[] pairs =
        IntStream.range(0, spent.length)
            .mapToObj(i -> new Pair(foretold[i], spent[i]))
            .sorted(Comparator.comparingDouble(Pair::foretold).thenComparingDouble(Pair::spent))
            .toArray(Pair[]::new);
    for (int from = 0; from < pairs.length; ) {
      int to = from;
      double together = 0;
      while (to < pairs.length && pairs[to].foretold() == pairs[from].foretold()) {
        together += pairs[to++].spent();
      }
      Arrays.fill(pairs, from, to, new Pair(pairs[from].foretold(), together / (to - from)));
      from = to;
    }
    return List.of(pairs);
  }

  /** Gini index of the amounts in their order. */
  private static double concentration(List<Pair> ranked) {
    int count = ranked.size();
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < count; i++) {
      weighted += ranked.get(i).spent() * (2.0 * i + 1 - count) / count;
      total += ranked.get(i).spent();
    }
    return total == 0 ? 0 : weighted / total;
  }

  private static List<Tenth> tenths(List<Pair> ranked) {
    List<Tenth> tenths = new ArrayList<>();
    int count = ranked.size();
    int parts = Math.min(TENTHS, count);
    for (int part = 0; part < parts; part++) {
      int to = count - (int) ((long) part * count / parts);
      int from = count - (int) ((part + 1L) * count / parts);
      List<Pair> own = ranked.subList(from, to);
      tenths.add(
          new Tenth(
              own.size(),
              own.stream().mapToDouble(Pair::foretold).average().orElseThrow(),
              own.stream().mapToDouble(Pair::spent).average().orElseThrow()));
    }
    return tenths;
  }
}

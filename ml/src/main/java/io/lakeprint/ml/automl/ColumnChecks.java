package io.lakeprint.ml.automl;

import io.lakeprint.ml.registry.Bins;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.training.BinaryMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which columns a model may not see, each with a reason. Looks at every column for itself, over all
 * inputs that read it, so a column goes whole.
 *
 * @param constant from this share of rows with the same value on, a column says nothing
 * @param leakage a column that alone reaches this ROC-AUC was not known before
 * @param drift a population stability index above which a column's values are others now
 */
record ColumnChecks(double constant, double leakage, double drift) {
  private static final int BINS = 20;

  /** Fewer rows of a part tell nothing about drift. */
  private static final int MINIMUM_ROWS = 100;

  /** Rows to look at. */
  static final class Sample {
    private final List<ModelInput> inputs;
    private final double[][] values;
    private final int[] labels;
    private final int[] parts;

    /**
     * Rows in no order.
     *
     * @param inputs what the numbers of a row are
     * @param values of each row, in the order of the inputs
     * @param labels of each row; read of part 0 only
     * @param parts of each row: 0 is learned from; others, later in time, are compared with it
     */
    Sample(List<ModelInput> inputs, double[][] values, int[] labels, int[] parts) {
      this.inputs = List.copyOf(inputs);
      this.values = values.clone();
      this.labels = labels.clone();
      this.parts = parts.clone();
    }

    private List<ModelInput> inputs() {
      return inputs;
    }

    private int lastPart() {
      return IntStream.of(parts).max().orElse(0);
    }

    private double[] of(int input, int part) {
      return IntStream.range(0, values.length)
          .filter(row -> parts[row] == part)
          .mapToDouble(row -> values[row][input])
          .toArray();
    }

    private int[] labelsOf(int part) {
      return IntStream.range(0, values.length)
          .filter(row -> parts[row] == part)
          .map(row -> labels[row])
          .toArray();
    }
  }

  /** Every column that may not be seen, with the first reason that applies. */
  List<Rejected> of(Sample sample) {
    List<Rejected> rejected = new ArrayList<>();
    Map<String, List<Integer>> columns = new LinkedHashMap<>();
    for (int i = 0; i < sample.inputs().size(); i++) {
      columns.computeIfAbsent(sample.inputs().get(i).feature(), name -> new ArrayList<>()).add(i);
    }
    int[] labels = sample.labelsOf(0);
    Map<List<Double>, String> seen = new HashMap<>();
    columns.forEach(
        (column, inputs) -> {
          List<double[]> numbers = inputs.stream().map(i -> sample.of(i, 0)).toList();
          String same = seen.putIfAbsent(fingerprint(numbers), column);
          double often = numbers.stream().mapToDouble(ColumnChecks::mostFrequent).min().orElse(1);
          double tells = tells(numbers, labels);
          double moved = moved(sample, inputs);
          if (often >= constant) {
            rejected.add(
                new Rejected(
                    column,
                    Rejected.Why.CONSTANT,
                    text("%.2f %% of the rows are the same", 100 * often)));
          } else if (tells >= leakage) {
            rejected.add(
                new Rejected(
                    column,
                    Rejected.Why.LEAKAGE,
                    text("alone it reaches a ROC-AUC of %.3f", tells)));
          } else if (same != null) {
            rejected.add(
                new Rejected(column, Rejected.Why.DUPLICATE, "it says the same as " + same));
          } else if (moved > drift) {
            rejected.add(
                new Rejected(
                    column,
                    Rejected.Why.DRIFT,
                    text("population stability index of %.2f against later rows", moved)));
          }
        });
    return List.copyOf(rejected);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static double mostFrequent(double[] values) {
    Map<Double, Integer> counts = new HashMap<>();
    for (double value : values) {
      counts.merge(value, 1, Integer::sum);
    }
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0)
        / (double) Math.max(1, values.length);
  }

  /** Equal for columns of which one is the other on another scale; standardised, eight digits. */
  private static List<Double> fingerprint(List<double[]> numbers) {
    List<Double> print = new ArrayList<>();
    for (double[] values : numbers) {
      double mean = Arrays.stream(values).average().orElse(0);
      double spread =
          Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
      double first = 0;
      for (double value : values) {
        double scaled = spread == 0 ? 0 : (value - mean) / spread;
        // Two columns that only differ in sign say the same.
        first = first == 0 && Math.abs(scaled) > 1e-9 ? Math.signum(scaled) : first;
        print.add(Math.round(scaled * first * 1e8) / 1e8 + 0.0);
      }
    }
    return print;
  }

  /** How well a column alone tells the label: as it is, either way round, or by its bins. */
  private static double tells(List<double[]> numbers, int[] labels) {
    double best = 0.5;
    for (double[] values : numbers) {
      double auc = auc(values, labels);
      best = Math.max(best, Math.max(auc, 1 - auc));
    }
    return Math.max(best, auc(ratesOfOthers(numbers, labels), labels));
  }

  private static double auc(double[] scores, int[] labels) {
    int positives = IntStream.of(labels).sum();
    return positives == 0 || positives == labels.length
        ? 0.5
        : BinaryMetrics.of(scores, labels).rocAuc();
  }

  /** For each row how often the label came true in other rows of its bins. */
  private static double[] ratesOfOthers(List<double[]> numbers, int[] labels) {
    List<Bins> bins = numbers.stream().map(values -> Bins.of(values, BINS)).toList();
    Map<List<Integer>, int[]> counts = new HashMap<>();
    List<List<Integer>> cells = new ArrayList<>();
    for (int row = 0; row < labels.length; row++) {
      List<Integer> cell = new ArrayList<>();
      for (int i = 0; i < bins.size(); i++) {
        cell.add(bins.get(i).at(numbers.get(i)[row]));
      }
      cells.add(cell);
      int[] both = counts.computeIfAbsent(cell, key -> new int[2]);
      both[0]++;
      both[1] += labels[row];
    }
    double base = IntStream.of(labels).average().orElse(0.5);
    return IntStream.range(0, labels.length)
        .mapToDouble(
            row -> {
              int[] both = counts.get(cells.get(row));
              return both == null ? base : (both[1] - labels[row] + 20 * base) / (both[0] - 1 + 20);
            })
        .toArray();
  }

  /** The largest index of any later part against the rows learned from. */
  private static double moved(Sample sample, List<Integer> inputs) {
    int last = sample.lastPart();
    double most = 0;
    for (int input : inputs) {
      double[] then = sample.of(input, 0);
      if (then.length < MINIMUM_ROWS) {
        continue;
      }
      Bins bins = Bins.of(then, Bins.TENTHS);
      for (int part = 1; part <= last; part++) {
        double[] now = sample.of(input, part);
        most = now.length < MINIMUM_ROWS ? most : Math.max(most, bins.drift(bins.counts(now)));
      }
    }
    return most;
  }
}

package io.lakeprint.ml.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Points of the curves of a model card; see {@code ml.model_curves} for what they mean. */
final class Curves {
  /** A curve has so many steps at most. */
  private static final int STEPS = 100;

  private static final int TENTHS = 10;

  private final List<Point> points = new ArrayList<>();

  /**
   * One point.
   *
   * @param curve which curve
   * @param number order, from 1
   * @param name of the point, if it has one
   * @param x where
   * @param y what
   * @param rows it rests on
   */
  record Point(String curve, int number, @Nullable String name, double x, double y, long rows) {}

  /** All points, in the order they were added. */
  List<Point> points() {
    return List.copyOf(points);
  }

  /** Everything that scores and labels say. */
  Curves ofTest(Judged test, Costs costs) {
    double[] scores = test.scores();
    int[] labels = test.labels();
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positives = IntStream.of(labels).sum();
    double negatives = labels.length - positives;
    double truly = 0;
    int step = 1;
    int number = 1;
    add("roc", number, null, 0, 0, labels.length);
    for (int i = 0; i < order.length; i++) {
      truly += labels[order[i]];
      boolean tied = i + 1 < order.length && scores[order[i + 1]] == scores[order[i]];
      if (!tied && (i + 1L) * STEPS >= (long) step * order.length) {
        double falsely = i + 1 - truly;
        add("roc", number + 1, null, falsely / negatives, truly / positives, labels.length);
        add("precision_recall", number, null, truly / positives, truly / (i + 1), labels.length);
        double cost = costs.falseAlarm() * falsely + costs.miss() * (positives - truly);
        add("cost", number, null, scores[order[i]], cost / labels.length, labels.length);
        number++;
        step = (int) ((i + 1L) * STEPS / order.length) + 1;
      }
    }
    calibration(scores, labels, order);
    List<Double> lift = test.metrics().lift();
    for (int tenth = 1; tenth <= lift.size(); tenth++) {
      add("lift", tenth, null, tenth, lift.get(tenth - 1), labels.length / TENTHS);
    }
    return this;
  }

  private void calibration(double[] scores, int[] labels, int[] order) {
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      int from = (int) ((long) (TENTHS - 1 - tenth) * order.length / TENTHS);
      int to = (int) ((long) (TENTHS - tenth) * order.length / TENTHS);
      if (from < to) {
        double said = 0;
        double happened = 0;
        for (int i = from; i < to; i++) {
          said += scores[order[i]];
          happened += labels[order[i]];
        }
        int rows = to - from;
        add("calibration", tenth + 1, null, said / rows, happened / rows, rows);
      }
    }
  }

  /** Who would be acted on, and what that costs. */
  Curves ofDecision(Map<String, Double> numbers, Judged test) {
    int number = 1;
    for (Map.Entry<String, Double> one : numbers.entrySet()) {
      add("decision", number, one.getKey(), number, one.getValue(), test.labels().length);
      number++;
    }
    return this;
  }

  /** The features that move scores most first. */
  Curves ofImportance(Map<String, Double> importance, long rows) {
    List<Map.Entry<String, Double>> ranked =
        importance.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    for (int i = 0; i < ranked.size(); i++) {
      add("importance", i + 1, ranked.get(i).getKey(), i + 1, ranked.get(i).getValue(), rows);
    }
    return this;
  }

  /** How often the label came true, snapshot by snapshot. */
  Curves ofLabels(LabelCounts counts) {
    int number = 1;
    for (Map.Entry<LocalDate, LabelCounts.Count> one : counts.bySnapshot().entrySet()) {
      LabelCounts.Count count = one.getValue();
      add(
          "base_rate",
          number,
          one.getKey().toString(),
          number,
          (double) count.positive() / count.eligible(),
          count.eligible());
      number++;
    }
    return this;
  }

  private void add(String curve, int number, @Nullable String name, double x, double y, long rows) {
    points.add(new Point(curve, number, name, x, y, rows));
  }
}

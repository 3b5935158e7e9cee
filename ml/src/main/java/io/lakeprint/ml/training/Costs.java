package io.lakeprint.ml.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What acting on a score costs, in any unit.
 *
 * @param falseAlarm to act on somebody for whom it does not come true
 * @param miss not to act on somebody for whom it does
 */
public record Costs(double falseAlarm, double miss) {

  public Costs {
    if (!(falseAlarm >= 0 && miss >= 0 && falseAlarm + miss > 0)) {
      throw new IllegalArgumentException(
          "false-alarm and miss are costs of 0 or more, not both 0, got "
              + falseAlarm
              + " and "
              + miss);
    }
  }

  /**
   * The score from which on to act so that these rows cost least, ties to the highest; above 1
   * where acting on nobody costs least.
   */
  public double threshold(Judged judged) {
    double[] scores = judged.scores();
    int[] labels = judged.labels();
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double cost = miss * Arrays.stream(labels).sum();
    double least = cost;
    double threshold = Math.nextUp(1.0);
    for (int i = 0; i < order.length; i++) {
      cost += labels[order[i]] == 1 ? -miss : falseAlarm;
      boolean tied = i + 1 < order.length && scores[order[i + 1]] == scores[order[i]];
      if (!tied && cost < least - 1e-9) {
        least = cost;
        threshold = scores[order[i]];
      }
    }
    return threshold;
  }

  /** Who would be acted on from a threshold on, and what that costs, by metric name. */
  Map<String, Double> at(double threshold, Judged judged) {
    double[] scores = judged.scores();
    int[] labels = judged.labels();
    double[][] counts = new double[2][2];
    for (int i = 0; i < scores.length; i++) {
      counts[labels[i]][scores[i] >= threshold ? 1 : 0]++;
    }
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("true_positives", counts[1][1]);
    named.put("false_positives", counts[0][1]);
    named.put("true_negatives", counts[0][0]);
    named.put("false_negatives", counts[1][0]);
    named.put("cost", falseAlarm * counts[0][1] + miss * counts[1][0]);
    named.put("cost_of_nobody", miss * (counts[1][0] + counts[1][1]));
    named.put("cost_of_everybody", falseAlarm * (counts[0][0] + counts[0][1]));
    return named;
  }
}

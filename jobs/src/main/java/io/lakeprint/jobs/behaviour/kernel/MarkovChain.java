package io.lakeprint.jobs.behaviour.kernel;

import java.util.Map;
import java.util.TreeMap;

/**
 * The removal effect of each touchpoint in a Markov chain of the first order (Anderl, Becker, von
 * Wangenheim and Schumann, 2016): by how much of itself the chance to convert falls when whoever
 * would come to the touchpoint is lost.
 *
 * <p>A way without the touchpoint never visits it, so that the effect of r is P(start visits r) ×
 * P(r converts) / P(start converts): the fundamental matrix gives all effects at once.
 */
public final class MarkovChain {

  private final Map<String, Map<String, Double>> moves = new TreeMap<>();

  /** Counts steps from one state to another. */
  public void move(String from, String to, long count) {
    moves.computeIfAbsent(from, any -> new TreeMap<>()).merge(to, (double) count, Double::sum);
  }

  /**
   * The removal effect of every touchpoint, 0 to 1, by name; none where nothing converts.
   *
   * <p>Every way must end in {@link AttributionOutcome#CONVERSION} or {@link
   * AttributionOutcome#NO_CONVERSION}.
   */
  public Map<String, Double> removalEffects() {
    Map<String, Integer> places = new TreeMap<>();
    moves.keySet().forEach(state -> places.put(state, places.size()));
    int states = places.size();
    double[][] left = new double[states][states];
    double[] converts = new double[states];
    for (Map.Entry<String, Integer> from : places.entrySet()) {
      Map<String, Double> steps = moves.getOrDefault(from.getKey(), Map.of());
      double total = steps.values().stream().mapToDouble(Double::doubleValue).sum();
      double[] row = left[from.getValue()];
      row[from.getValue()] = 1;
      steps.forEach(
          (to, count) -> {
            Integer place = places.get(to);
            if (place != null) {
              row[place] -= count / total;
            } else if (to.equals(AttributionOutcome.CONVERSION)) {
              converts[from.getValue()] = count / total;
            }
          });
    }
    double[][] visits = inverse(left);
    return effects(places, visits, converts);
  }

  private static Map<String, Double> effects(
      Map<String, Integer> places, double[][] visits, double[] converts) {
    double[] chance = new double[converts.length];
    for (int i = 0; i < chance.length; i++) {
      for (int j = 0; j < chance.length; j++) {
        chance[i] += visits[i][j] * converts[j];
      }
    }
    Map<String, Double> effects = new TreeMap<>();
    Integer start = places.get(AttributionOutcome.START);
    if (start == null || chance[start] <= 0) {
      return effects;
    }
    places.forEach(
        (state, place) -> {
          if (!place.equals(start)) {
            double reached = visits[start][place] / visits[place][place];
            effects.put(state, reached * chance[place] / chance[start]);
          }
        });
    return effects;
  }

  /** By Gauss and Jordan, with the largest pivot of each column. */
  private static double[][] inverse(double[][] matrix) {
    int size = matrix.length;
    double[][] inverse = new double[size][size];
    for (int i = 0; i < size; i++) {
      inverse[i][i] = 1;
    }
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
          pivot = row;
        }
      }
      swap(matrix, pivot, column);
      swap(inverse, pivot, column);
      double by = matrix[column][column];
      for (int j = 0; j < size; j++) {
        matrix[column][j] /= by;
        inverse[column][j] /= by;
      }
      for (int row = 0; row < size; row++) {
        double times = matrix[row][column];
        if (row != column && times != 0) {
          for (int j = 0; j < size; j++) {
            matrix[row][j] -= times * matrix[column][j];
            inverse[row][j] -= times * inverse[column][j];
          }
        }
      }
    }
    return inverse;
  }

  private static void swap(double[][] rows, int one, int other) {
    double[] row = rows[one];
    rows[one] = rows[other];
    rows[other] = row;
  }
}

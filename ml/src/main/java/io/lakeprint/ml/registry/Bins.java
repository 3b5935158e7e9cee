package io.lakeprint.ml.registry;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A distribution frozen as bins of about equal size.
 *
 * @param edges rising; a value is in the bin after the last edge that it is above
 * @param shares of the values in each bin, one more than edges
 */
public record Bins(List<Double> edges, List<Double> shares) implements Serializable {

  /** Bins that drift is told by. */
  public static final int TENTHS = 10;

  /** In place of a share of nothing, whose logarithm there is none of. */
  private static final double NOBODY = 1e-4;

  public Bins {
    if (shares.size() != edges.size() + 1) {
      throw new IllegalArgumentException(edges.size() + " edges, " + shares.size() + " shares");
    }
    edges = List.copyOf(edges);
    shares = List.copyOf(shares);
  }

  /**
   * Of these values. A value that fills a bin alone gets it alone; so there may be fewer bins.
   *
   * @param count of bins at most
   */
  public static Bins of(double[] values, int count) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    List<Double> edges = new ArrayList<>();
    for (int bin = 1; bin < count && sorted.length > 0; bin++) {
      double value = sorted[(int) ((long) bin * sorted.length / count)];
      int first = first(sorted, value);
      if (first > 0 && first(sorted, Math.nextUp(value)) - first >= sorted.length / count) {
        add(edges, sorted[first - 1]);
      }
      if (value < sorted[sorted.length - 1]) {
        add(edges, value);
      }
    }
    Bins empty = new Bins(edges, Collections.nCopies(edges.size() + 1, 0.0));
    long[] counts = empty.counts(values);
    return new Bins(
        edges,
        LongStream.of(counts).mapToObj(n -> n / (double) Math.max(1, values.length)).toList());
  }

  private static void add(List<Double> edges, double edge) {
    if (edges.isEmpty() || edge > edges.get(edges.size() - 1)) {
      edges.add(edge);
    }
  }

  /** Position of the first number that is not below a value. */
  private static int first(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The bin of a value, from 0. */
  public int at(double value) {
    int bin = 0;
    while (bin < edges.size() && value > edges.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** How many of these values are in each bin. */
  public long[] counts(double[] values) {
    long[] counts = new long[edges.size() + 1];
    for (double value : values) {
      counts[at(value)]++;
    }
    return counts;
  }

  /**
   * Population stability index of other values against these: {@code Σ (q − p)·ln(q / p)}. Below .1
   * nothing happened, above .25 it is another population; 0 for no values at all.
   *
   * @param counts of the other values in these bins
   */
  public double drift(long[] counts) {
    double all = LongStream.of(counts).sum();
    double index = 0;
    for (int bin = 0; bin < counts.length && all > 0; bin++) {
      double then = Math.max(NOBODY, shares.get(bin));
      double now = Math.max(NOBODY, counts[bin] / all);
      index += (now - then) * Math.log(now / then);
    }
    return index;
  }
}

package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.Calibration;
import io.lakeprint.ml.registry.FittedBlend;
import io.lakeprint.ml.registry.PlattScaling;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Labels of some rows beside what one scorer said about them, in the order of the rows. */
public final class Judged {
  private final int[] labels;
  private final double[] scores;

  Judged(int[] labels, double[] scores) {
    this.labels = labels.clone();
    this.scores = scores.clone();
  }

  /** From rows of a label and then one score after the other. */
  static Judged of(List<Row> rows, int scorer) {
    return new Judged(
        rows.stream().mapToInt(row -> (int) row.getDouble(0)).toArray(),
        rows.stream().mapToDouble(row -> row.getDouble(scorer + 1)).toArray());
  }

  /** The same scorer's rows one after the other. */
  static Judged concat(List<Judged> parts) {
    return new Judged(
        parts.stream().flatMapToInt(part -> IntStream.of(part.labels)).toArray(),
        parts.stream().flatMapToDouble(part -> DoubleStream.of(part.scores)).toArray());
  }

  /** What a blend of several scorers says about the same rows. */
  static Judged blend(List<Judged> members) {
    int[] labels = members.get(0).labels;
    return new Judged(
        labels,
        IntStream.range(0, labels.length)
            .mapToDouble(
                i -> FittedBlend.of(members.stream().mapToDouble(one -> one.scores[i]).toArray()))
            .toArray());
  }

  /** Metrics of the scorer as it is. */
  public BinaryMetrics metrics() {
    return BinaryMetrics.of(scores, labels);
  }

  /** Its rows by falling score. */
  Ranking ranking() {
    return new Ranking(scores, labels);
  }

  /** The scorer's learned probabilities after calibration. */
  public Judged calibrated(Calibration calibration) {
    return new Judged(labels, DoubleStream.of(scores).map(calibration::ofProbability).toArray());
  }

  /** A scorer's numbers, whatever they are, under a scaling fitted elsewhere. */
  Judged scaled(PlattScaling scaling) {
    return new Judged(labels, DoubleStream.of(scores).map(scaling::at).toArray());
  }

  /** A scaling of the scorer's numbers, whatever they are. */
  PlattScaling scaling() {
    return PlattScaling.fit(scores, labels);
  }

  /** The rows whose position leaves this remainder of two. */
  Judged half(int remainder) {
    int[] at = IntStream.range(0, labels.length).filter(i -> i % 2 == remainder).toArray();
    return new Judged(
        IntStream.of(at).map(i -> labels[i]).toArray(),
        IntStream.of(at).mapToDouble(i -> scores[i]).toArray());
  }

  /** Labels, a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** Scores, a copy. */
  public double[] scores() {
    return scores.clone();
  }
}

package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final Judged TEST = judged();

  private static Judged judged() {
    Random random = new Random(8);
    int[] labels = new int[2_000];
    double[] scores = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      scores[i] = random.nextDouble() * random.nextDouble();
      labels[i] = random.nextDouble() < scores[i] ? 1 : 0;
    }
    return new Judged(labels, scores);
  }

  private static List<Curves.Point> curve(String name) {
    return new Curves()
        .ofTest(TEST, new Costs(1, 5)).points().stream()
            .filter(point -> point.curve().equals(name))
            .toList();
  }

  /** The area under the drawn curve is the metric, but for the corners that steps cut. */
  @Test
  void theAreaUnderTheRocCurveIsItsMetric() {
    List<Curves.Point> roc = curve("roc");
    double area = 0;
    for (int i = 1; i < roc.size(); i++) {
      Curves.Point from = roc.get(i - 1);
      Curves.Point to = roc.get(i);
      assertThat(to.x()).isGreaterThanOrEqualTo(from.x());
      assertThat(to.number()).isEqualTo(from.number() + 1);
      area += (to.x() - from.x()) * (to.y() + from.y()) / 2;
    }
    assertThat(area).isEqualTo(TEST.metrics().rocAuc(), within(0.005));
    assertThat(roc.get(roc.size() - 1).x()).isEqualTo(1);
    assertThat(roc.get(roc.size() - 1).y()).isEqualTo(1);
    assertThat(roc).hasSizeBetween(90, 101);
  }

  @Test
  void aCalibratedScoreLiesOnTheDiagonal() {
    assertThat(curve("calibration"))
        .hasSize(10)
        .allSatisfy(point -> assertThat(point.y()).isEqualTo(point.x(), within(0.1)))
        .isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
  }

  @Test
  void theCheapestThresholdIsTheOneThatIsChosen() {
    Curves.Point cheapest =
        curve("cost").stream().min((a, b) -> Double.compare(a.y(), b.y())).orElseThrow();
    assertThat(new Costs(1, 5).threshold(TEST)).isEqualTo(cheapest.x(), within(0.03));
  }

  @Test
  void precisionStartsHighAndEndsAtTheBaseRate() {
    List<Curves.Point> curve = curve("precision_recall");
    assertThat(curve.get(curve.size() - 1).x()).isEqualTo(1);
    assertThat(curve.get(curve.size() - 1).y()).isEqualTo(TEST.metrics().baseRate(), within(1e-9));
    assertThat(curve.get(0).y()).isGreaterThan(2 * TEST.metrics().baseRate());
  }

  @Test
  void importanceFallsAndBaseRatesFollowTheDates() {
    assertThat(new Curves().ofImportance(Map.of("b", 0.5, "a", 0.5, "c", 2.0), 9).points())
        .extracting(Curves.Point::name)
        .containsExactly("c", "a", "b");
    LabelCounts counts =
        new LabelCounts(
            new TreeMap<>(
                Map.of(
                    LocalDate.of(2025, 2, 1), new LabelCounts.Count(10, 5),
                    LocalDate.of(2025, 1, 1), new LabelCounts.Count(8, 2))));
    assertThat(new Curves().ofLabels(counts).points())
        .extracting(Curves.Point::name, Curves.Point::y)
        .containsExactly(tuple("2025-01-01", 0.25), tuple("2025-02-01", 0.5));
  }
}

package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StableChoiceTest {
  private static final Map<Integer, Double> STABILITY = Map.of(4, 0.3, 3, 0.7, 5, 0.9, 6, 0.7);

  private final List<Integer> measured = new ArrayList<>();

  @Test
  void theBestThatIsStableIsTakenAndWhatIsWorseNotMeasured() {
    assertThat(StableChoice.of(List.of(4, 3, 5), this::stability, 0.65))
        .contains(new StableChoice<>(3, 0.7));
    assertThat(measured).containsExactly(4, 3);
  }

  @Test
  void whereNoneIsStableTheMostStableIsTakenAndOfEqualOnesTheBetter() {
    assertThat(StableChoice.of(List.of(4, 3, 5), this::stability, 0.95))
        .contains(new StableChoice<>(5, 0.9));
    assertThat(StableChoice.of(List.of(4, 6, 3), this::stability, 0.95))
        .contains(new StableChoice<>(6, 0.7));
    assertThat(StableChoice.of(List.<Integer>of(), this::stability, 0.5)).isEmpty();
  }

  private double stability(int clusters) {
    measured.add(clusters);
    return STABILITY.getOrDefault(clusters, 0.0);
  }
}

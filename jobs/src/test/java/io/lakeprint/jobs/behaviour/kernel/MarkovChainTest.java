package io.lakeprint.jobs.behaviour.kernel;

import static io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.CONVERSION;
import static io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.NO_CONVERSION;
import static io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkovChainTest {

  private static MarkovChain chain(List<List<String>> ways) {
    MarkovChain chain = new MarkovChain();
    for (List<String> way : ways) {
      for (int i = 0; i + 1 < way.size(); i++) {
        chain.move(way.get(i), way.get(i + 1), 1);
      }
    }
    return chain;
  }

  /** S. Bryl, "Marketing multi-channel attribution model with R", AnalyzeCore, 2016, part 1. */
  @Test
  void theTextbookExampleComesOut() {
    Map<String, Double> effects =
        chain(
                List.of(
                    List.of(START, "C1", "C2", "C3", CONVERSION),
                    List.of(START, "C1", NO_CONVERSION),
                    List.of(START, "C2", "C3", NO_CONVERSION)))
            .removalEffects();
    assertThat(effects.get("C1")).isCloseTo(.5, within(1e-12));
    assertThat(effects.get("C2")).isCloseTo(1, within(1e-12));
    assertThat(effects.get("C3")).isCloseTo(1, within(1e-12));
  }

  @Test
  void nothingConvertsNothingIsRemoved() {
    assertThat(chain(List.of(List.of(START, "a", NO_CONVERSION))).removalEffects()).isEmpty();
    assertThat(new MarkovChain().removalEffects()).isEmpty();
  }

  /** Takes each touchpoint out and walks on until nothing moves. */
  @Test
  void theEffectIsWhatWalkingWithoutTheTouchpointLoses() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<List<String>> ways = new ArrayList<>();
      for (int w = 0; w < 8; w++) {
        List<String> way = new ArrayList<>(List.of(START));
        int steps = 1 + random.nextInt(5);
        for (int s = 0; s < steps; s++) {
          way.add("t" + random.nextInt(5));
        }
        way.add(w == 0 || random.nextInt(3) == 0 ? CONVERSION : NO_CONVERSION);
        ways.add(way);
      }
      double all = chance(ways, "nobody");
      Map<String, Double> effects = chain(ways).removalEffects();
      effects.forEach(
          (touchpoint, effect) ->
              assertThat(effect).isCloseTo(1 - chance(ways, touchpoint) / all, within(1e-9)));
      assertThat(effects).hasSizeGreaterThan(1);
    }
  }

  private static double chance(List<List<String>> ways, String removed) {
    Map<String, Map<String, Double>> steps = new HashMap<>();
    for (List<String> way : ways) {
      for (int i = 0; i + 1 < way.size(); i++) {
        steps
            .computeIfAbsent(way.get(i), any -> new HashMap<>())
            .merge(way.get(i + 1), 1.0, Double::sum);
      }
    }
    Map<String, Double> at = Map.of(START, 1.0);
    double converted = 0;
    for (int step = 0; step < 5_000 && !at.isEmpty(); step++) {
      Map<String, Double> next = new HashMap<>();
      for (Map.Entry<String, Double> here : at.entrySet()) {
        Map<String, Double> out = steps.getOrDefault(here.getKey(), Map.of());
        double total = out.values().stream().mapToDouble(x -> x).sum();
        for (Map.Entry<String, Double> to : out.entrySet()) {
          double reaches = here.getValue() * to.getValue() / total;
          if (to.getKey().equals(CONVERSION)) {
            converted += reaches;
          } else if (!to.getKey().equals(NO_CONVERSION) && !to.getKey().equals(removed)) {
            next.merge(to.getKey(), reaches, Double::sum);
          }
        }
      }
      next.values().removeIf(left -> left < 1e-15);
      at = next;
    }
    return converted;
  }
}

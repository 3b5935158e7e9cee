package io.lakeprint.common.people;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.FunnelPosition;
import io.lakeprint.common.error.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The funnels that reports told, to whose steps conditions refer by name or number.
 *
 * @param steps names of the steps in their order, by id of the report
 * @param silent ids of the other reports there are: a funnel that nobody entered tells nothing
 */
public record FunnelSteps(Map<String, List<String>> steps, Set<String> silent) {

  /** Notes what a condition names that no report told. */
  void check(String path, FunnelPosition position, Problems problems) {
    List<String> names = steps.get(position.report());
    if (names == null) {
      if (!silent.contains(position.report())) {
        Set<String> known = new TreeSet<>(silent);
        known.addAll(steps.keySet());
        problems.add(
            path + ".funnel",
            null,
            "no report has the id '"
                + position.report()
                + "'."
                + Suggestions.didYouMean(position.report(), known)
                + " Reports run before segments.");
      }
      return;
    }
    int found = named(names, position.step()).size();
    if (found != 1) {
      problems.add(
          path + ".funnel",
          null,
          "funnel "
              + position.report()
              + (found == 0 ? " has no" : " has more than one")
              + " step '"
              + position.step()
              + "': it goes "
              + String.join(" > ", names)
              + "; a number from 1 on names a step too");
    }
  }

  /** The number of a checked step; 0, which nobody reached, in a funnel that nobody entered. */
  int number(FunnelPosition position) {
    return named(steps.getOrDefault(position.report(), List.of()), position.step()).stream()
        .findFirst()
        .orElse(0);
  }

  private static List<Integer> named(List<String> names, String step) {
    return IntStream.rangeClosed(1, names.size())
        .filter(no -> names.get(no - 1).equals(step) || String.valueOf(no).equals(step))
        .boxed()
        .toList();
  }
}

package io.lakeprint.ml.value;

import java.util.List;

/**
 * What a search found.
 *
 * @param learners all that were fitted, in order
 * @param purchases name of the one that tells P(alive), purchases and lifetime value
 * @param amount name of the one that tells the amount of the horizon
 * @param forecast both, to be asked about customers
 */
record Findings(List<Learned> learners, String purchases, String amount, Forecast forecast) {
  Findings {
    learners = List.copyOf(learners);
  }

  Learned learner(String name) {
    return learners.stream()
        .filter(learned -> learned.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no learner " + name));
  }
}

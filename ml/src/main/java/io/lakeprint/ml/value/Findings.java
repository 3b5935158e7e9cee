package io.lakeprint.ml.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param learners all that were fitted, in order
 * @param purchases name of the one that tells P(alive), purchases and lifetime value
 * @param amount name of the one that tells the amount of the horizon
 * @param forecast what the first says of customers
 * @param hurdle tells the amount of the horizon; null where the first does that as well
 */
record Findings(
    List<Learned> learners,
    String purchases,
    String amount,
    Forecast forecast,
    @Nullable Hurdle hurdle) {
  Findings {
    learners = List.copyOf(learners);
  }

  /** The same told by the same hurdle, kept elsewhere. */
  Findings with(Hurdle kept) {
    return new Findings(learners, purchases, amount, forecast, kept);
  }

  Learned learner(String name) {
    return learners.stream()
        .filter(learned -> learned.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no learner " + name));
  }
}

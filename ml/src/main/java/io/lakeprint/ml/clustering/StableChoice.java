package io.lakeprint.ml.clustering;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What was chosen for being good and stable.
 *
 * @param value the chosen
 * @param stability its stability
 */
record StableChoice<T>(T value, double stability) {

  /**
   * The best that is stable; where none is, the most stable one, of equal ones the better.
   * Stability is measured no further down than it takes. Empty where there is nothing to choose
   * from.
   *
   * @param bestFirst what there is
   * @param minimum stability from which on something is stable
   */
  static <T> Optional<StableChoice<T>> of(
      List<T> bestFirst, ToDoubleFunction<T> stability, double minimum) {
    Optional<StableChoice<T>> mostStable = Optional.empty();
    for (T value : bestFirst) {
      StableChoice<T> choice = new StableChoice<>(value, stability.applyAsDouble(value));
      if (choice.stability() >= minimum) {
        return Optional.of(choice);
      }
      if (mostStable.filter(other -> other.stability() >= choice.stability()).isEmpty()) {
        mostStable = Optional.of(choice);
      }
    }
    return mostStable;
  }
}

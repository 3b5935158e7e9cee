package io.lakeprint.ml.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * The population that a model learned from, to compare later ones with.
 *
 * @param inputs a distribution per input, in order, of what the model reads
 * @param score of what it said about people it had not learned from
 */
public record Frozen(List<Bins> inputs, Bins score) {
  public Frozen {
    inputs = List.copyOf(inputs);
  }

  /** All of them, the score last. */
  public List<Bins> all() {
    List<Bins> all = new ArrayList<>(inputs);
    all.add(score);
    return all;
  }
}

package io.lakeprint.ml.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.json} says about a learner: its name, and its numbers where they are few; a
 * learner with many keeps them in files of its own beside it.
 *
 * @param name name of the learner
 * @param linear of a weighted sum
 * @param members of a blend, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SavedLearner(
    String name, @Nullable Linear linear, @Nullable List<SavedLearner> members) {

  /** A {@link FittedLinear} without its inputs. */
  public record Linear(double intercept, List<Double> coefficients, List<Double> means) {}

  /** A learner whose numbers stand in files of its own. */
  static SavedLearner inFiles(String name) {
    return new SavedLearner(name, null, null);
  }
}

package io.lakeprint.ml.registry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;

/**
 * The features of a model in their order.
 *
 * @param inputs at least one
 */
public record ModelInputs(List<ModelInput> inputs) {

  public ModelInputs {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a model needs at least one feature");
    }
    inputs = List.copyOf(inputs);
  }

  /** All values as one dense vector; never sparse, whatever is zero. */
  public Column vector() {
    return functions.array_to_vector(
        org.apache.spark.sql.functions.array(
            inputs.stream().map(ModelInput::value).toArray(Column[]::new)));
  }

  /** Names in order. */
  public List<String> names() {
    return inputs.stream().map(ModelInput::feature).toList();
  }

  /** Features that rows with these columns do not have. */
  public List<String> missingFrom(String[] columns) {
    Set<String> present = new HashSet<>(Arrays.asList(columns));
    return names().stream().filter(name -> !present.contains(name)).toList();
  }
}

package io.lakeprint.ml.registry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;

/**
 * What a model reads, in order.
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
    return inputs.stream().map(ModelInput::name).toList();
  }

  /** The columns read, each once, in the order of their first input. */
  public List<String> columns() {
    return inputs.stream().map(ModelInput::feature).distinct().toList();
  }

  /** The inputs that read none of these columns; empty when none is left. */
  public List<ModelInput> without(Set<String> columns) {
    return inputs.stream().filter(input -> !columns.contains(input.feature())).toList();
  }

  /** Columns that rows with these do not have. */
  public List<String> missingFrom(String[] columns) {
    Set<String> present = new HashSet<>(Arrays.asList(columns));
    return columns().stream().filter(name -> !present.contains(name)).toList();
  }
}

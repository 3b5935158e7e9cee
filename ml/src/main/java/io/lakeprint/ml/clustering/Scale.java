package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.ml.registry.ModelInput;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;

/**
 * Brings heavy-tailed features to one scale: {@code sign(x)·ln(1 + |x|)}, then mean 0 and deviation
 * 1 among the sample. A feature that is the same for everybody is 0.
 *
 * @param inputs features in order
 * @param means of the values
 * @param deviations of the values
 */
record Scale(List<ModelInput> inputs, List<Double> means, List<Double> deviations) {

  Scale {
    inputs = List.copyOf(inputs);
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  Column scaled(int feature) {
    double deviation = deviations.get(feature);
    return deviation == 0
        ? lit(0.0)
        : inputs.get(feature).value().minus(means.get(feature)).divide(deviation);
  }

  Column vector() {
    return functions.array_to_vector(
        array(IntStream.range(0, inputs.size()).mapToObj(this::scaled).toArray(Column[]::new)));
  }

  /** Whether anybody differs from anybody. */
  boolean tellsPeopleApart() {
    return deviations.stream().anyMatch(deviation -> deviation > 0);
  }
}

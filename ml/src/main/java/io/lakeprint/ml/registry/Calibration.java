package io.lakeprint.ml.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.apache.spark.sql.Column;

/** What makes a learned probability one that comes true as often as it says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlattScaling.class, name = "platt"),
  @JsonSubTypes.Type(value = IsotonicScaling.class, name = "isotonic")
})
public sealed interface Calibration permits PlattScaling, IsotonicScaling {

  /** The calibrated probability of a learned one; never falls where that rises. */
  double ofProbability(double probability);

  /** The same for a column. */
  Column ofProbability(Column probability);
}

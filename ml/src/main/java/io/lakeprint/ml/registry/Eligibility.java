package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/**
 * Who a model speaks about, told from features alone so that training and scoring agree.
 *
 * @param recencyFeature days since what makes eligible
 * @param withinDays eligible while fewer days have passed
 */
public record Eligibility(String recencyFeature, int withinDays) {

  public Eligibility {
    if (withinDays < 1) {
      throw new IllegalArgumentException("within-days is at least 1, got " + withinDays);
    }
  }

  /** Over rows of {@code ml.features}; never null. */
  public Column holds() {
    return coalesce(col(recencyFeature).lt(withinDays), lit(false));
  }
}

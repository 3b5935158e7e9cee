package io.lakeprint.ml.features;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A feature and the aggregate that computes it. Aggregates add whole numbers and decimals only, so
 * that no order of rows changes a bit of the result.
 *
 * @param feature what it is
 * @param aggregate over the rows of one person up to one snapshot
 */
record Measure(Feature feature, Column aggregate) {

  /** Days from the row's day to the snapshot: 0 on the day itself. */
  static final String AGE_DAYS = "age_days";

  Column named() {
    return aggregate.cast("double").as(feature.name());
  }

  /** Sum over the rows of the last {@code days} days; 0 without rows. */
  static Column sumWithin(int days, Column value) {
    return sumBetween(0, days, value);
  }

  /** Sum over the rows that are at least {@code from} and less than {@code to} days old. */
  static Column sumBetween(int from, int to, Column value) {
    Column age = functions.col(AGE_DAYS);
    Column inside = from == 0 ? age.lt(to) : age.geq(from).and(age.lt(to));
    return functions.coalesce(functions.sum(functions.when(inside, value)), functions.lit(0));
  }

  /** {@code part / whole}; null where the whole is 0. */
  static Column ratio(Column part, Column whole) {
    return functions.when(whole.notEqual(0), part.cast("double").divide(whole.cast("double")));
  }
}

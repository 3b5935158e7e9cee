package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Types;
import org.apache.spark.sql.Column;

/** Two parts of two wholes, beside one another. */
final class TwoShares {

  private TwoShares() {}

  /**
   * The difference of two shares over its standard error under the hypothesis that there is none
   * (the pooled test of two proportions); null where all of both, or none of either, did it.
   */
  static Column zScore(Column done, Column of, Column otherDone, Column otherOf) {
    Column own = of.cast(Types.DOUBLE);
    Column others = otherOf.cast(Types.DOUBLE);
    Column pooled = done.plus(otherDone).divide(own.plus(others));
    Column error =
        sqrt(
            pooled
                .multiply(lit(1).minus(pooled))
                .multiply(lit(1).divide(own).plus(lit(1).divide(others))));
    Column difference = done.divide(own).minus(otherDone.divide(others));
    return when(error.gt(0), difference.divide(error));
  }
}

package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Keeps the optimizer from writing one projection into the next.
 *
 * <p>A filter that moves below a projection takes a copy of every expression it names. Through the
 * steps of a mapping, each of which uses its predecessor several times, the copies grow
 * exponentially: planning a source took minutes. A projection with a column that Spark holds for
 * non-deterministic stays where it is. The value is unchanged.
 */
final class Barrier {

  private Barrier() {}

  /** The same value; no filter and no later projection moves below the one that computes it. */
  static Column at(Column value) {
    return when(spark_partition_id().geq(0), value);
  }
}

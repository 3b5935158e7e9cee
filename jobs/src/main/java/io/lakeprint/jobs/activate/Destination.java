package io.lakeprint.jobs.activate;

import org.apache.spark.sql.types.StructType;

/**
 * Somebody outside who is kept up to date. Told the same twice, it is left as if told once.
 *
 * <p>Failures are {@link io.lakeprint.common.error.LakeprintException}s without clear values in
 * them or in their causes; transient ones may be tried again by the next run.
 */
interface Destination {

  /**
   * Finds out, before anything is to be sent, whether it is there and takes such rows.
   *
   * @param target name of the column with the target
   * @param fields the other columns
   */
  void check(String target, StructType fields);

  /** Tells it, and notes what it says. */
  void deliver(Send send, Receipts receipts);
}

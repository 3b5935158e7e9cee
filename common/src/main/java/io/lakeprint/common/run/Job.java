package io.lakeprint.common.run;

/**
 * One step of the house: reads tables, applies transforms, checks, writes tables; nothing else.
 *
 * <p>A job is idempotent for its inputs and as-of: run again, it changes no row.
 *
 * @param <C> its configuration
 */
public interface Job<C extends Record> {

  /** What it is, reads and writes. */
  JobSpec<C> spec();

  /**
   * Does it; throws a {@link io.lakeprint.common.error.LakeprintException} that a user can act on.
   */
  JobReport run(JobContext context, C config);
}

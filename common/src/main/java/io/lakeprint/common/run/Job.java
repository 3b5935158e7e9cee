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
   * Notes what is wrong with its settings beyond their types; called for every job of a run before
   * the first one starts, so that a mistake costs no table a write. Reads no table.
   */
  default void check(CheckContext context, C config) {}

  /**
   * Notes what is missing of what only a call can say, such as which batch is meant; beside {@link
   * #check}, for a job that is about to run.
   */
  default void checkCall(CheckContext context, C config) {}

  /**
   * Does it; throws a {@link io.lakeprint.common.error.LakeprintException} that a user can act on.
   */
  JobReport run(JobContext context, C config);
}

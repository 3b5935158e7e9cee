package io.lakeprint.common.run;

import io.lakeprint.common.tables.TableSpec;

/**
 * A table that a job reads.
 *
 * @param table the table
 * @param previous read at the version it had when the run started, or, where the job itself writes
 *     it, as it is: orders nothing in the plan
 * @param optional whether the job also works while the table does not exist
 */
public record JobInput(TableSpec table, boolean previous, boolean optional) {

  /** A table that must exist, as its writer leaves it in this run. */
  public static JobInput of(TableSpec table) {
    return new JobInput(table, false, false);
  }

  /** A table that may not exist yet; read as its writer leaves it in this run. */
  public static JobInput optional(TableSpec table) {
    return new JobInput(table, false, true);
  }

  /** A table as the last run left it; may not exist yet. */
  public static JobInput previous(TableSpec table) {
    return new JobInput(table, true, true);
  }
}

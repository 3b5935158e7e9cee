package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@link Lake#optimize} did to one table.
 *
 * @param table the table
 * @param write its version afterwards; touches no row
 * @param filesBefore files that its rows were in
 * @param filesAfter files that they are in now
 * @param deleted files deleted that no row was in any more
 * @param heldSince since when somebody has had changes still to read, for whom all files were kept;
 *     empty = for nobody
 */
public record Upkeep(
    TableSpec table,
    WriteResult write,
    long filesBefore,
    long filesAfter,
    long deleted,
    Optional<Instant> heldSince) {

  /** What was done to a table that was left as it is. */
  public static Upkeep none(TableSpec table, long version) {
    return new Upkeep(table, WriteResult.unchanged(table, version), 0, 0, 0, Optional.empty());
  }

  /** Whether nothing had to be done. */
  public boolean isNone() {
    return filesBefore == filesAfter && deleted == 0 && heldSince.isEmpty();
  }
}

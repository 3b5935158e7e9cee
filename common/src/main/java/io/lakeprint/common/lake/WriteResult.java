package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;

/**
 * What one write did.
 *
 * @param table the table written
 * @param version its Delta version afterwards, -1 when it does not exist (dry run)
 * @param inserted rows that are new
 * @param updated rows that changed
 * @param deleted rows that are gone
 */
public record WriteResult(
    TableSpec table, long version, long inserted, long updated, long deleted) {

  /** A write that found nothing to change. */
  public static WriteResult unchanged(TableSpec table, long version) {
    return new WriteResult(table, version, 0, 0, 0);
  }

  /** Rows that the write touched. */
  public long rows() {
    return inserted + updated + deleted;
  }
}

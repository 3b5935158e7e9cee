package io.lakeprint.jobs.report.page;

import io.lakeprint.common.tables.ColumnSpec;

/**
 * One column of a block.
 *
 * @param id unique in the block; the name of the table's column where it is one
 * @param label heading
 * @param format how its values are written
 */
public record Field(String id, Text label, Format format) {

  public static Field of(String id, String zh, String en, Format format) {
    return new Field(id, Text.of(zh, en), format);
  }

  /** A column of a table. */
  public static Field of(ColumnSpec column, String zh, String en, Format format) {
    return of(column.name(), zh, en, format);
  }
}

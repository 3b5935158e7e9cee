package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventsTable;
import org.apache.spark.sql.Column;

/** The columns and rows of maps of a page, as values of an event; null = it lies nowhere. */
final class MapCells {

  /** Rows of a page; what is further down is the last one. */
  static final int ROWS = 400;

  private MapCells() {}

  /** Which of so many columns of the window; the last one holds what is right of the window. */
  static Flags.Value column(int columns) {
    Column width = EventsTable.VIEWPORT_WIDTH.col();
    Column x = EventsTable.POINTER_X.col();
    Column at = floor(x.multiply(columns).divide(width)).cast("int");
    return new Flags.Value(
        "column of " + columns, when(width.gt(0).and(x.geq(0)), least(at, lit(columns - 1))));
  }

  /** Which row of the page, each so many pixels high. */
  static Flags.Value row(int pixels) {
    Column y = EventsTable.POINTER_Y.col();
    Column at = floor(y.divide(pixels));
    return new Flags.Value(
        "row of " + pixels, when(y.geq(0), least(at, lit(ROWS - 1L)).cast("int")));
  }
}

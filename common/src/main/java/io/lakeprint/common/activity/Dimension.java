package io.lakeprint.common.activity;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import java.time.ZoneId;
import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * A dimension by which days can be rolled up.
 *
 * <p>Those of a line are taken from the lines of an event that has any, line by line.
 */
@SuppressWarnings("ImmutableEnumChecker") // Column declarations are immutable but not marked so.
public enum Dimension {
  CATEGORY(EventsTable.CATEGORY, true),
  PRODUCT(EventsTable.PRODUCT_ID, true),
  BRAND(EventsTable.BRAND, true),
  PAGE(EventsTable.PAGE_PATH, false),
  /** Hour of the business zone, {@code 00} to {@code 23}. */
  HOUR(EventsTable.EVENT_TIME, false),
  DEVICE(EventsTable.DEVICE_TYPE, false),
  CAMPAIGN(EventsTable.CAMPAIGN_NAME, false),
  REGION(EventsTable.REGION, false),
  CHANNEL(EventsTable.CHANNEL, false),
  STORE(EventsTable.STORE_ID, false);

  private final ColumnSpec column;
  private final boolean ofLine;

  Dimension(ColumnSpec column, boolean ofLine) {
    this.column = column;
    this.ofLine = ofLine;
  }

  /** Its value in the column {@code dimension}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where an event says it. */
  ColumnSpec column() {
    return column;
  }

  /** Whether lines have it. */
  public boolean isOfLine() {
    return ofLine;
  }

  /** Value at the event itself; null when it says none. */
  public Column ofEvent(ZoneId zone) {
    return this == HOUR
        ? date_format(from_utc_timestamp(column.col(), zone.getId()), "HH")
        : column.col();
  }

  /** Value at one line of the event; only where {@link #isOfLine()}. */
  public Column ofLine(Column line) {
    return line.getField(column.name());
  }
}

package io.lakeprint.jobs.behaviour.metrics;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** A roll-up that measures are counted from. */
enum MeasureSource {
  /** Events, by day. */
  ACTIVITY(DailyActivityTable.SPEC, DailyActivityTable.EVENT_DATE, DailyActivityTable.ONE_ID),
  /** Sessions, on the day that they begin. */
  SESSIONS(SessionsTable.SPEC, SessionsTable.SESSION_DATE, SessionsTable.ONE_ID),
  /** Orders, on the day that they are placed. */
  ORDERS(OrdersTable.SPEC, OrdersTable.ORDER_DATE, OrdersTable.ONE_ID),
  /** Costs of advertising, on their day; nobody's. */
  COSTS(AdCostsTable.SPEC, AdCostsTable.COST_DATE, null);

  // Column specs are immutable but not marked so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final TableSpec table;

  @SuppressWarnings("ImmutableEnumChecker")
  private final ColumnSpec date;

  @SuppressWarnings("ImmutableEnumChecker")
  private final @Nullable ColumnSpec person;

  MeasureSource(TableSpec table, ColumnSpec date, @Nullable ColumnSpec person) {
    this.table = table;
    this.date = date;
    this.person = person;
  }

  TableSpec table() {
    return table;
  }

  ColumnSpec date() {
    return date;
  }

  /** The person of a row; null = nobody known. */
  Column person() {
    return person == null ? lit(null).cast(Types.STRING) : person.col();
  }

  /** Whether a column says whose a row is. */
  boolean isPerson(ColumnSpec column) {
    return column.equals(person);
  }

  /** Whether its rows are persons' at all. */
  boolean isOfPeople() {
    return person != null;
  }

  /** The currency of a row, where its amounts are money of one. */
  Optional<ColumnSpec> currency() {
    return switch (this) {
      case ORDERS -> Optional.of(OrdersTable.CURRENCY);
      case COSTS -> Optional.of(AdCostsTable.CURRENCY);
      default -> Optional.empty();
    };
  }

  boolean hasCurrency() {
    return currency().isPresent();
  }

  /** How many of what it counts a row stands for. */
  Column count() {
    return this == ACTIVITY ? DailyActivityTable.EVENT_COUNT.col() : lit(1L);
  }
}

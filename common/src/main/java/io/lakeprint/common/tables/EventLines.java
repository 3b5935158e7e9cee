package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.BRAND;
import static io.lakeprint.common.tables.EventsTable.CATEGORY;
import static io.lakeprint.common.tables.EventsTable.DISCOUNT_AMOUNT;
import static io.lakeprint.common.tables.EventsTable.ITEMS;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.common.tables.EventsTable.PRODUCT_ID;
import static io.lakeprint.common.tables.EventsTable.PRODUCT_NAME;
import static io.lakeprint.common.tables.EventsTable.QUANTITY;
import static io.lakeprint.common.tables.EventsTable.UNIT_PRICE;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;

/**
 * Lines and values of one event, as columns over {@code events.events}: one place, so that orders
 * and roll-ups agree to the cent.
 *
 * <p>An event has its lines in {@code items}, or is itself a line (product columns), or has none. A
 * line's amount is what it says, else quantity (one, where it says none) × unit price less its
 * discount, rounded half up to the fourth decimal; null when it says neither amount nor price.
 */
public final class EventLines {

  /** What lines and values of an event follow from. */
  public static final List<ColumnSpec> COLUMNS =
      List.of(
          AMOUNT,
          EventsTable.CURRENCY,
          BRAND,
          CATEGORY,
          DISCOUNT_AMOUNT,
          ITEMS,
          ORDER_ID,
          PRODUCT_ID,
          PRODUCT_NAME,
          QUANTITY,
          UNIT_PRICE);

  private static final Column ZERO = lit(0).cast(Types.MONEY);
  private static final Column NOTHING = lit(null).cast(Types.MONEY);

  private EventLines() {}

  /** Whether the event carries lines. */
  public static Column hasItems() {
    return coalesce(size(ITEMS.col()).gt(0), lit(false));
  }

  /** Whether the event, without lines, is a line itself: it names a product, or has a price. */
  public static Column isLine() {
    return hasItems()
        .unary_$bang()
        .and(
            PRODUCT_ID
                .col()
                .isNotNull()
                .or(PRODUCT_NAME.col().isNotNull())
                .or(UNIT_PRICE.col().isNotNull()));
  }

  /** Whether the event belongs to an order; a blank id is none. */
  public static Column hasOrder() {
    return coalesce(length(trim(ORDER_ID.col())).gt(0), lit(false));
  }

  /**
   * The event's lines in the fields of {@link OrderItemsTable}: quantity, discount and amount are
   * filled (1, 0 and 0 where nothing is said), the rest is as said. Empty for an event without.
   */
  public static Column lines() {
    Column self =
        struct(
            PRODUCT_ID.col(),
            lit(null).cast(Types.STRING).as(OrderItemsTable.SKU.name()),
            PRODUCT_NAME.col(),
            CATEGORY.col(),
            BRAND.col(),
            QUANTITY.col(),
            UNIT_PRICE.col(),
            DISCOUNT_AMOUNT.col(),
            AMOUNT.col());
    Column said =
        when(hasItems(), ITEMS.col())
            .when(isLine(), array(self))
            .otherwise(array().cast(ITEMS.type()));
    return transform(said, EventLines::filled);
  }

  private static Column filled(Column line) {
    return struct(
        field(line, OrderItemsTable.PRODUCT_ID),
        field(line, OrderItemsTable.SKU),
        field(line, OrderItemsTable.PRODUCT_NAME),
        field(line, OrderItemsTable.CATEGORY),
        field(line, OrderItemsTable.BRAND),
        OrderItemsTable.QUANTITY.is(coalesce(field(line, QUANTITY), lit(1))),
        field(line, OrderItemsTable.UNIT_PRICE),
        OrderItemsTable.DISCOUNT_AMOUNT.is(coalesce(field(line, DISCOUNT_AMOUNT), ZERO)),
        OrderItemsTable.AMOUNT.is(coalesce(amountOf(line), ZERO)));
  }

  /** A field of a line, under its name. */
  public static Column field(Column line, ColumnSpec column) {
    return line.getField(column.name()).as(column.name());
  }

  /** Amount of a line as said or computed; null when it says neither amount nor price. */
  public static Column amountOf(Column line) {
    return amount(
        field(line, AMOUNT),
        field(line, QUANTITY),
        field(line, UNIT_PRICE),
        field(line, DISCOUNT_AMOUNT));
  }

  /**
   * Value of the whole event: its amount, else the sum of its lines, else, where it belongs to an
   * order, quantity × unit price less discount; null when nothing of these is said. The price of a
   * product that was only looked at is not a value.
   */
  public static Column amount() {
    Column ofOrder =
        when(
            hasOrder(),
            amount(AMOUNT.col(), QUANTITY.col(), UNIT_PRICE.col(), DISCOUNT_AMOUNT.col()));
    return coalesce(
        AMOUNT.col(), when(hasItems(), sum(ITEMS.col(), EventLines::amountOf)), ofOrder);
  }

  /** Pieces: of the lines where they say any, else of the event; null when nothing is said. */
  public static Column quantity() {
    Column ofLines = sum(ITEMS.col(), line -> line.getField(QUANTITY.name()));
    return coalesce(when(hasItems(), ofLines), QUANTITY.col());
  }

  /** Exact sum of a decimal over lines; null when no line says any. */
  public static Column sum(Column lines, UnaryOperator<Column> value) {
    return aggregate(
        lines,
        NOTHING,
        (total, line) -> {
          Column next = value.apply(line);
          return coalesce(total.plus(next).cast(Types.MONEY), total, next);
        });
  }

  private static Column amount(
      Column amount, Column quantity, Column unitPrice, Column discountAmount) {
    Column computed =
        coalesce(quantity, lit(1).cast(Types.PIECES))
            .multiply(unitPrice)
            .cast(Types.MONEY)
            .minus(coalesce(discountAmount, ZERO))
            .cast(Types.MONEY);
    return coalesce(amount, computed);
  }
}

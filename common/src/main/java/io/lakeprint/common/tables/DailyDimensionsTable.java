package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What each person did each day by category, product, brand, page, hour, device, campaign, region,
 * channel or store. Grain: the key.
 */
public final class DailyDimensionsTable {
  public static final ColumnSpec ANCHOR_NODE =
      required("anchor_node", LONG, "Node of the events").pseudonym();
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "Current person").pseudonym();
  public static final ColumnSpec EVENT_DATE = required("event_date", DATE, "Business day");
  public static final ColumnSpec EVENT_NAME = required("event_name", STRING, "Event name");
  public static final ColumnSpec DIMENSION = required("dimension", STRING, "Dimension name");
  public static final ColumnSpec DIMENSION_VALUE = required("dimension_value", STRING, "Its value");
  public static final ColumnSpec CURRENCY =
      optional("currency", STRING, "Currency of amount; null = no amount");
  public static final ColumnSpec EVENT_COUNT =
      required("event_count", LONG, "Events, or lines where the dimension is of a line");
  public static final ColumnSpec AMOUNT =
      optional("amount", MONEY, "Sum of amounts; null = none said");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.daily_dimensions",
              "One day of one event name of one anchor, by one value of one dimension",
              ANCHOR_NODE,
              ONE_ID,
              EVENT_DATE,
              EVENT_NAME,
              DIMENSION,
              DIMENSION_VALUE,
              CURRENCY,
              EVENT_COUNT,
              AMOUNT)
          .key(ANCHOR_NODE, ONE_ID, EVENT_DATE, EVENT_NAME, DIMENSION, DIMENSION_VALUE, CURRENCY)
          .clusteredBy(EVENT_DATE)
          .statisticsOn(EVENT_DATE)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private DailyDimensionsTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.PIECES;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** What each person did each day. Events without an anchor are left out. Grain: the key. */
public final class DailyActivityTable {
  public static final ColumnSpec ANCHOR_NODE =
      required("anchor_node", LONG, "Node of the events").pseudonym();
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "Current person").pseudonym();
  public static final ColumnSpec EVENT_DATE = required("event_date", DATE, "Business day");
  public static final ColumnSpec EVENT_NAME = required("event_name", STRING, "Event name");
  public static final ColumnSpec CHANNEL = required("channel", STRING, "Touchpoint");
  public static final ColumnSpec APP_ID =
      optional("app_id", STRING, "Site or app; null = not said");
  public static final ColumnSpec STORE_ID = optional("store_id", STRING, "Store; null = not said");
  public static final ColumnSpec CURRENCY =
      optional("currency", STRING, "Currency of amount; null = no amount");
  public static final ColumnSpec EVENT_COUNT =
      required("event_count", LONG, "Events, or distinct orders where events carry an order id");
  public static final ColumnSpec AMOUNT =
      optional("amount", MONEY, "Sum of amounts; null = none said");
  public static final ColumnSpec QUANTITY =
      optional(
          "quantity",
          PIECES,
          "Sum of quantities (of lines where there are lines); null = none said");
  public static final ColumnSpec ENGAGED_SECONDS =
      required("engaged_seconds", DOUBLE, "Sum of active time the senders measured");
  public static final ColumnSpec FIRST_AT = required("first_at", TIMESTAMP, "First event, UTC");
  public static final ColumnSpec LAST_AT = required("last_at", TIMESTAMP, "Last event, UTC");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.daily_activity",
              "One day of one event name of one anchor, by channel, app, store and currency",
              ANCHOR_NODE,
              ONE_ID,
              EVENT_DATE,
              EVENT_NAME,
              CHANNEL,
              APP_ID,
              STORE_ID,
              CURRENCY,
              EVENT_COUNT,
              AMOUNT,
              QUANTITY,
              ENGAGED_SECONDS,
              FIRST_AT,
              LAST_AT)
          .key(ANCHOR_NODE, ONE_ID, EVENT_DATE, EVENT_NAME, CHANNEL, APP_ID, STORE_ID, CURRENCY)
          .clusteredBy(EVENT_DATE)
          .statisticsOn(EVENT_DATE)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private DailyActivityTable() {}
}

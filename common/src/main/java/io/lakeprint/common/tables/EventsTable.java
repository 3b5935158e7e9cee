package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.PIECES;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.STRINGS;
import static io.lakeprint.common.tables.Types.STRING_MAP;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

import org.apache.spark.sql.types.DataType;

/** The event lake: one row per accepted event, whatever its source. Grain: (source, event_id). */
public final class EventsTable {
  /** Type of {@link #IDS}: identifiers as (type, scope, value). */
  public static final DataType IDS_TYPE =
      DataType.fromDDL("array<struct<type: string, scope: string, value: string>>");

  /** Type of {@link #ITEMS}: the lines of an order, cart or refund. */
  public static final DataType ITEMS_TYPE =
      DataType.fromDDL(
          "array<struct<product_id: string, sku: string, product_name: string, category: string,"
              + " brand: string, quantity: decimal(18,4), unit_price: decimal(18,4),"
              + " discount_amount: decimal(18,4), amount: decimal(18,4)>>");

  public static final ColumnSpec SOURCE =
      required("source", STRING, "Configured source that sent the event");
  public static final ColumnSpec EVENT_ID =
      required(
          "event_id",
          STRING,
          "The sender's id, or content hash and occurrence number where it has none; unique with source");
  public static final ColumnSpec BATCH_ID =
      required(
              "batch_id",
              STRING,
              "Ingest batch that accepted it: source, checkpoint and batch number")
          .auditOnly();
  public static final ColumnSpec EVENT_NAME =
      required(
          "event_name",
          STRING,
          "Standard name (page_view, purchase, ...) or the custom name of the sender");
  public static final ColumnSpec EVENT_TIME =
      required(
          "event_time",
          TIMESTAMP,
          "When it happened, UTC, corrected for the clock of the device where the format allows");
  public static final ColumnSpec EVENT_DATE =
      required("event_date", DATE, "Business day of event_time");
  public static final ColumnSpec UTC_OFFSET_MINUTES =
      optional("utc_offset_minutes", INT, "Offset of the user's local time; null = unknown");
  public static final ColumnSpec RECEIVED_AT =
      optional(
          "received_at",
          TIMESTAMP,
          "When the collector got it, UTC; null = the format does not say");
  public static final ColumnSpec INGESTED_AT =
      required("ingested_at", TIMESTAMP, "When Lakeprint accepted it, UTC").auditOnly();
  public static final ColumnSpec CHANNEL =
      required("channel", STRING, "Touchpoint")
          .oneOf(
              "web",
              "app",
              "mini_program",
              "server",
              "iot",
              "ad",
              "store",
              "social",
              "crm",
              "other");
  public static final ColumnSpec APP_ID =
      optional("app_id", STRING, "Site, app, mini-program or device family");
  public static final ColumnSpec STORE_ID = optional("store_id", STRING, "Shop or branch");
  public static final ColumnSpec STAFF_ID =
      optional("staff_id", STRING, "Sales assistant or agent").pseudonym();
  public static final ColumnSpec IDS =
      required(
              "ids",
              IDS_TYPE,
              "Identifiers on the record, canonical, in their stored form, by priority")
          .pseudonym();
  public static final ColumnSpec ANCHOR_NODE =
      optional(
              "anchor_node",
              LONG,
              "Node of the highest-priority identifier; written once, never changes; null = none")
          .pseudonym();
  public static final ColumnSpec ONE_ID =
      optional("one_id", STRING, "Current person; null = no anchor, or the anchor is blocked")
          .pseudonym();
  public static final ColumnSpec SESSION_HINT =
      optional("session_hint", STRING, "The sender's own session id");
  public static final ColumnSpec PAGE_URL =
      optional("page_url", STRING, "Page address with query parameters filtered").personal();
  public static final ColumnSpec PAGE_PATH =
      optional("page_path", STRING, "Path of the page address");
  public static final ColumnSpec PAGE_TITLE =
      optional("page_title", STRING, "Title of the page or screen");
  public static final ColumnSpec REFERRER =
      optional("referrer", STRING, "Address that led here, with query parameters filtered")
          .personal();
  public static final ColumnSpec ELEMENT_ID = optional("element_id", STRING, "Element acted on");
  public static final ColumnSpec POINTER_X =
      optional("pointer_x", DOUBLE, "Horizontal position in CSS pixels from the left of the page");
  public static final ColumnSpec POINTER_Y =
      optional("pointer_y", DOUBLE, "Vertical position in CSS pixels from the top of the page");
  public static final ColumnSpec VIEWPORT_WIDTH = optional("viewport_width", INT, "CSS pixels");
  public static final ColumnSpec VIEWPORT_HEIGHT = optional("viewport_height", INT, "CSS pixels");
  public static final ColumnSpec SCROLL_RATIO =
      optional("scroll_ratio", DOUBLE, "Deepest point reached, 0 to 1");
  public static final ColumnSpec ENGAGED_MS =
      optional("engaged_ms", LONG, "Active time the sender measured, milliseconds");
  public static final ColumnSpec SEARCH_KEYWORD =
      optional("search_keyword", STRING, "What was searched, masked").personal();
  public static final ColumnSpec TEXT =
      optional("text", STRING, "Free text (review, message), masked").personal();
  public static final ColumnSpec PRODUCT_ID = optional("product_id", STRING, "Product acted on");
  public static final ColumnSpec PRODUCT_NAME = optional("product_name", STRING, "Name as sent");
  public static final ColumnSpec CATEGORY = optional("category", STRING, "Category as sent");
  public static final ColumnSpec BRAND = optional("brand", STRING, "Brand as sent");
  public static final ColumnSpec QUANTITY = optional("quantity", PIECES, "Pieces");
  public static final ColumnSpec UNIT_PRICE =
      optional("unit_price", MONEY, "Price of one piece, in currency");
  public static final ColumnSpec DISCOUNT_AMOUNT =
      optional("discount_amount", MONEY, "Discount on the whole event, in currency, positive");
  public static final ColumnSpec AMOUNT =
      optional(
          "amount",
          MONEY,
          "Value of the whole event, in currency; refunds are positive amounts of events named refund");
  public static final ColumnSpec CURRENCY =
      optional("currency", STRING, "ISO 4217 code of every amount on the row");
  public static final ColumnSpec ORDER_ID =
      optional("order_id", STRING, "Order, receipt or transaction");
  public static final ColumnSpec COUPON_ID =
      optional("coupon_id", STRING, "Coupon received or used");
  public static final ColumnSpec ITEMS =
      optional("items", ITEMS_TYPE, "Lines of the event; null = it has none");
  public static final ColumnSpec CAMPAIGN_ID = optional("campaign_id", STRING, "Campaign id");
  public static final ColumnSpec CAMPAIGN_SOURCE =
      optional("campaign_source", STRING, "utm_source");
  public static final ColumnSpec CAMPAIGN_MEDIUM =
      optional("campaign_medium", STRING, "utm_medium");
  public static final ColumnSpec CAMPAIGN_NAME = optional("campaign_name", STRING, "utm_campaign");
  public static final ColumnSpec CAMPAIGN_CONTENT =
      optional("campaign_content", STRING, "utm_content");
  public static final ColumnSpec CAMPAIGN_TERM = optional("campaign_term", STRING, "utm_term");
  public static final ColumnSpec AD_ID = optional("ad_id", STRING, "Advertisement");
  public static final ColumnSpec CLICK_ID =
      optional("click_id", STRING, "Click id of the ad platform").pseudonym();
  public static final ColumnSpec EXPERIMENT_ID = optional("experiment_id", STRING, "Experiment");
  public static final ColumnSpec VARIANT_ID =
      optional("variant_id", STRING, "Arm of the experiment");
  public static final ColumnSpec PLATFORM =
      optional("platform", STRING, "web, ios, android, wechat, pos, ...");
  public static final ColumnSpec OS = optional("os", STRING, "Operating system family");
  public static final ColumnSpec BROWSER = optional("browser", STRING, "Browser family");
  public static final ColumnSpec DEVICE_TYPE =
      optional("device_type", STRING, "desktop, mobile, tablet, bot, other");
  public static final ColumnSpec USER_AGENT = optional("user_agent", STRING, "As sent").personal();
  public static final ColumnSpec IS_BOT =
      optional("is_bot", BOOLEAN, "The user agent says it is a robot; null = no user agent");
  public static final ColumnSpec IP_PREFIX =
      optional("ip_prefix", STRING, "/24 of IPv4, /48 of IPv6").personal();
  public static final ColumnSpec COUNTRY =
      optional("country", STRING, "ISO 3166 code or name as sent");
  public static final ColumnSpec REGION = optional("region", STRING, "State or province");
  public static final ColumnSpec CITY = optional("city", STRING, "City");
  public static final ColumnSpec CONSENT =
      optional("consent", STRINGS, "Purposes granted at the event; null = unknown");
  public static final ColumnSpec POLICY_VERSION =
      optional("policy_version", STRING, "Privacy policy the user had seen");
  public static final ColumnSpec PROPERTIES =
      optional("properties", STRING_MAP, "Everything else the sender said, as text").personal();
  public static final ColumnSpec USER_PROPERTIES =
      optional("user_properties", STRING_MAP, "What the sender said about the user, as text")
          .personal();

  /** Key in {@link #PROPERTIES}: {@code type:rule} of each identifier that was none. */
  public static final String DROPPED_IDS = "dropped_ids";

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.SOURCE,
              "events.events",
              "One accepted event; (source, event_id) is unique",
              SOURCE,
              EVENT_ID,
              BATCH_ID,
              EVENT_NAME,
              EVENT_TIME,
              EVENT_DATE,
              UTC_OFFSET_MINUTES,
              RECEIVED_AT,
              INGESTED_AT,
              CHANNEL,
              APP_ID,
              STORE_ID,
              STAFF_ID,
              IDS,
              ANCHOR_NODE,
              ONE_ID,
              SESSION_HINT,
              PAGE_URL,
              PAGE_PATH,
              PAGE_TITLE,
              REFERRER,
              ELEMENT_ID,
              POINTER_X,
              POINTER_Y,
              VIEWPORT_WIDTH,
              VIEWPORT_HEIGHT,
              SCROLL_RATIO,
              ENGAGED_MS,
              SEARCH_KEYWORD,
              TEXT,
              PRODUCT_ID,
              PRODUCT_NAME,
              CATEGORY,
              BRAND,
              QUANTITY,
              UNIT_PRICE,
              DISCOUNT_AMOUNT,
              AMOUNT,
              CURRENCY,
              ORDER_ID,
              COUPON_ID,
              ITEMS,
              CAMPAIGN_ID,
              CAMPAIGN_SOURCE,
              CAMPAIGN_MEDIUM,
              CAMPAIGN_NAME,
              CAMPAIGN_CONTENT,
              CAMPAIGN_TERM,
              AD_ID,
              CLICK_ID,
              EXPERIMENT_ID,
              VARIANT_ID,
              PLATFORM,
              OS,
              BROWSER,
              DEVICE_TYPE,
              USER_AGENT,
              IS_BOT,
              IP_PREFIX,
              COUNTRY,
              REGION,
              CITY,
              CONSENT,
              POLICY_VERSION,
              PROPERTIES,
              USER_PROPERTIES)
          .key(SOURCE, EVENT_ID)
          .clusteredBy(EVENT_DATE)
          .statisticsOn(EVENT_DATE, EVENT_TIME, BATCH_ID)
          .restates(Restatement.FOLLOWS)
          .withChangeFeed()
          .withDeletionVectors();

  private EventsTable() {}
}

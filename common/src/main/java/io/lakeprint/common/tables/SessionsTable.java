package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** Visits: events of one person with no gap of 30 minutes, at most 24 hours. Grain: session_id. */
public final class SessionsTable {
  public static final ColumnSpec SESSION_ID =
      required("session_id", STRING, "Hash of the person and the first event").pseudonym();
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "Current person").pseudonym();
  public static final ColumnSpec ANCHOR_NODE =
      optional("anchor_node", LONG, "Node of the first event; null = it has none").pseudonym();
  public static final ColumnSpec STARTED_AT = required("started_at", TIMESTAMP, "First event, UTC");
  public static final ColumnSpec ENDED_AT = required("ended_at", TIMESTAMP, "Last event, UTC");
  public static final ColumnSpec SESSION_DATE =
      required("session_date", DATE, "Business day of started_at");
  public static final ColumnSpec DURATION_SECONDS =
      required("duration_seconds", LONG, "ended_at minus started_at");
  public static final ColumnSpec ENGAGED_SECONDS =
      required(
          "engaged_seconds",
          LONG,
          "Active time by distinct heartbeats, or as the senders measured it");
  public static final ColumnSpec EVENT_COUNT = required("event_count", LONG, "Events");
  public static final ColumnSpec PAGE_VIEW_COUNT = required("page_view_count", LONG, "Page views");
  public static final ColumnSpec IS_BOUNCE =
      required(
          "is_bounce",
          BOOLEAN,
          "Fewer than two page views, no conversion, under ten engaged seconds");
  public static final ColumnSpec HAS_CONVERSION =
      required(
          "has_conversion", BOOLEAN, "Contains a purchase or another configured conversion event");
  public static final ColumnSpec ENTRY_PAGE =
      optional("entry_page", STRING, "First page path; null = no page");
  public static final ColumnSpec EXIT_PAGE =
      optional("exit_page", STRING, "Last page path; null = no page");
  public static final ColumnSpec CHANNEL =
      required("channel", STRING, "Channel of the first event");
  public static final ColumnSpec APP_ID = optional("app_id", STRING, "App of the first event");
  public static final ColumnSpec DEVICE_TYPE =
      optional("device_type", STRING, "Device of the first event that says one");
  public static final ColumnSpec CAMPAIGN_SOURCE =
      optional("campaign_source", STRING, "First campaign source in the session");
  public static final ColumnSpec CAMPAIGN_MEDIUM =
      optional("campaign_medium", STRING, "First campaign medium in the session");
  public static final ColumnSpec CAMPAIGN_NAME =
      optional("campaign_name", STRING, "First campaign name in the session");
  public static final ColumnSpec REFERRER =
      optional("referrer", STRING, "First referrer in the session").personal();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.sessions",
              "One session of one person",
              SESSION_ID,
              ONE_ID,
              ANCHOR_NODE,
              STARTED_AT,
              ENDED_AT,
              SESSION_DATE,
              DURATION_SECONDS,
              ENGAGED_SECONDS,
              EVENT_COUNT,
              PAGE_VIEW_COUNT,
              IS_BOUNCE,
              HAS_CONVERSION,
              ENTRY_PAGE,
              EXIT_PAGE,
              CHANNEL,
              APP_ID,
              DEVICE_TYPE,
              CAMPAIGN_SOURCE,
              CAMPAIGN_MEDIUM,
              CAMPAIGN_NAME,
              REFERRER)
          .key(SESSION_ID)
          .clusteredBy(SESSION_DATE)
          .statisticsOn(SESSION_DATE)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private SessionsTable() {}
}

package io.lakeprint.jobs.portraits.tools;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.TagValuesTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A customer with a few rows in each table. */
final class SamplePerson {

  static final String ANN = "0000000000000ann";
  static final String OLD = "0000000000000old";
  static final String PHONE = "phone:13812345678";
  static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  private SamplePerson() {}

  static TablesContext in(SparkSession spark) {
    TablesContext context =
        new TablesContext(spark, ZoneId.of("Asia/Shanghai"), AS_OF, "privacy.demo-secret = true");
    who(context);
    portrait(context);
    journey(context);
    return context;
  }

  private static void who(TablesContext context) {
    context
        .with(
            PersonsTable.SPEC,
            TableRows.of(PersonsTable.SPEC)
                .row(
                    PersonsTable.ONE_ID, ANN,
                    PersonsTable.PERSON_KIND, "member",
                    PersonsTable.FIRST_SEEN_AT, "2025-01-03T02:00:00Z",
                    PersonsTable.LAST_SEEN_AT, "2026-03-30T02:30:00Z"))
        .with(
            OneIdAliasesTable.SPEC,
            TableRows.of(OneIdAliasesTable.SPEC)
                .row(OneIdAliasesTable.RETIRED_ID, OLD, OneIdAliasesTable.ONE_ID, ANN));
    TableRows map = TableRows.of(IdentityMapTable.SPEC);
    owned(context, map, "member_id:a-7", ANN);
    owned(context, map, PHONE, ANN);
    owned(context, map, "phone:13900000000", null);
    context.with(IdentityMapTable.SPEC, map);
  }

  private static void owned(
      TablesContext context, TableRows map, String typed, @Nullable String owner) {
    TypedIdentifier identifier = typed(context, typed);
    map.row(
        IdentityMapTable.ID_TYPE,
        identifier.id().type(),
        IdentityMapTable.ID_VALUE,
        identifier.id().value(),
        IdentityMapTable.NODE_ID,
        identifier.node(),
        IdentityMapTable.ONE_ID,
        owner,
        IdentityMapTable.STATE,
        owner == null ? "blocked" : "active",
        IdentityMapTable.FIRST_SEEN_AT,
        "2025-01-03T02:00:00Z",
        IdentityMapTable.LAST_SEEN_AT,
        "2026-03-30T02:30:00Z");
  }

  static TypedIdentifier typed(TablesContext context, String text) {
    IdentifiersConfig config = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    return TypedIdentifier.read(text, 1, config, new IdResolver(config, IdSecret.demo()));
  }

  private static void portrait(TablesContext context) {
    ColumnSpec level = ColumnSpec.optional("activity_level", Types.STRING, "a tag");
    ColumnSpec days = ColumnSpec.optional("active_days_30d", Types.LONG, "a tag");
    ColumnSpec last = ColumnSpec.optional("last_purchase_at", Types.TIMESTAMP, "a tag");
    TableSpec portraits = PortraitsTable.SPEC.withColumns(List.of(level, days, last));
    context
        .with(
            portraits,
            TableRows.of(portraits)
                .row(
                    PortraitsTable.ONE_ID,
                    ANN,
                    PortraitsTable.CLUSTER_NAME,
                    "Loyal",
                    PortraitsTable.ALIVE_SCORE,
                    0.9,
                    PortraitsTable.EXPECTED_PURCHASES,
                    2.0,
                    PortraitsTable.CLV_AMOUNT,
                    "1234.5",
                    PortraitsTable.CLV_CURRENCY,
                    "CNY",
                    PortraitsTable.CLV_DECILE,
                    1,
                    level,
                    "low",
                    days,
                    2L,
                    last,
                    "2026-03-30T02:20:00Z"))
        .with(
            TagValuesTable.SPEC,
            TableRows.of(TagValuesTable.SPEC)
                .row(
                    TagValuesTable.ONE_ID,
                    ANN,
                    TagValuesTable.TAG_ID,
                    "preferred_category",
                    TagValuesTable.RANK,
                    1,
                    TagValuesTable.TAG_VALUE,
                    "hats"))
        .with(
            PredictionsTable.SPEC,
            TableRows.of(PredictionsTable.SPEC)
                .row(scored(ANN, 0.25, "[{\"feature\":\"recency\",\"effect\":-0.4}]"))
                .row(scored(OLD, 0.75, null)))
        .with(
            SegmentMembersTable.SPEC,
            TableRows.of(SegmentMembersTable.SPEC)
                .row(stay("loyal", "2026-02-01", null))
                .row(stay("was_loyal", "2026-02-01", "2026-03-31"))
                .row(stay("ahead", "2026-04-01", null)))
        .with(
            DefinitionsTable.SPEC,
            TableRows.of(DefinitionsTable.SPEC)
                .row(
                    DefinitionsTable.KIND, "segment",
                    DefinitionsTable.DEFINITION_ID, "loyal",
                    DefinitionsTable.NAME_ZH, "忠诚用户",
                    DefinitionsTable.NAME_EN, "Loyal people"));
  }

  private static @Nullable Object[] scored(String oneId, double score, @Nullable String reasons) {
    return new @Nullable Object[] {
      PredictionsTable.MODEL, "churn",
      PredictionsTable.ROLE, "champion",
      PredictionsTable.AS_OF, AS_OF,
      PredictionsTable.ONE_ID, oneId,
      PredictionsTable.SCORE, score,
      PredictionsTable.DECILE, 7,
      PredictionsTable.TOP_REASONS, reasons
    };
  }

  private static @Nullable Object[] stay(String segment, String from, @Nullable String to) {
    return new @Nullable Object[] {
      SegmentMembersTable.SEGMENT_ID, segment,
      SegmentMembersTable.ONE_ID, ANN,
      SegmentMembersTable.VALID_FROM, from,
      SegmentMembersTable.VALID_TO, to
    };
  }

  private static void journey(TablesContext context) {
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    active(activity, ANN, "2026-03-30", "page_view", "web", 2);
    active(activity, ANN, "2026-03-29", "page_view", "app", 1);
    active(activity, ANN, "2026-03-30", "purchase", "web", 1);
    active(activity, "somebody", "2026-03-30", "purchase", "web", 9);
    active(activity, ANN, "2026-04-01", "purchase", "web", 9);
    TableRows events = TableRows.of(EventsTable.SPEC);
    event(events, ANN, "2026-03-30T02:20:00Z", "purchase", EventsTable.AMOUNT, "99.5");
    event(events, ANN, "2026-03-30T02:00:00Z", "page_view", EventsTable.PAGE_PATH, "/hats");
    event(
        events,
        ANN,
        "2026-03-30T02:10:00Z",
        "product_view",
        EventsTable.PRODUCT_NAME,
        "帽\u001b[31m");
    event(events, ANN, "2026-03-30T12:00:00Z", "message_sent", EventsTable.CAMPAIGN_NAME, "春季");
    event(events, "somebody", "2026-03-30T02:10:00Z", "login", EventsTable.PAGE_PATH, "/x");
    event(events, ANN, "2026-03-29T02:10:00Z", "login", EventsTable.PAGE_PATH, "/before");
    context
        .with(DailyActivityTable.SPEC, activity)
        .with(EventsTable.SPEC, events)
        .with(
            SessionsTable.SPEC,
            TableRows.of(SessionsTable.SPEC)
                .row(
                    SessionsTable.ONE_ID, ANN,
                    SessionsTable.STARTED_AT, "2026-03-30T02:00:00Z",
                    SessionsTable.ENDED_AT, "2026-03-30T02:20:00Z",
                    SessionsTable.SESSION_DATE, "2026-03-30",
                    SessionsTable.EVENT_COUNT, 3L,
                    SessionsTable.ENGAGED_SECONDS, 75L,
                    SessionsTable.HAS_CONVERSION, true,
                    SessionsTable.CHANNEL, "web",
                    SessionsTable.DEVICE_TYPE, "mobile",
                    SessionsTable.CAMPAIGN_SOURCE, "wechat",
                    SessionsTable.CAMPAIGN_NAME, "春季",
                    SessionsTable.REFERRER, "https://mp.weixin.qq.com/s/a?b=c")
                .row(
                    SessionsTable.ONE_ID, ANN,
                    SessionsTable.STARTED_AT, "2026-03-29T02:10:00Z",
                    SessionsTable.ENDED_AT, "2026-03-29T02:10:00Z",
                    SessionsTable.SESSION_DATE, "2026-03-29",
                    SessionsTable.CHANNEL, "app"))
        .with(
            OrdersTable.SPEC,
            TableRows.of(OrdersTable.SPEC)
                .row(
                    OrdersTable.ONE_ID, ANN,
                    OrdersTable.ORDER_DATE, "2026-03-30",
                    OrdersTable.ORDERED_AT, "2026-03-30T02:20:00Z",
                    OrdersTable.NET_AMOUNT, "99.5",
                    OrdersTable.CURRENCY, "CNY"));
  }

  private static void active(
      TableRows rows, String person, String day, String event, String channel, long count) {
    rows.row(
        DailyActivityTable.ONE_ID, person,
        DailyActivityTable.EVENT_DATE, day,
        DailyActivityTable.EVENT_NAME, event,
        DailyActivityTable.CHANNEL, channel,
        DailyActivityTable.EVENT_COUNT, count,
        DailyActivityTable.LAST_AT, day + "T02:20:00Z");
  }

  private static void event(
      TableRows rows, String person, String at, String name, ColumnSpec column, String value) {
    rows.row(
        EventsTable.ONE_ID,
        person,
        EventsTable.EVENT_TIME,
        at,
        EventsTable.EVENT_DATE,
        at.substring(0, 10),
        EventsTable.EVENT_NAME,
        name,
        EventsTable.CHANNEL,
        name.startsWith("message") ? "crm" : "web",
        EventsTable.CURRENCY,
        "CNY",
        column,
        value);
  }
}

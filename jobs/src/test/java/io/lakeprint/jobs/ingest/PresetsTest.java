package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records as the vendors document them, and the events they become. */
@ExtendWith(SparkExtension.class)
class PresetsTest {
  private static final String IDS =
      "concat_ws(' ', transform(filter(ids, i -> i.value IS NOT NULL),"
          + " i -> concat(i.type, IF(i.scope = '', '', concat('@', i.scope)), '=', i.value)))";

  @TempDir Path folder;
  private SparkSession spark;

  @BeforeEach
  void take(SparkSession session) {
    spark = session;
  }

  private Dataset<Row> events(String preset, String... records) {
    try {
      Path file = Files.writeString(folder.resolve("records"), String.join("\n", records));
      return PresetEvents.of(spark, preset).selected(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The columns of each event, joined with bars; null is a hyphen. */
  private static List<String> values(Dataset<Row> events, String... columns) {
    String[] text =
        Arrays.stream(columns)
            .map(column -> "coalesce(CAST(" + column + " AS STRING), '-')")
            .toArray(String[]::new);
    return events.selectExpr(text).collectAsList().stream()
        .map(row -> row.toSeq().mkString("|").lines().collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void segmentCorrectsTheClockOfTheDevice() {
    Dataset<Row> events =
        events(
            "segment",
            """
            {"type":"track","event":"Signed In","messageId":"m1","anonymousId":"a","userId":"u","originalTimestamp":"2024-05-01T12:00:00.000Z","sentAt":"2024-05-01T12:00:10.000Z","receivedAt":"2024-05-01T09:00:12.500Z","context":{"timezone":"Asia/Shanghai"}}"""
                .strip(),
            "{\"type\":\"track\",\"event\":\"x\",\"messageId\":\"m2\",\"timestamp\":\"2024-05-01T12:00:00+08:00\"}",
            "{\"type\":\"track\",\"event\":\"x\",\"messageId\":\"m3\",\"originalTimestamp\":\"2024-13-01T00:00:00Z\"}");
    assertThat(
            values(
                events,
                "event_id",
                "event_name",
                "event_time",
                "received_at",
                "utc_offset_minutes"))
        .containsExactly(
            "m1|login|2024-05-01 09:00:02.5|2024-05-01 09:00:12.5|480",
            "m2|x|2024-05-01 04:00:00|-|-",
            "m3|x|-|-|-");
  }

  @Test
  void segmentKnowsTheNamesOfTheEcommerceSpecification() {
    Dataset<Row> events =
        events(
            "segment",
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"1\",\"properties\":{\"order_id\":\"o1\",\"total\":30.10,\"revenue\":25,\"discount\":2.5,\"coupon\":\"hasbros\",\"currency\":\"USD\",\"affiliation\":\"web\",\"products\":[{\"product_id\":\"p1\",\"sku\":\"45-32\",\"name\":\"Monopoly\",\"price\":19,\"quantity\":1,\"category\":\"Games\",\"url\":\"https://x\"}]}}",
            "{\"type\":\"track\",\"event\":\"order_refunded\",\"messageId\":\"2\",\"properties\":{\"order_id\":\"o1\",\"total\":-30.10}}",
            "{\"type\":\"track\",\"event\":\"Products Searched\",\"messageId\":\"3\",\"properties\":{\"query\":\"blue hotpants\"}}",
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"4\",\"properties\":{\"sku\":\"s\",\"name\":\"Uno\",\"brand\":\"H\",\"variant\":\"200 pieces\"}}",
            "{\"type\":\"track\",\"event\":\"Anything Else\",\"messageId\":\"5\",\"properties\":{\"total\":\"free\"}}");
    assertThat(
            values(
                events,
                "event_name",
                "order_id",
                "amount",
                "discount_amount",
                "currency",
                "coupon_id",
                "search_keyword",
                "product_id",
                "product_name",
                "items[0].unit_price"))
        .containsExactly(
            "purchase|o1|30.1000|2.5000|USD|hasbros|-|-|-|19.0000",
            "refund|o1|30.1000|-|-|-|-|-|-|-",
            "search|-|-|-|-|-|blue hotpants|-|-|-",
            "product_view|-|-|-|-|-|-|s|Uno|-",
            "Anything Else|-|-|-|-|-|-|-|-|-");
    assertThat(values(events, "_rest['affiliation']", "_rest['variant']").subList(0, 4))
        .containsExactly("web|-", "-|-", "-|-", "-|200 pieces");
  }

  @Test
  void segmentTakesIdentifiersPagesCampaignAndConsent() {
    Dataset<Row> events =
        events(
            "segment",
            "{\"type\":\"identify\",\"messageId\":\"1\",\"userId\":\"u\",\"anonymousId\":\"a\",\"traits\":{\"email\":\"e@x.io\",\"phone\":\"123\",\"plan\":\"pro\",\"address\":{\"city\":\"SF\"}},\"context\":{\"externalIds\":[{\"id\":\"dev\",\"type\":\"android.id\",\"collection\":\"users\",\"encoding\":\"none\"}]}}",
            "{\"type\":\"page\",\"messageId\":\"2\",\"anonymousId\":\"a\",\"name\":\"Home\",\"properties\":{\"url\":\"https://s.io/a/b?utm_source=bing&gclid=g1\",\"referrer\":\"\"},\"context\":{\"campaign\":{\"source\":\"Newsletter\",\"name\":\"May\"},\"consent\":{\"categoryPreferences\":{\"analytics\":true,\"ads\":false}}}}",
            "{\"type\":\"alias\",\"messageId\":\"3\",\"userId\":\"u\",\"previousId\":\"old\"}",
            "{\"type\":\"group\",\"messageId\":\"4\",\"userId\":\"u\",\"groupId\":\"g\",\"traits\":{\"name\":\"Initech\"}}",
            "{\"type\":\"screen\",\"messageId\":\"5\",\"name\":\"Cart\",\"context\":{\"device\":{\"id\":\"D\",\"type\":\"ios\",\"advertisingId\":\"AD\"}}}");
    assertThat(values(events, "event_name", IDS))
        .containsExactly(
            "identify|member_id=u phone=123 email=e@x.io cookie=a device_id=dev",
            "page_view|cookie=a",
            "alias|member_id=u cookie=old",
            "group|member_id=u",
            "page_view|device_id=D idfa=AD");
    assertThat(values(events.filter("event_id = 1"), "to_json(user_properties)"))
        .containsExactly("{\"plan\":\"pro\",\"address.city\":\"SF\"}");
    assertThat(
            values(
                events.filter("event_id = 2"),
                "page_path",
                "page_title",
                "referrer",
                "campaign_source",
                "campaign_name",
                "click_id",
                "to_json(consent)"))
        .containsExactly("/a/b|Home|-|Newsletter|May|g1|[\"analytics\"]");
    assertThat(values(events.filter("event_id = 4"), "properties['group.name']", "user_properties"))
        .containsExactly("Initech|-");
  }

  @Test
  void sensorsReadsTracksWithTypedIdentities() {
    Dataset<Row> events =
        events(
            "sensors",
            "{\"type\":\"track\",\"event\":\"$pageview\",\"time\":1714526730123,\"distinct_id\":\"c1\",\"anonymous_id\":\"c1\",\"identities\":{\"$identity_cookie_id\":\"c1\"},\"properties\":{\"$url\":\"https://a.cn/x/y?z=1\",\"$title\":\"T\",\"$timezone_offset\":-480,\"$latest_utm_source\":\"baidu\",\"$is_first_day\":true}}",
            "{\"type\":\"track\",\"event\":\"BuyProduct\",\"time\":\"1714526730123\",\"identities\":{\"$identity_login_id\":\"u1\",\"$identity_mp_wx12_openid\":\"o1\",\"$identity_mp_unionid\":\"n1\",\"$identity_idfv\":\"v\"},\"properties\":{\"$lib\":\"MiniProgram\",\"amount\":9.9,\"event_duration\":1.5}}",
            "{\"type\":\"track\",\"event\":\"$AppStart\",\"time\":\"soon\",\"distinct_id\":\"u2\",\"properties\":{\"$is_login_id\":true}}");
    assertThat(
            values(
                events,
                "event_name",
                "event_time",
                "utc_offset_minutes",
                "page_path",
                "campaign_source",
                "amount",
                "engaged_ms",
                "platform",
                IDS))
        .containsExactly(
            "page_view|2024-05-01 01:25:30.123|480|/x/y|baidu|-|-|-|cookie=c1",
            "BuyProduct|2024-05-01 01:25:30.123|-|-|-|9.9000|1500|wechat|member_id=u1 wechat_openid@wx12=o1 wechat_unionid=n1 device_id=v",
            "$AppStart|-|-|-|-|-|-|-|member_id=u2");
    assertThat(values(events, "_rest['$is_first_day']")).startsWith("true");
  }

  @Test
  void sensorsTurnsRecordsOfIdentityAndAttributesIntoEvents() {
    Dataset<Row> events =
        events(
            "sensors",
            "{\"type\":\"track_signup\",\"event\":\"$SignUp\",\"time\":1,\"distinct_id\":\"u1\",\"original_id\":\"c1\",\"properties\":{}}",
            "{\"type\":\"track_id_bind\",\"event\":\"$BindID\",\"time\":1,\"distinct_id\":\"u1\",\"login_id\":\"u1\",\"identities\":{\"$identity_login_id\":\"u1\",\"$identity_mobile\":\"123\"},\"properties\":{}}",
            "{\"type\":\"track_id_unbind\",\"event\":\"$UnbindID\",\"time\":1,\"login_id\":\"u1\",\"identities\":{\"$identity_mobile\":\"123\"},\"properties\":{}}",
            "{\"type\":\"profile_set\",\"time\":1,\"distinct_id\":\"u1\",\"login_id\":\"u1\",\"properties\":{\"$city\":\"长沙\",\"level\":3,\"likes\":[\"a\",\"b\"]}}",
            "{\"type\":\"profile_unset\",\"time\":1,\"login_id\":\"u1\",\"properties\":{\"level\":null,\"old\":true}}",
            "{\"type\":\"item_set\",\"time\":1,\"item_type\":\"product\",\"item_id\":\"p1\",\"properties\":{\"product_name\":\"苹果\"}}");
    assertThat(values(events, "event_name", IDS, "to_json(user_properties)"))
        .containsExactly(
            "login|member_id=u1 cookie=c1|-",
            "bind|member_id=u1 phone=123|-",
            "unbind|phone=123 member_id=u1|-",
            "profile_set|member_id=u1|{\"$city\":\"长沙\",\"level\":\"3\",\"likes\":\"[\\\"a\\\",\\\"b\\\"]\"}",
            "profile_unset|member_id=u1|{\"level\":null,\"old\":\"true\"}",
            "item_set||-");
    assertThat(
            values(
                events.filter("event_name = 'item_set'"),
                "properties['item_type']",
                "properties['item_id']",
                "product_name"))
        .containsExactly("product|p1|苹果");
  }

  @Test
  void ga4ReadsParametersItemsAndConsent() {
    Dataset<Row> events =
        events(
            "ga4",
            "{\"event_date\":\"20240501\",\"event_timestamp\":\"1714526730123456\",\"event_name\":\"purchase\",\"event_params\":[{\"key\":\"page_location\",\"value\":{\"string_value\":\"https://s.io/done?utm_medium=cpc\"}},{\"key\":\"ga_session_id\",\"value\":{\"int_value\":\"17\"}},{\"key\":\"value\",\"value\":{\"double_value\":12.5}},{\"key\":\"currency\",\"value\":{\"string_value\":\"EUR\"}},{\"key\":\"empty\",\"value\":{}}],\"user_pseudo_id\":\"123.456\",\"user_id\":null,\"privacy_info\":{\"analytics_storage\":\"Yes\",\"ads_storage\":\"No\"},\"ecommerce\":{\"transaction_id\":\"t1\",\"purchase_revenue\":12.5},\"items\":[{\"item_id\":\"i1\",\"item_name\":\"Mug\",\"price\":12.5,\"quantity\":\"1\"}],\"user_properties\":[{\"key\":\"tier\",\"value\":{\"string_value\":\"gold\",\"set_timestamp_micros\":\"1\"}}],\"device\":{\"category\":\"mobile\",\"time_zone_offset_seconds\":\"7200\"},\"geo\":{\"country\":\"Germany\",\"continent\":\"Europe\"},\"platform\":\"WEB\"}",
            "{\"event_timestamp\":\"1714526730123456\",\"event_name\":\"screen_view\",\"user_pseudo_id\":\"app1\",\"user_id\":\"u\",\"platform\":\"IOS\",\"items\":[],\"app_info\":{\"id\":\"com.x\"}}",
            "{\"event_timestamp\":\"1714526730123456\",\"event_name\":\"scroll\",\"event_params\":[{\"key\":\"percent_scrolled\",\"value\":{\"int_value\":\"90\"}}],\"platform\":\"WEB\"}");
    assertThat(
            values(
                events,
                "event_name",
                "event_time",
                "session_hint",
                "page_path",
                "amount",
                "currency",
                "order_id",
                "product_id",
                "scroll_ratio",
                "to_json(consent)",
                IDS))
        .containsExactly(
            "purchase|2024-05-01 01:25:30.123456|17|/done|12.5000|EUR|t1|i1|-|[\"analytics\"]|cookie=123.456",
            "page_view|2024-05-01 01:25:30.123456|-|-|-|-|-|-|-|-|member_id=u device_id=app1",
            "scroll|2024-05-01 01:25:30.123456|-|-|-|-|-|-|0.9|-|");
    assertThat(
            values(
                events.limit(1),
                "campaign_medium",
                "to_json(items)",
                "user_properties['tier']",
                "utc_offset_minutes",
                "_rest['geo.continent']",
                "properties['ga_session_id']"))
        .containsExactly(
            "cpc|[{\"product_id\":\"i1\",\"product_name\":\"Mug\",\"quantity\":1.0000,\"unit_price\":12.5000}]|gold|120|Europe|17");
  }

  @Test
  void cloudEventsReadsStructuredEventsAndBatches() {
    String one =
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/iot\",\"type\":\"com.x.device.report.v2\",\"subject\":\"d1\",\"time\":\"2024-05-01T08:00:00+08:00\",\"data\":{\"temp\":{\"c\":21.50},\"member_id\":\"u\"}}";
    assertThat(
            values(
                events("cloudevents", one),
                "event_id",
                "event_name",
                "event_time",
                IDS,
                "_rest['temp.c']"))
        .containsExactly("/iot#7|report|2024-05-01 00:00:00|member_id=u device_id=d1|21.50");
    assertThat(
            values(
                events("cloudevents", "[" + one + "," + one.replace("\"7\"", "8") + "]"),
                "event_id"))
        .containsExactly("/iot#7", "/iot#8");
  }

  @Test
  void ncsaTellsPagesFromOtherRequests() {
    String line =
        "10.1.2.3 - u1 [01/May/2024:08:00:00 +0800] \"%s HTTP/1.1\" %s 5 \"https://r.cn/\" \"UA\"";
    Dataset<Row> events =
        events(
            "ncsa",
            line.formatted("GET /help?utm_source=a%20b", "200"),
            line.formatted("GET /style.CSS?v=1", "200"),
            line.formatted("POST /help", "200"),
            line.formatted("GET /gone", "404"),
            line.formatted("GET /help", "200").replace("01/May", "45/Foo"));
    assertThat(
            values(
                events,
                "event_name",
                "event_time",
                "page_path",
                "campaign_source",
                "utc_offset_minutes",
                "properties['status']",
                "ip",
                IDS))
        .containsExactly(
            "page_view|2024-05-01 00:00:00|/help|a b|480|200|10.1.2.3|member_id=u1",
            "server_request|2024-05-01 00:00:00|/style.CSS|-|480|200|10.1.2.3|member_id=u1",
            "server_request|2024-05-01 00:00:00|/help|-|480|200|10.1.2.3|member_id=u1",
            "server_request|2024-05-01 00:00:00|/gone|-|480|404|10.1.2.3|member_id=u1",
            "page_view|-|/help|-|480|200|10.1.2.3|member_id=u1");
  }

  @Test
  void w3cReadsWhatTheDirectiveNames() {
    Dataset<Row> events =
        events(
            "w3c",
            "#Fields: date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status cs(User-Agent) time-taken",
            "2024-05-01 00:00:01 10.0.0.1 DOM\\u1 GET /a.aspx q=1 200 Mozilla/5.0+(X11;%20Linux) 15");
    assertThat(
            values(
                events,
                "event_name",
                "event_time",
                "page_url",
                "page_path",
                "user_agent",
                "_rest['time-taken']",
                IDS))
        .containsExactly(
            "page_view|2024-05-01 00:00:01|/a.aspx?q=1|/a.aspx|Mozilla/5.0 (X11; Linux)|15|member_id=DOM\\u1");
  }

  @Test
  void everyPresetGivesWholeEvents() throws IOException {
    Map<String, String> records =
        Map.of(
            "segment",
            "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"1\",\"userId\":\"u\",\"timestamp\":\"2024-05-01T00:00:00Z\",\"properties\":{\"products\":[{\"sku\":\"s\"}],\"name\":\"x\"},\"context\":{\"ip\":\"1.2.3.4\",\"userAgent\":\"x\",\"traits\":{\"tel\":\"13800138000\"},\"consent\":{\"categoryPreferences\":{\"a\":true}}}}",
            "sensors",
            "{\"type\":\"track\",\"event\":\"$pageview\",\"time\":1714526730123,\"login_id\":\"u\",\"properties\":{\"items\":[{\"sku\":\"s\"}],\"item_type\":\"clash\"}}",
            "ga4",
            "{\"event_timestamp\":\"1714526730123456\",\"event_name\":\"purchase\",\"user_pseudo_id\":\"c\",\"items\":[{\"item_id\":\"1\"}],\"privacy_info\":{\"ads_storage\":\"Yes\"}}",
            "cloudevents",
            "{\"id\":\"7\",\"source\":\"/iot\",\"type\":\"x.y\",\"subject\":\"d\",\"time\":\"2024-05-01T08:00:00Z\",\"data\":{\"source\":\"clash\"}}",
            "ncsa",
            "10.1.2.3 - u1 [01/May/2024:08:00:00 +0800] \"GET / HTTP/1.1\" 200 5 \"-\" \"UA\"",
            "w3c",
            "#Fields: date time cs-username cs-method cs-uri-stem sc-status\n2024-05-01 00:00:01 u GET / 200");
    for (Map.Entry<String, String> record : records.entrySet()) {
      Path file = Files.writeString(folder.resolve(record.getKey()), record.getValue());
      assertThat(
              values(
                  PresetEvents.of(spark, record.getKey()).mapped(file),
                  MappedColumns.REJECT_REASON,
                  "event_name IS NOT NULL",
                  "CAST(event_time AS DATE)",
                  "event_id IS NOT NULL",
                  "anchor_node IS NOT NULL"))
          .as(record.getKey())
          .containsExactly("-|true|2024-05-01|true|true");
    }
  }

  @Test
  void whatIsSaidOfAUserIsMaskedToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("records"),
            "{\"type\":\"identify\",\"messageId\":\"1\",\"userId\":\"u\",\"timestamp\":\"2024-05-01T00:00:00Z\",\"traits\":{\"email\":\"jo@shop.cn\",\"tel\":\"13800138000\",\"plan\":\"pro\"}}");
    assertThat(values(PresetEvents.of(spark, "segment").mapped(file), "to_json(user_properties)"))
        .containsExactly("{\"tel\":\"***\",\"plan\":\"pro\"}");
  }
}

package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SnowplowPresetTest {
  private static final List<String> COLUMNS =
      ConfigFactory.parseResources("presets/snowplow.conf").getStringList("column-names");
  private static final String CONTEXTS =
      "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":[%s]}";
  private static final String UNSTRUCT =
      "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":%s}";

  @TempDir Path folder;

  private static String row(Map<String, String> values) {
    List<String> row = new ArrayList<>();
    COLUMNS.forEach(column -> row.add(values.getOrDefault(column, "")));
    assertThat(COLUMNS).containsAll(values.keySet());
    return String.join("\t", row);
  }

  private static String entity(String name, String data) {
    return "{\"schema\":\"iglu:com.snowplowanalytics/"
        + name
        + "/jsonschema/1-0-0\",\"data\":"
        + data
        + "}";
  }

  private List<String> read(SparkSession spark, String row, String... columns) {
    try {
      Path file = Files.writeString(folder.resolve("rows.tsv"), row + "\n");
      Dataset<Row> events = PresetEvents.of(spark, "snowplow").selected(file);
      String[] text =
          Arrays.stream(columns)
              .map(column -> "coalesce(CAST(" + column + " AS STRING), '-')")
              .toArray(String[]::new);
      Row only = events.selectExpr(text).collectAsList().get(0);
      List<String> values = new ArrayList<>();
      for (int i = 0; i < only.size(); i++) {
        values.add(only.getString(i));
      }
      return values;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void knowsAll131Columns() {
    assertThat(COLUMNS).hasSize(131).doesNotHaveDuplicates();
  }

  @Test
  void aPagePingTellsHowFarWasScrolled(SparkSession spark) {
    String row =
        row(
            Map.of(
                "event",
                "page_ping",
                "event_id",
                "e1",
                "collector_tstamp",
                "2024-05-01 10:00:00.000",
                "derived_tstamp",
                "2024-05-01 09:59:58.500",
                "pp_yoffset_max",
                "1000",
                "br_viewheight",
                "500",
                "doc_height",
                "2000",
                "domain_userid",
                "c1",
                "v_tracker",
                "js-3.0"));
    assertThat(
            read(
                spark,
                row,
                "event_id",
                "event_name",
                "event_time",
                "received_at",
                "scroll_ratio",
                "engaged_ms",
                "filter(ids, i -> i.value IS NOT NULL)[0].value",
                "_rest['v_tracker']"))
        .containsExactly(
            "e1",
            "page_ping",
            "2024-05-01 09:59:58.5",
            "2024-05-01 10:00:00",
            "0.75",
            "10000",
            "c1",
            "js-3.0");
  }

  @Test
  void theClockIsCorrectedWhereEnrichmentDidNot(SparkSession spark) {
    String row =
        row(
            Map.of(
                "event",
                "page_view",
                "collector_tstamp",
                "2024-05-01 10:00:00.000",
                "dvce_created_tstamp",
                "2024-05-01 23:00:00.000",
                "dvce_sent_tstamp",
                "2024-05-01 23:00:02.000"));
    assertThat(read(spark, row, "event_time")).containsExactly("2024-05-01 09:59:58");
  }

  @Test
  void ecommerceActionsBecomeStandardEvents(SparkSession spark) {
    String product =
        "{\"id\":\"%s\",\"name\":\"N\",\"category\":\"C\",\"price\":9.90,\"currency\":\"EUR\",\"quantity\":2}";
    String row =
        row(
            Map.of(
                "event",
                "unstruct",
                "event_name",
                "snowplow_ecommerce_action",
                "unstruct_event",
                UNSTRUCT.formatted(
                    entity("snowplow_ecommerce_action", "{\"type\":\"transaction\"}")),
                "contexts",
                CONTEXTS.formatted(
                    entity("product", product.formatted("p1"))
                        + ","
                        + entity("product", product.formatted("p2"))
                        + ","
                        + entity(
                            "transaction",
                            "{\"transaction_id\":\"t1\",\"revenue\":39.6,\"currency\":\"EUR\"}"))));
    assertThat(
            read(
                spark,
                row,
                "event_name",
                "order_id",
                "amount",
                "currency",
                "size(items)",
                "items[1].product_id",
                "items[1].unit_price",
                "properties['product[1].name']"))
        .containsExactly("purchase", "t1", "39.6000", "EUR", "2", "p2", "9.9000", "N");
  }

  @Test
  void mobileEntitiesNameTheDevice(SparkSession spark) {
    String row =
        row(
            Map.of(
                "event",
                "unstruct",
                "event_name",
                "screen_view",
                "user_id",
                "u1",
                "unstruct_event",
                UNSTRUCT.formatted(entity("screen_view", "{\"id\":\"s\",\"name\":\"Cart\"}")),
                "contexts",
                CONTEXTS.formatted(
                    entity("client_session", "{\"userId\":\"d1\",\"sessionId\":\"s1\"}")
                        + ","
                        + entity("mobile_context", "{\"osType\":\"ios\",\"appleIdfa\":\"A\"}"))));
    assertThat(
            read(
                spark,
                row,
                "event_name",
                "page_title",
                "session_hint",
                "os",
                "concat_ws(' ', transform(filter(ids, i -> i.value IS NOT NULL), i -> concat(i.type, '=', i.value)))",
                "properties['mobile_context.appleIdfa']",
                "element_id"))
        .containsExactly(
            "page_view", "Cart", "s1", "ios", "member_id=u1 device_id=d1 idfa=A", "-", "-");
  }

  @Test
  void transactionsAndTheirItems(SparkSession spark) {
    assertThat(
            read(
                spark,
                row(
                    Map.of(
                        "event",
                        "transaction",
                        "tr_orderid",
                        "o",
                        "tr_total",
                        "12.30",
                        "tr_currency",
                        "CNY")),
                "event_name",
                "order_id",
                "amount",
                "currency"))
        .containsExactly("purchase", "o", "12.3000", "CNY");
    assertThat(
            read(
                spark,
                row(
                    Map.of(
                        "event",
                        "transaction_item",
                        "ti_orderid",
                        "o",
                        "ti_sku",
                        "s",
                        "ti_price",
                        "4.10",
                        "ti_quantity",
                        "3")),
                "event_name",
                "order_id",
                "product_id",
                "unit_price",
                "quantity",
                "amount"))
        .containsExactly("purchase_item", "o", "s", "4.1000", "3.0000", "-");
  }

  @Test
  void structuredEventsAreNamedByTheirAction(SparkSession spark) {
    assertThat(
            read(
                spark,
                row(
                    Map.of(
                        "event",
                        "struct",
                        "event_name",
                        "event",
                        "se_category",
                        "ecomm",
                        "se_action",
                        "add-to-basket",
                        "se_label",
                        "x")),
                "event_name",
                "product_id",
                "properties['se_label']"))
        .containsExactly("add_to_cart", "-", "x");
  }
}

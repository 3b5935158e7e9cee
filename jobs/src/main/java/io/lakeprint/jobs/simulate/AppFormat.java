package io.lakeprint.jobs.simulate;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * The app in Snowplow enriched rows: screen views and the shop's own self-describing events, struct
 * events for small interactions, page pings of web views, a transaction with one row per item. The
 * device id is {@code client_session.userId} in {@code contexts}.
 */
record AppFormat(Identifiers identifiers) implements Format {

  private static final String OWN = "com.lakeprint.demo/";
  private static final String UNSTRUCT =
      "com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0";

  @Override
  public void write(Touch touch, Act act, Output output) {
    switch (act.kind()) {
      case PAGE_VIEW ->
          unstruct(
              touch,
              act,
              output,
              "com.snowplowanalytics.mobile/",
              "screen_view",
              json -> {
                json.writeStringField("id", identifiers.uuid(31, touch.session(), act.time()));
                json.writeStringField("name", requireNonNull(act.text()));
                json.writeStringField("type", "full");
              });
      case PAGE_PING -> ping(touch, act, output);
      case SEARCH, FAVORITE, SHARE, CLICK, REMOVE_FROM_CART -> struct(touch, act, output);
      case PURCHASE -> transaction(touch, act, output);
      default ->
          unstruct(
              touch, act, output, OWN, act.kind().eventName(), json -> OwnFields.write(json, act));
    }
  }

  private void unstruct(
      Touch touch, Act act, Output output, String vendor, String name, Json.Fields data) {
    String event = Snowplow.selfDescribing(vendor + name + "/jsonschema/1-0-0", data);
    String wrapped = "{\"schema\":\"iglu:" + UNSTRUCT + "\",\"data\":" + event + "}";
    emit(
        touch,
        act,
        output,
        0,
        base(touch, act, "unstruct", vendor.substring(0, vendor.length() - 1), name, "1-0-0")
            .set("unstruct_event", wrapped));
  }

  private void struct(Touch touch, Act act, Output output) {
    Product product = act.product();
    Snowplow row =
        base(touch, act, "struct", "com.google.analytics", "event", "1-0-0")
            .set("se_category", act.kind() == Act.Kind.CLICK ? "ui" : "ecommerce")
            .set("se_action", act.kind().eventName())
            .set("se_label", product != null ? product.sku() : requireNonNull(act.text()));
    if (product != null) {
      row.set("se_property", product.name()).set("se_value", money(product.cents()));
    }
    emit(touch, act, output, 0, row);
  }

  private void ping(Touch touch, Act act, Output output) {
    Product product = act.product();
    String path = product == null ? "/" : "/product/" + product.id();
    emit(
        touch,
        act,
        output,
        0,
        base(touch, act, "page_ping", "com.snowplowanalytics.snowplow", "page_ping", "1-0-0")
            .set("page_url", "https://m.lakeprint.example" + path)
            .set("page_title", product == null ? "Lakeprint 商城" : product.name())
            .set("page_urlscheme", "https")
            .set("page_urlhost", "m.lakeprint.example")
            .set("page_urlport", 443)
            .set("page_urlpath", path)
            .set("pp_xoffset_min", 0)
            .set("pp_xoffset_max", 0)
            .set("pp_yoffset_min", 0)
            .set("pp_yoffset_max", act.quantity() * 24L)
            .set("doc_width", 390)
            .set("doc_height", 2_400)
            .set("br_viewwidth", 390)
            .set("br_viewheight", 844));
  }

  private void transaction(Touch touch, Act act, Output output) {
    Order order = requireNonNull(act.order());
    String vendor = "com.snowplowanalytics.snowplow";
    emit(
        touch,
        act,
        output,
        0,
        base(touch, act, "transaction", vendor, "transaction", "1-0-0")
            .set("tr_orderid", order.id())
            .set("tr_affiliation", "lakeshop-app")
            .set("tr_total", money(order.amountCents()))
            .set("tr_shipping", "0.00")
            .set("tr_currency", "CNY")
            .set("tr_country", "CN"));
    int number = 1;
    for (Order.Line line : order.lines()) {
      Product product = line.product();
      emit(
          touch,
          act,
          output,
          number++,
          base(touch, act, "transaction_item", vendor, "transaction_item", "1-0-0")
              .set("ti_orderid", order.id())
              .set("ti_sku", product.sku())
              .set("ti_name", product.name())
              .set("ti_category", product.category())
              .set("ti_price", money(line.amountCents() / line.quantity()))
              .set("ti_quantity", line.quantity())
              .set("ti_currency", "CNY"));
    }
  }

  private Snowplow base(
      Touch touch, Act act, String event, String vendor, String name, String version) {
    Rng rng = new Rng(Rng.hash(act.time(), 4, touch.session(), 0));
    long skew = touch.traits().skewMillis();
    long sent = act.time() + rng.between(200, 30_000);
    Snowplow row =
        new Snowplow()
            .set("app_id", "lakeshop-app")
            .set("platform", "mob")
            .set("etl_tstamp", Times.snowplow(sent + 5_000))
            .set("collector_tstamp", Times.snowplow(sent))
            .set("dvce_created_tstamp", Times.snowplow(act.time() + skew))
            .set("dvce_sent_tstamp", Times.snowplow(sent + skew))
            .set("derived_tstamp", Times.snowplow(act.time()))
            .set("event", event)
            .set("name_tracker", "app")
            .set("v_tracker", touch.person() % 3 == 0 ? "ios-6.0.2" : "andr-6.0.2")
            .set("v_collector", "ssc-3.2.0-kafka")
            .set("v_etl", "snowplow-enrich-kafka-4.2.0")
            .set("user_ipaddress", Identifiers.ip(touch.person()))
            .set("os_timezone", "Asia/Shanghai")
            .set("dvce_ismobile", 1)
            .set(
                "useragent", "Lakeshop/3.2 (" + (touch.person() % 3 == 0 ? "iOS" : "Android") + ")")
            .set("contexts", contexts(touch))
            .set("event_vendor", vendor)
            .set("event_name", name)
            .set("event_format", "jsonschema")
            .set("event_version", version);
    if (touch.memberId() != null) {
      row.set("user_id", touch.memberId());
    }
    Texts.Campaign campaign = touch.campaign();
    if (campaign != null) {
      row.set("mkt_source", campaign.source())
          .set("mkt_medium", campaign.medium())
          .set("mkt_campaign", campaign.name())
          .set("mkt_content", campaign.content())
          .set("mkt_term", campaign.term());
    }
    return row;
  }

  private String contexts(Touch touch) {
    boolean apple = touch.person() % 3 == 0;
    String device =
        Snowplow.selfDescribing(
            "com.snowplowanalytics.snowplow/mobile_context/jsonschema/1-0-3",
            json -> {
              json.writeStringField("osType", apple ? "ios" : "android");
              json.writeStringField("osVersion", apple ? "17.5" : "14");
              json.writeStringField("deviceManufacturer", apple ? "Apple Inc." : "Xiaomi");
              json.writeStringField("deviceModel", apple ? "iPhone15,2" : "23127PN0CC");
            });
    String session =
        Snowplow.selfDescribing(
            "com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-2",
            json -> {
              json.writeStringField("userId", touch.token());
              json.writeStringField("sessionId", identifiers.uuid(32, touch.session(), 0));
              json.writeNumberField("sessionIndex", 1 + (touch.session() & 1_023));
              json.writeNullField("previousSessionId");
              json.writeStringField("storageMechanism", "SQLITE");
            });
    return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\","
        + "\"data\":["
        + device
        + ","
        + session
        + "]}";
  }

  private void emit(Touch touch, Act act, Output output, int number, Snowplow row) {
    String id = identifiers.uuid(33 + number, touch.session(), act.time());
    output.event(Source.APP, id, row.set("event_id", id).row(), touch.person(), act.time());
  }

  private static String money(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }
}

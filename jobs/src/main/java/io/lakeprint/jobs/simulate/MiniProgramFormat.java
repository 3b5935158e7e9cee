package io.lakeprint.jobs.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The WeChat mini program in Sensors (神策) JSON lines with typed identities: track, track_signup,
 * track_id_bind and track_id_unbind, profile_*, item_set. The openid's key carries the app id, as
 * the vendor's mini-program SDK writes it. Records have no id.
 */
record MiniProgramFormat(Identifiers identifiers) implements Format {

  private static final String OPEN_ID = "$identity_mp_" + Identifiers.APP_ID + "_openid";

  @Override
  public void write(Touch touch, Act act, Output output) {
    Rng rng = touch.chance(act);
    switch (act.kind()) {
      case REGISTER -> {
        track(touch, act, output, "track_signup", "$SignUp", null);
        bindPhone(touch, act, output, rng.chance(.015) ? "null" : touch.phone());
        profile(
            touch,
            act,
            output,
            "profile_set_once",
            json -> json.writeStringField("$first_visit_time", Times.iso(act.time())));
        profile(
            touch,
            act,
            output,
            "profile_set",
            json -> {
              json.writeStringField("$name", Texts.FAMILY_NAMES.get(touch.person() % 8) + "*");
              json.writeStringField("$city", Texts.CITIES.get(touch.person() / 3 % 7));
              json.writeStringField("level", "basic");
            });
      }
      case LOGIN -> {
        track(touch, act, output, "track_signup", "$SignUp", null);
        if (touch.releasedPhone() != null) {
          String old = touch.releasedPhone();
          track(
              touch,
              act,
              output,
              "track_id_unbind",
              "$UnbindID",
              json -> json.writeStringField("$identity_mobile", old));
          bindPhone(touch, act, output, touch.phone());
        }
      }
      case PURCHASE -> {
        track(touch, act, output, "track", "purchase", null);
        profile(
            touch,
            act,
            output,
            "profile_increment",
            json -> json.writeNumberField("order_count", 1));
      }
      case FAVORITE -> {
        track(touch, act, output, "track", "favorite", null);
        Product product = act.product();
        if (product != null) {
          profile(
              touch,
              act,
              output,
              "profile_append",
              json -> {
                json.writeArrayFieldStart("favorite_products");
                json.writeString(product.id());
                json.writeEndArray();
              });
        }
      }
      default -> track(touch, act, output, "track", name(act), null);
    }
  }

  /** One item_set per product, the shop's catalogue as of {@code time}. */
  void catalogue(Output output, long time) {
    for (Product product : Product.ALL) {
      String text =
          Json.object(
              json -> {
                json.writeStringField("type", "item_set");
                json.writeStringField("item_type", "product");
                json.writeStringField("item_id", product.id());
                json.writeNumberField("time", time);
                json.writeStringField("project", "production");
                Json.object(
                    json,
                    "properties",
                    fields -> {
                      fields.writeStringField("product_name", product.name());
                      fields.writeStringField("category", product.category());
                      fields.writeStringField("brand", product.brand());
                      Json.money(fields, "unit_price", product.cents());
                    });
              });
      output.update(Source.MINI_PROGRAM, "", text, -1, time);
    }
  }

  private static String name(Act act) {
    return switch (act.kind()) {
      case PAGE_VIEW -> "$MPViewScreen";
      case CLICK -> "$MPClick";
      case SHARE -> "$MPShare";
      default -> act.kind().eventName();
    };
  }

  private void bindPhone(Touch touch, Act act, Output output, String phone) {
    track(
        touch,
        act,
        output,
        "track_id_bind",
        "$BindID",
        json -> {
          identities(json, touch);
          json.writeStringField("$identity_mobile", phone);
        });
  }

  private void track(
      Touch touch,
      Act act,
      Output output,
      String type,
      String event,
      Json.@Nullable Fields identities) {
    String text =
        Json.object(
            json -> {
              head(json, touch, type, act.time());
              json.writeStringField("event", event);
              if (type.equals("track_signup")) {
                json.writeStringField("original_id", touch.token());
              }
              Json.object(
                  json,
                  "identities",
                  identities != null ? identities : fields -> identities(fields, touch));
              Json.object(json, "properties", fields -> properties(fields, touch, act));
            });
    output.event(Source.MINI_PROGRAM, "", text, touch.person(), act.time());
  }

  private void profile(Touch touch, Act act, Output output, String type, Json.Fields fields) {
    String text =
        Json.object(
            json -> {
              head(json, touch, type, act.time());
              Json.object(json, "identities", ids -> identities(ids, touch));
              Json.object(json, "properties", fields);
            });
    output.update(Source.MINI_PROGRAM, "", text, touch.person(), act.time());
  }

  private static void head(JsonGenerator json, Touch touch, String type, long time)
      throws IOException {
    json.writeStringField("type", type);
    String member = touch.memberId();
    json.writeStringField("distinct_id", member != null ? member : touch.token());
    json.writeStringField("anonymous_id", touch.token());
    if (member != null) {
      json.writeStringField("login_id", member);
    }
    json.writeNumberField("time", time);
    json.writeStringField("project", "production");
    Json.object(
        json,
        "lib",
        lib -> {
          lib.writeStringField("$lib", "MiniProgram");
          lib.writeStringField("$lib_version", "1.20.6");
          lib.writeStringField("$lib_method", "code");
        });
  }

  private void identities(JsonGenerator json, Touch touch) throws IOException {
    json.writeStringField(OPEN_ID, touch.token());
    if (touch.person() % 5 != 0) {
      json.writeStringField("$identity_mp_unionid", identifiers.unionId(touch.person()));
    }
    if (touch.memberId() != null) {
      json.writeStringField("$identity_login_id", touch.memberId());
    }
  }

  private static void properties(JsonGenerator json, Touch touch, Act act) throws IOException {
    json.writeStringField("$lib", "MiniProgram");
    json.writeStringField("$os", touch.person() % 3 == 0 ? "iOS" : "Android");
    json.writeStringField("$ip", Identifiers.ip(touch.person()));
    json.writeNumberField("$timezone_offset", -480);
    Texts.Campaign campaign = touch.campaign();
    if (campaign != null) {
      json.writeStringField("$latest_utm_source", campaign.source());
      json.writeStringField("$latest_utm_medium", campaign.medium());
      json.writeStringField("$latest_utm_campaign", campaign.name());
    }
    Product product = act.product();
    json.writeStringField(
        "$url_path",
        product != null ? "pages/product/index?id=" + product.id() : "pages/index/index");
    json.writeStringField("$title", product != null ? product.name() : "Lakeprint 小程序");
    switch (act.kind()) {
      case PAGE_VIEW -> {}
      case PAGE_PING -> json.writeNumberField("engaged_ms", 10_000);
      case WECOM_CONTACT_ADD -> json.writeStringField("staff_id", "E" + touch.person() % 40);
      default -> OwnFields.write(json, act);
    }
  }
}

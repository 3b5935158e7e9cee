package io.lakeprint.jobs.simulate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The web shop in Segment Spec JSON lines: page, track with the names of the e-commerce
 * specification, identify, alias. There is no {@code timestamp}: the true time is {@code receivedAt
 * - (sentAt - originalTimestamp)}, which matters for people whose clock is off.
 */
record WebFormat(Identifiers identifiers) implements Format {

  private static final String HOST = "https://shop.lakeprint.example";

  @Override
  public void write(Touch touch, Act act, Output output) {
    Rng rng = touch.chance(act);
    switch (act.kind()) {
      case PAGE_VIEW -> emit(touch, act, output, "page", null, json -> page(json, act));
      case REGISTER -> {
        emit(touch, act, output, "track", "Signed Up", json -> {});
        identify(touch, act, output, rng);
        if (rng.chance(.3)) {
          emit(
              touch,
              act,
              output,
              "alias",
              null,
              json -> json.writeStringField("previousId", touch.token()));
        }
      }
      case LOGIN -> {
        emit(touch, act, output, "track", "Signed In", json -> {});
        identify(touch, act, output, rng);
      }
      default ->
          emit(touch, act, output, "track", trackName(act), json -> properties(json, act, rng));
    }
  }

  private void identify(Touch touch, Act act, Output output, Rng rng) {
    boolean junk = rng.chance(.02);
    emit(
        touch,
        act,
        output,
        "identify",
        null,
        json -> {
          json.writeStringField(
              "email", junk ? "test@test.com" : Identifiers.email(touch.person()));
          json.writeStringField("phone", junk && rng.chance(.5) ? "0" : touch.phone());
          json.writeStringField("name", Texts.FAMILY_NAMES.get(touch.person() % 8) + "*");
          Json.object(
              json,
              "address",
              address ->
                  address.writeStringField("city", Texts.CITIES.get(touch.person() / 3 % 7)));
        });
  }

  private void emit(
      Touch touch, Act act, Output output, String type, @Nullable String name, Json.Fields body) {
    String id = identifiers.uuid(21 + type.hashCode(), touch.session(), act.time());
    Rng rng = new Rng(Rng.hash(act.time(), 3, touch.session(), 0));
    long delay = rng.between(40, 9_000);
    long skew = touch.traits().skewMillis();
    String userId = touch.memberId() != null ? touch.memberId() : rng.chance(.004) ? "null" : null;
    String text =
        Json.object(
            json -> {
              json.writeStringField("type", type);
              json.writeStringField("messageId", "ajs-" + id);
              json.writeStringField("anonymousId", touch.token());
              if (userId != null) {
                json.writeStringField("userId", userId);
              }
              if (name != null) {
                json.writeStringField("event", name);
              }
              switch (type) {
                case "alias" -> body.write(json);
                case "identify" -> Json.object(json, "traits", body);
                default -> Json.object(json, "properties", body);
              }
              Json.object(json, "context", context -> context(context, touch, act));
              json.writeStringField("originalTimestamp", Times.iso(act.time() + skew));
              json.writeStringField("sentAt", Times.iso(act.time() + skew + delay));
              json.writeStringField("receivedAt", Times.iso(act.time() + delay));
              json.writeNumberField("version", 2);
            });
    output.event(Source.WEB, "ajs-" + id, text, touch.person(), act.time());
  }

  private static void context(JsonGenerator json, Touch touch, Act act) throws IOException {
    Json.object(
        json,
        "library",
        library -> {
          library.writeStringField("name", "analytics.js");
          library.writeStringField("version", "next-1.70.0");
        });
    Json.object(json, "page", page -> page(page, act));
    Texts.Campaign campaign = touch.campaign();
    if (campaign != null) {
      Json.object(
          json,
          "campaign",
          fields -> {
            fields.writeStringField("source", campaign.source());
            fields.writeStringField("medium", campaign.medium());
            fields.writeStringField("name", campaign.name());
            fields.writeStringField("content", campaign.content());
          });
    }
    json.writeStringField("userAgent", Texts.DESKTOP_AGENTS.get(touch.person() % 4));
    json.writeStringField("ip", Identifiers.ip(touch.person()));
    json.writeStringField("locale", touch.person() % 9 == 0 ? "en-US" : "zh-CN");
    json.writeStringField("timezone", "Asia/Shanghai");
    int consent = touch.traits().consent();
    if (consent > 0) {
      Json.object(
          json,
          "consent",
          fields ->
              Json.object(
                  fields,
                  "categoryPreferences",
                  preferences -> {
                    preferences.writeBooleanField("analytics", true);
                    preferences.writeBooleanField("marketing", consent > 1);
                  }));
    }
  }

  private static void page(JsonGenerator json, Act act) throws IOException {
    String path = path(act);
    json.writeStringField("path", path);
    json.writeStringField("url", HOST + path);
    json.writeStringField("title", title(act));
  }

  private static String path(Act act) {
    Product product = act.product();
    if (product != null) {
      return "/product/" + product.id();
    }
    return act.kind() == Act.Kind.PAGE_VIEW && act.text() != null ? act.text() : "/";
  }

  private static String title(Act act) {
    Product product = act.product();
    return product == null ? "Lakeprint 商城" : product.name();
  }

  private static String trackName(Act act) {
    return switch (act.kind()) {
      case SEARCH -> "Products Searched";
      case PRODUCT_VIEW -> "Product Viewed";
      case FAVORITE -> "Product Added to Wishlist";
      case SHARE -> "Product Shared";
      case ADD_TO_CART -> "Product Added";
      case REMOVE_FROM_CART -> "Product Removed";
      case CHECKOUT_START -> "Checkout Started";
      case PURCHASE -> "Order Completed";
      case REFUND -> "Order Refunded";
      case REVIEW -> "Product Reviewed";
      case LOGOUT -> "Signed Out";
      case CONSENT -> "Segment Consent Preference Updated";
      default -> act.kind().eventName();
    };
  }

  private static void properties(JsonGenerator json, Act act, Rng rng) throws IOException {
    Product product = act.product();
    String text = act.text();
    if (product != null) {
      product(json, product, Math.max(1, act.quantity()));
    }
    switch (act.kind()) {
      case CLICK -> {
        json.writeStringField("element_id", requireNonNull(text));
        json.writeNumberField("pointer_x", act.quantity());
        json.writeNumberField("pointer_y", rng.below(2_400));
        json.writeNumberField("viewport_width", 1_280);
        json.writeNumberField("viewport_height", 720);
      }
      case PAGE_PING -> {
        json.writeNumberField("engaged_ms", 10_000);
        json.writeNumberField("scroll_ratio", act.quantity() / 100.0);
      }
      case SEARCH -> json.writeStringField("query", requireNonNull(text));
      case REVIEW -> {
        json.writeStringField("review_body", requireNonNull(text));
        json.writeNumberField("rating", act.quantity());
      }
      case SHARE -> json.writeStringField("share_via", "wechat");
      case SERVICE_MESSAGE, FORM_SUBMIT -> json.writeStringField("text", requireNonNull(text));
      default -> order(json, act);
    }
  }

  private static void order(JsonGenerator json, Act act) throws IOException {
    Order order = act.order();
    if (order == null) {
      return;
    }
    json.writeStringField("order_id", order.id());
    Json.money(json, act.kind() == Act.Kind.PURCHASE ? "total" : "value", order.amountCents());
    Json.money(json, "discount", order.discountCents());
    json.writeStringField("currency", "CNY");
    if (order.coupon() != null) {
      json.writeStringField("coupon", order.coupon());
    }
    json.writeArrayFieldStart("products");
    for (Order.Line line : order.lines()) {
      json.writeStartObject();
      product(json, line.product(), line.quantity());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void product(JsonGenerator json, Product product, int quantity)
      throws IOException {
    json.writeStringField("product_id", product.id());
    json.writeStringField("sku", product.sku());
    json.writeStringField("name", product.name());
    json.writeStringField("category", product.category());
    json.writeStringField("brand", product.brand());
    Json.money(json, "price", product.cents());
    json.writeNumberField("quantity", quantity);
  }
}

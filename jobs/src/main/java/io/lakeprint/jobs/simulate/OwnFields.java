package io.lakeprint.jobs.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The fields of the shop's own events, where a format leaves them free: named as in events.events.
 */
final class OwnFields {

  private OwnFields() {}

  static void write(JsonGenerator json, Act act) throws IOException {
    Product product = act.product();
    if (product != null) {
      product(json, product);
      json.writeNumberField("quantity", Math.max(1, act.quantity()));
    }
    String text = act.text();
    if (text != null) {
      switch (act.kind()) {
        case SEARCH -> json.writeStringField("search_keyword", text);
        case CLICK -> {
          json.writeStringField("element_id", text);
          json.writeNumberField("pointer_x", act.quantity());
        }
        default -> json.writeStringField("text", text);
      }
    }
    Order order = act.order();
    if (order != null) {
      json.writeStringField("order_id", order.id());
      Json.money(json, "amount", order.amountCents());
      Json.money(json, "discount_amount", order.discountCents());
      json.writeStringField("currency", "CNY");
      if (order.coupon() != null) {
        json.writeStringField("coupon_id", order.coupon());
      }
      json.writeArrayFieldStart("items");
      for (Order.Line line : order.lines()) {
        json.writeStartObject();
        product(json, line.product());
        json.writeNumberField("quantity", line.quantity());
        Json.money(json, "discount_amount", line.discountCents());
        Json.money(json, "amount", line.amountCents());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void product(JsonGenerator json, Product product) throws IOException {
    json.writeStringField("product_id", product.id());
    json.writeStringField("sku", product.sku());
    json.writeStringField("product_name", product.name());
    json.writeStringField("category", product.category());
    json.writeStringField("brand", product.brand());
    Json.money(json, "unit_price", product.cents());
  }
}

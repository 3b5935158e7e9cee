package io.lakeprint.jobs.simulate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The tills of the stores as CSV, one row per order line, quoted where needed; the key of a row is
 * {@code receipt_no-line_no}. Refunds have positive amounts and the type {@code refund}.
 */
record StoreTill(Times times) {

  static final int STORES = 6;
  static final String HEADER =
      "receipt_no,line_no,store_id,staff_id,sold_at,pos_card,phone,sku,product_name,category,"
          + "brand,quantity,unit_price,discount,amount,payment,type,remark";

  /** What the till knows of the buyer; null where nothing was shown or typed. */
  record Buyer(int person, @Nullable String card, @Nullable String phone) {}

  void sale(Buyer buyer, Order order, String type, long at, Rng rng, Output output) {
    long time = at / 1_000 * 1_000;
    int store = 1 + buyer.person() % STORES;
    String staff = "E" + (store * 10 + rng.below(5));
    String payment = rng.pick(List.of("wechat", "alipay", "cash", "unionpay"));
    String remark = rng.chance(.06) ? quoted(rng.pick(Texts.REMARKS)) : "";
    int number = 1;
    for (Order.Line line : order.lines()) {
      Product product = line.product();
      String row =
          String.join(
              ",",
              order.id(),
              Integer.toString(number),
              String.format(Locale.ROOT, "S%02d", store),
              staff,
              times.local(time),
              text(buyer.card()),
              text(buyer.phone()),
              product.sku(),
              quoted(product.name()),
              product.category(),
              product.brand(),
              Integer.toString(line.quantity()),
              money(product.cents()),
              money(line.discountCents()),
              money(line.amountCents()),
              payment,
              type,
              remark);
      output.event(Source.STORE, order.id() + "-" + number, row, buyer.person(), time);
      number++;
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String money(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }
}

package io.lakeprint.jobs.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order; amounts in cents of CNY. {@code coupon} is null when none was used. */
record Order(String id, List<Line> lines, @Nullable String coupon) {

  /** A line of an order; the discount is of the whole line. */
  record Line(Product product, int quantity, long discountCents) {

    long amountCents() {
      return quantity * product.cents() - discountCents;
    }
  }

  long amountCents() {
    return lines.stream().mapToLong(Line::amountCents).sum();
  }

  long discountCents() {
    return lines.stream().mapToLong(Line::discountCents).sum();
  }
}

package io.lakeprint.jobs.behaviour.orders;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The orders of some events, for tests of what stands on them. */
public final class OrderRollUps {

  private OrderRollUps() {}

  /** Rows of {@code behaviour.orders}. */
  public static Dataset<Row> orders(Dataset<Row> events, OrdersConfig config) {
    return new OrdersTransform().apply(new OrderEventsTransform(config).apply(events));
  }
}

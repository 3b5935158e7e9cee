package io.lakeprint.jobs.behaviour.orders;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrderItemsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts the events of each order together, until the as-of date. */
public final class OrdersJob implements Job<OrdersConfig> {

  @Override
  public JobSpec<OrdersConfig> spec() {
    return JobSpec.planned(
        "orders",
        "behaviour",
        "Put each order together from records, lines, payments and refunds",
        OrdersConfig.class,
        // Identity settles events.one_id: what people did waits for who they are.
        List.of(JobInput.of(EventsTable.SPEC), JobInput.optional(PersonsTable.SPEC)),
        List.of(OrdersTable.SPEC, OrderItemsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, OrdersConfig config) {
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    context.progress("putting orders together");
    try (Cached orderEvents = Cached.of(new OrderEventsTransform(config).apply(events))) {
      // The lines first: they fill the cache, and the orders then need no shuffle.
      WriteResult items =
          context
              .lake()
              .sync(OrderItemsTable.SPEC, new OrderItemsTransform().apply(orderEvents.rows()));
      WriteResult orders =
          context.lake().sync(OrdersTable.SPEC, new OrdersTransform().apply(orderEvents.rows()));
      return JobReport.of(orders, items);
    }
  }
}

package io.lakeprint.jobs.behaviour.orders;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.run.EventsStep;
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
    OrderEventsTransform told = new OrderEventsTransform(config);
    context.progress("putting orders together");
    try (EventsStep step = EventsStep.of(context, spec(), told.watch(), config);
        Cached orderEvents = Cached.of(told.apply(step.events()))) {
      // The lines first: they fill the cache, and the orders then need no shuffle.
      step.sync(OrderItemsTable.SPEC, new OrderItemsTransform().apply(orderEvents.rows()));
      step.sync(OrdersTable.SPEC, new OrdersTransform().apply(orderEvents.rows()));
      return step.report();
    }
  }
}

package io.lakeprint.jobs.behaviour.catalog;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lists what has arrived until the as-of date. */
public final class EventCatalogJob implements Job<EventCatalogConfig> {

  @Override
  public JobSpec<EventCatalogConfig> spec() {
    return JobSpec.planned(
        "event-catalog",
        "behaviour",
        "List which events arrive: volumes, first and last seen, fill, planned or not",
        EventCatalogConfig.class,
        // Identity settles events.one_id: what people did waits for who they are.
        List.of(JobInput.of(EventsTable.SPEC), JobInput.optional(PersonsTable.SPEC)),
        List.of(EventCatalogTable.SPEC));
  }

  @Override
  public void check(CheckContext context, EventCatalogConfig config) {
    context.settings(TrackingPlan.PATH, TrackingPlan.class);
  }

  @Override
  public JobReport run(JobContext context, EventCatalogConfig config) {
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    EventCatalogConfig expected =
        config.and(context.settings(TrackingPlan.PATH, TrackingPlan.class));
    context.progress("listing events");
    return JobReport.of(
        context
            .lake()
            .sync(EventCatalogTable.SPEC, new EventCatalogTransform(expected).apply(events)));
  }
}

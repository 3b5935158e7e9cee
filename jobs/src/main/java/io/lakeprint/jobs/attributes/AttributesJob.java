package io.lakeprint.jobs.attributes;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.EventsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Collects what sources declared about people until the as-of date. */
public final class AttributesJob implements Job<AttributesConfig> {

  @Override
  public JobSpec<AttributesConfig> spec() {
    return JobSpec.planned(
        "attributes",
        "profile",
        "Collect the attributes that sources declare about people",
        AttributesConfig.class,
        List.of(JobInput.of(EventsTable.SPEC)),
        List.of(AttributeUpdatesTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, AttributesConfig config) {
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    context.progress("collecting attributes");
    return JobReport.of(
        context
            .lake()
            .sync(AttributeUpdatesTable.SPEC, new AttributeUpdatesTransform(config).apply(events)));
  }
}

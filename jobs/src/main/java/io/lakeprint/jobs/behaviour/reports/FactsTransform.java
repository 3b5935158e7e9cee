package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.people.ByPerson;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import io.lakeprint.jobs.behaviour.reports.udf.LogGather;
import io.lakeprint.jobs.behaviour.reports.udf.Series;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What all reports say of each person: rows of {@link PackTransform} in, one row per person out,
 * with {@code one_id} and the lists of {@link Facts}. The one shuffle of a run, by person;
 * deterministic, whatever the order and partitioning of the rows.
 */
record FactsTransform(ReportPlan plan) {

  Dataset<Row> apply(Dataset<Row> packed) {
    List<Series> series = plan.series().stream().map(ReportPlan.Told::series).toList();
    return ByPerson.gathered(
        packed, new LogGather(series, plan.layout()), LogGather.schema(EventsTable.ONE_ID.name()));
  }
}

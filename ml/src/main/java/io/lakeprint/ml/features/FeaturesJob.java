package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Takes features at the as-of date and at the snapshots before it that models learn from. */
public final class FeaturesJob implements Job<FeaturesConfig> {

  @Override
  public JobSpec<FeaturesConfig> spec() {
    return JobSpec.planned(
        "features",
        "ml",
        "Takes features of every person at the as-of date and at earlier snapshots",
        FeaturesConfig.class,
        List.of(
            JobInput.of(DailyActivityTable.SPEC),
            JobInput.of(DailyDimensionsTable.SPEC),
            JobInput.of(SessionsTable.SPEC)),
        List.of(FeaturesTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, FeaturesConfig config) {
    BusinessDays.requireUtc(context.spark());
    Dataset<Row> activity = context.input(DailyActivityTable.SPEC);
    Column day = DailyActivityTable.EVENT_DATE.col();
    Row first = activity.filter(day.leq(lit(context.asOf()))).agg(min(day).cast("string")).first();
    // Without any event the as-of date gets no rows, but the table is there for those who read it.
    LocalDate firstDay = first.isNullAt(0) ? context.asOf() : LocalDate.parse(first.getString(0));
    Snapshots snapshots = Snapshots.of(context.asOf(), firstDay, config);
    context.progress("features at " + snapshots.dates().size() + " dates");
    Dataset<Row> features =
        new FeaturesTransform(config, snapshots)
            .apply(
                new FeaturesTransform.Inputs(
                    activity,
                    context.input(SessionsTable.SPEC),
                    context.input(DailyDimensionsTable.SPEC)));
    return JobReport.of(
        context.lake().replaceWhere(FeatureCatalog.of(config).table(), features, scope(snapshots)));
  }

  private static String scope(Snapshots snapshots) {
    return snapshots.dates().stream()
        .map(date -> "DATE'" + date + "'")
        .collect(Collectors.joining(", ", FeaturesTable.AS_OF.name() + " IN (", ")"));
  }
}

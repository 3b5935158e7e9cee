package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes features at the as-of date, and at the snapshots before it that models learn from where no
 * earlier run took them.
 *
 * <p>A snapshot that was taken with the same settings stays as it was taken: events that came late,
 * and merges and splits of people since, were not known then. The as-of date itself is always taken
 * anew. What no run took on its day is taken with the people as they were known at its end, by the
 * log of identity, and with the sessions cut for them; events are read for these, and for the days
 * of identifiers that were blocked. Settings of {@code sessions} and {@code daily-activity} are
 * settings of features too, but for dimensions that no feature reads. Settings that make other
 * columns begin the table anew.
 */
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
            JobInput.of(SessionsTable.SPEC),
            JobInput.of(EventsTable.SPEC),
            JobInput.optional(AttributeUpdatesTable.SPEC),
            JobInput.optional(IdentityMapTable.SPEC),
            JobInput.optional(IdentityLogTable.SPEC),
            JobInput.previous(FeaturesTable.SPEC)),
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
    Snapshots wanted = Snapshots.of(context.asOf(), firstDay, config);
    Snapshots snapshots =
        config.keepTaken() ? wanted.without(taken(context, config, wanted)) : wanted;
    context.progress("features at " + snapshots.dates().size() + " dates");
    Dataset<Row> features =
        new FeaturesTransform(config, snapshots, rules(context))
            .apply(
                new FeaturesTransform.Inputs(
                    activity,
                    context.input(SessionsTable.SPEC),
                    context.input(DailyDimensionsTable.SPEC),
                    attributes(context, config),
                    identity(context, snapshots)));
    TableSpec table = FeatureCatalog.of(config).table();
    // Of other settings no row is there, and their columns are of no use to anybody.
    boolean anew =
        context.lake().exists(table) && !columns(context.lake().read(table)).equals(columns(table));
    return JobReport.of(
        context.lake().replaceWhere(table, features, anew ? "true" : scope(snapshots)));
  }

  private static Optional<FeaturesTransform.Attributes> attributes(
      JobContext context, FeaturesConfig config) {
    return config.attributes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FeaturesTransform.Attributes(
                context.input(AttributeUpdatesTable.SPEC), context.input(IdentityMapTable.SPEC)));
  }

  /**
   * The first look costs nothing on a day like any other: the statistics of the log rule its files
   * out. The second spares a first load, of which all was learned at once, what follows.
   */
  private static Optional<FeaturesTransform.Identity> identity(
      JobContext context, Snapshots snapshots) {
    Dataset<Row> log = context.input(IdentityLogTable.SPEC);
    KnownPeopleTransform people = new KnownPeopleTransform(snapshots.dates());
    return people.learnedSince(log).isEmpty() || people.changed(log).isEmpty()
        ? Optional.empty()
        : Optional.of(new FeaturesTransform.Identity(log, context.input(EventsTable.SPEC)));
  }

  private static RollUpRules rules(JobContext context) {
    return new RollUpRules(
        context.settings("daily-activity", DailyActivityConfig.class),
        context.settings("sessions", SessionsConfig.class),
        new BusinessDays(context.zone()));
  }

  private static Set<String> columns(TableSpec table) {
    return Set.of(table.schema().fieldNames());
  }

  private static Set<String> columns(Dataset<Row> rows) {
    return Set.of(rows.columns());
  }

  /** Dates before the last one at which earlier runs took features with the same settings. */
  private static List<LocalDate> taken(
      JobContext context, FeaturesConfig config, Snapshots wanted) {
    Dataset<Row> before = context.input(FeaturesTable.SPEC);
    if (!columns(before).equals(columns(FeatureCatalog.of(config).table()))) {
      return List.of();
    }
    Column day = FeaturesTable.AS_OF.col();
    return before
        .filter(day.isInCollection(wanted.dates()).and(day.lt(lit(wanted.last()))))
        .filter(
            FeaturesTable.DEFINITION
                .col()
                .equalTo(new FeaturesTransform(config, wanted, rules(context)).definition()))
        .select(day.cast("string"))
        .distinct()
        .takeAsList(wanted.dates().size())
        .stream()
        .map(row -> LocalDate.parse(row.getString(0)))
        .toList();
  }

  private static String scope(Snapshots snapshots) {
    return snapshots.dates().stream()
        .map(date -> "DATE'" + date + "'")
        .collect(Collectors.joining(", ", FeaturesTable.AS_OF.name() + " IN (", ")"));
  }
}

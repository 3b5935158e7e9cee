package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.SessionsTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Features of every person at each snapshot, all snapshots in one pass over each input.
 *
 * <p>In: rows of {@code behaviour.daily_activity}, {@code sessions} and {@code daily_dimensions},
 * any order. Out: {@code ml.features} with the columns of {@link FeatureCatalog}, one row per
 * snapshot and person with an event on or before it.
 *
 * <p>Leakage guard: a snapshot reads rows dated on or before it, and of sessions that began on its
 * day only that they began. Rows dated later, whatever they hold, change no bit of it; sums are of
 * whole numbers and decimals, so neither does the order or partitioning of rows. Events that arrive
 * late with an earlier date belong to that date and do change it. People are those of the roll-ups
 * when it runs; so {@link FeaturesJob} takes a snapshot once, on its day, and keeps it: a login
 * after it that joins two visitors changes nothing in it.
 *
 * @param config which features
 * @param snapshots at which dates
 */
public record FeaturesTransform(FeaturesConfig config, Snapshots snapshots) {

  /**
   * The three roll-ups.
   *
   * @param activity {@code behaviour.daily_activity}
   * @param sessions {@code behaviour.sessions}
   * @param dimensions {@code behaviour.daily_dimensions}
   */
  public record Inputs(Dataset<Row> activity, Dataset<Row> sessions, Dataset<Row> dimensions) {}

  /** {@code ml.features} at the snapshots. */
  public Dataset<Row> apply(Inputs inputs) {
    String[] key = {FeaturesTable.AS_OF.name(), FeaturesTable.ONE_ID.name()};
    Dataset<Row> joined =
        activity(inputs.activity())
            .join(sessions(inputs.sessions()), key, "left")
            .join(categories(inputs.dimensions()), key, "left");
    FeatureCatalog catalog = FeatureCatalog.of(config);
    Column[] columns =
        Stream.concat(
                Stream.of(FeaturesTable.SPEC.cols()),
                catalog.features().stream().map(FeaturesTransform::published))
            .toArray(Column[]::new);
    return joined.select(columns);
  }

  private Dataset<Row> activity(Dataset<Row> activity) {
    Column day = DailyActivityTable.EVENT_DATE.col();
    Dataset<Row> upToNow = activity.filter(day.leq(lit(snapshots.last())));
    Column anchor = min(col(ActiveDays.FOUNDER)).getField(DailyActivityTable.ANCHOR_NODE.name());
    Column[] features = named(new ActivityMeasures(config).all());
    return aged(new ActiveDays(config).apply(upToNow), day)
        .groupBy(FeaturesTable.AS_OF.col(), FeaturesTable.ONE_ID.col())
        .agg(FeaturesTable.ANCHOR_NODE.is(anchor), features)
        .withColumn(FeaturesTable.DEFINITION.name(), definition());
  }

  /** Other settings, another text; see {@code ml.features.definition}. */
  Column definition() {
    return substring(sha2(lit(config.measured()), 256), 1, 16);
  }

  private Dataset<Row> sessions(Dataset<Row> sessions) {
    Column day = SessionsTable.SESSION_DATE.col();
    Dataset<Row> recent = sessions.filter(inSomeWindow(day));
    return aggregated(
        aged(recent, day).filter(col(Measure.AGE_DAYS).lt(config.longestWindowDays())),
        new SessionMeasures(config).all());
  }

  private Dataset<Row> categories(Dataset<Row> dimensions) {
    Column day = DailyDimensionsTable.EVENT_DATE.col();
    Column wanted =
        DailyDimensionsTable.DIMENSION
            .col()
            .equalTo(config.categoryDimension())
            .and(inSomeWindow(day));
    Column value = DailyDimensionsTable.DIMENSION_VALUE.col();
    Dataset<Row> met =
        aged(dimensions.filter(wanted), day)
            .filter(col(Measure.AGE_DAYS).lt(config.longestWindowDays()))
            .groupBy(FeaturesTable.AS_OF.col(), FeaturesTable.ONE_ID.col(), value)
            .agg(min(col(Measure.AGE_DAYS)).as(Measure.AGE_DAYS));
    return aggregated(met, new CategoryMeasures(config).all());
  }

  /** Days that no window of any snapshot reaches are not read. */
  private Column inSomeWindow(Column day) {
    LocalDate earliest = snapshots.dates().get(0).minusDays(config.longestWindowDays());
    return day.between(lit(earliest), lit(snapshots.last()));
  }

  /** One row per row and snapshot on or after its day, with its age at the snapshot. */
  private Dataset<Row> aged(Dataset<Row> rows, Column day) {
    return rows.withColumn(FeaturesTable.AS_OF.name(), snapshots.explodedFrom(day))
        .withColumn(Measure.AGE_DAYS, datediff(FeaturesTable.AS_OF.col(), day));
  }

  private static Dataset<Row> aggregated(Dataset<Row> rows, List<Measure> measures) {
    Column[] columns = named(measures);
    return rows.groupBy(FeaturesTable.AS_OF.col(), FeaturesTable.ONE_ID.col())
        .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
  }

  private static Column[] named(List<Measure> measures) {
    return measures.stream().map(Measure::named).toArray(Column[]::new);
  }

  /** Whoever has no session or category at all counts 0 where a feature is never null. */
  private static Column published(Feature feature) {
    Column value = feature.nullMeans() == null ? coalesce(feature.col(), lit(0.0)) : feature.col();
    return value.as(feature.name());
  }
}

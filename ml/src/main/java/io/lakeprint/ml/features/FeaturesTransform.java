package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.activity.DailyActivityTransform;
import io.lakeprint.common.activity.DailyDimensionsTransform;
import io.lakeprint.common.ids.KnownEventsTransform;
import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.people.ByPerson;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Features of every person at each snapshot, all snapshots in one pass over each input and one
 * shuffle of what they have in common.
 *
 * <p>In: rows of {@code behaviour.daily_activity}, {@code sessions} and {@code daily_dimensions},
 * any order. Out: {@code ml.features} with the columns of {@link FeatureCatalog}, one row per
 * snapshot and person with an event on or before it.
 *
 * <p>Leakage guard: a snapshot reads rows dated on or before it, and of sessions that may run on
 * past its end only that they began. Rows dated later, whatever they hold, change no bit of it;
 * sums are of whole numbers and decimals, so neither does the order or partitioning of rows. Events
 * that arrive late with an earlier date belong to that date and do change it.
 *
 * <p>People are those known at the snapshot ({@link KnownPeopleTransform}), whatever identity
 * learned since: what a node did on a day is said of who owned it then. Where the roll-ups of today
 * do not tell that, days are rolled up anew from events ({@link KnownEventsTransform}). Sessions
 * are those that were cut for the people known then ({@link KnownSessionsTransform}).
 *
 * @param config which features
 * @param snapshots at which dates
 * @param rules how the roll-ups are made
 */
public record FeaturesTransform(FeaturesConfig config, Snapshots snapshots, RollUpRules rules) {

  public FeaturesTransform {
    rules = rules.of(config.categoryDimension());
  }

  /**
   * The three roll-ups, and what was imported.
   *
   * @param activity {@code behaviour.daily_activity}
   * @param sessions {@code behaviour.sessions}
   * @param dimensions {@code behaviour.daily_dimensions}
   * @param attributes empty where no attribute is a feature
   * @param identity empty where identity learned nothing since the first snapshot, so that the
   *     people of today were those known at all of them
   */
  public record Inputs(
      Dataset<Row> activity,
      Dataset<Row> sessions,
      Dataset<Row> dimensions,
      Optional<Attributes> attributes,
      Optional<Identity> identity) {

    public Inputs(Dataset<Row> activity, Dataset<Row> sessions, Dataset<Row> dimensions) {
      this(activity, sessions, dimensions, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Who people were at the snapshots.
   *
   * @param log {@code identity.identity_log}
   * @param events {@code events.events}, of which the roll-ups were made
   */
  public record Identity(Dataset<Row> log, Dataset<Row> events) {}

  /**
   * Where attributes come from.
   *
   * @param updates {@code profile.attribute_updates}
   * @param identityMap {@code identity.identity_map}
   */
  public record Attributes(Dataset<Row> updates, Dataset<Row> identityMap) {}

  /** {@code ml.features} at the snapshots. */
  public Dataset<Row> apply(Inputs inputs) {
    List<Measure> measures = FeatureCatalog.measures(config);
    FeaturesGather gather =
        new FeaturesGather(
            snapshots.dates(),
            measures.stream().map(Measure::value).toList(),
            measures.stream().map(Measure::feature).map(Feature::name).toList());
    Optional<Identity> identity = inputs.identity();
    Dataset<Row> rows =
        activity(inputs.activity(), identity)
            .union(sessions(inputs.sessions(), identity))
            .union(categories(inputs.dimensions(), identity));
    Dataset<Row> features =
        ByPerson.gathered(rows, gather, gather.schema())
            .withColumn(FeaturesTable.AS_OF.name(), date_from_unix_date(col(FeaturesGather.AS_OF)))
            .withColumn(FeaturesTable.DEFINITION.name(), definition());
    AttributeMeasures imported = new AttributeMeasures(config);
    return inputs
        .attributes()
        .map(
            attributes ->
                imported.beside(features, attributes, identity.map(Identity::log), snapshots))
        .orElse(features)
        .select(FeatureCatalog.of(config).table().cols());
  }

  /** Other settings, another text; see {@code ml.features.definition}. */
  Column definition() {
    return substring(sha2(lit(config.measured() + rules), 256), 1, 16);
  }

  private Dataset<Row> activity(Dataset<Row> activity, Optional<Identity> identity) {
    Column day = DailyActivityTable.EVENT_DATE.col();
    Marks marks = new Marks(config);
    return ofThose(
        activity.filter(day.leq(lit(snapshots.last()))),
        identity,
        DailyActivityTable.FIRST_AT.col(),
        events ->
            new DailyActivityTransform(rules.activity(), KnownEventsTransform.BY_DATE)
                .apply(events),
        FeaturesGather.row(
            FeaturesGather.ACTIVITY,
            DailyActivityTable.ONE_ID.col(),
            day,
            marks.of(),
            DailyActivityTable.EVENT_COUNT.col(),
            round(DailyActivityTable.ENGAGED_SECONDS.col().multiply(1000)).cast(Types.LONG),
            when(marks.hasAmount(), DailyActivityTable.AMOUNT.col()),
            unix_micros(DailyActivityTable.FIRST_AT.col()),
            DailyActivityTable.ANCHOR_NODE.col()));
  }

  private Dataset<Row> sessions(Dataset<Row> sessions, Optional<Identity> identity) {
    Column day = SessionsTable.SESSION_DATE.col();
    Column[] columns =
        FeaturesGather.session(
            SessionsTable.ONE_ID.col(),
            day,
            when(SessionsTable.IS_BOUNCE.col(), lit(1L)).otherwise(lit(0L)),
            SessionsTable.DURATION_SECONDS.col(),
            rules.days().dayOf(lastMoment(SessionsTable.STARTED_AT.col())));
    Dataset<Row> measured = sessions.filter(inSomeWindow(day));
    return identity
        .map(
            known ->
                new KnownSessionsTransform(snapshots, rules.sessions())
                    .apply(measured, known.events(), known.log())
                    .filter(inSomeWindow(day))
                    .select(FeaturesGather.knownFor(columns)))
        .orElseGet(() -> measured.select(columns));
  }

  /** The last at which an event may belong to a session: it is cut at its maximum length. */
  private Column lastMoment(Column started) {
    long micros = rules.sessions().maximumLength().toNanos() / 1000;
    return timestamp_micros(unix_micros(started).plus(lit(micros - 1)));
  }

  private Dataset<Row> categories(Dataset<Row> dimensions, Optional<Identity> identity) {
    Column day = DailyDimensionsTable.EVENT_DATE.col();
    Column wanted = DailyDimensionsTable.DIMENSION.col().equalTo(config.categoryDimension());
    Column rows = wanted.and(inSomeWindow(day));
    return ofThose(
        dimensions.filter(rows),
        identity,
        rules.days().lastMoment(day),
        events ->
            new DailyDimensionsTransform(
                    rules.activity(), rules.days().zone(), KnownEventsTransform.BY_DATE)
                .apply(events)
                .filter(rows),
        FeaturesGather.row(
            FeaturesGather.VALUE,
            DailyDimensionsTable.ONE_ID.col(),
            day,
            xxhash64(DailyDimensionsTable.DIMENSION_VALUE.col()),
            DailyDimensionsTable.EVENT_COUNT.col()));
  }

  /**
   * Rows for the gather; where identity learned something since, of the people known then.
   *
   * @param at when a row was
   * @param rollUp makes such rows of events
   */
  private Dataset<Row> ofThose(
      Dataset<Row> rows,
      Optional<Identity> identity,
      Column at,
      UnaryOperator<Dataset<Row>> rollUp,
      Column[] columns) {
    return identity
        .map(
            who -> {
              KnownEventsTransform told = new KnownEventsTransform(snapshots.dates());
              Dataset<Row> then =
                  new KnownPeopleTransform(snapshots.dates())
                      .apply(told.others(rows, who.log()), at, who.log());
              Dataset<Row> anew = rollUp.apply(told.apply(who.events(), who.log()));
              Column[] all = FeaturesGather.knownFor(columns);
              return then.select(all).union(anew.select(all));
            })
        .orElseGet(() -> rows.select(columns));
  }

  /** Days that no window of any snapshot reaches are not read. */
  private Column inSomeWindow(Column day) {
    LocalDate earliest = snapshots.dates().get(0).minusDays(config.longestWindowDays());
    return day.between(lit(earliest), lit(snapshots.last()));
  }
}

package io.lakeprint.common.sessions;

import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_MEDIUM;
import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_NAME;
import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_SOURCE;
import static io.lakeprint.common.tables.EventsTable.ENGAGED_MS;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.IS_BOT;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static io.lakeprint.common.tables.SessionEventsTable.SEQUENCE;
import static io.lakeprint.common.tables.SessionEventsTable.SESSION_ID;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Apart;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.tables.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Says of each event which session it belongs to and at which place.
 *
 * <p>In: {@code events.events}, of any set of persons as long as each is there whole (that is what
 * an incremental run hands in). Out: one row per event that belongs to a session, with what {@link
 * SessionsTransform} and {@code behaviour.session_events} need. Left out are events without {@code
 * one_id} (nobody known: no order of theirs makes a visit), records such as {@code identify} that
 * nobody does, the configured names, and robots unless wanted.
 *
 * <p>Events of a person are ordered by (event_time, source, event_id), which is total. A session
 * begins with the person's first event; with an event {@code inactivityGap} or more after the one
 * before; if wanted, with the first event of a business day, and with an event whose campaign is
 * another than the last one the session has seen (a session without campaign adopts the first).
 * What is still longer than {@code maximumLength} is cut at multiples of it, counted from its first
 * event. Its id hashes person, source and id of its first event: the same events give the same id.
 *
 * <p>Deterministic, whatever the order or partitioning of the rows. One shuffle, by person, and the
 * result stays partitioned by person.
 *
 * @param config when a session ends, and what counts in it
 * @param apart columns of the events by which they are cut apart
 */
public record SessionizeTransform(SessionsConfig config, Apart apart) {

  static final String IS_PAGE_VIEW = "is_page_view";
  static final String IS_CONVERSION = "is_conversion";

  /** Start of the heartbeat that a ping falls into, microseconds; null for everything else. */
  static final String HEARTBEAT = "heartbeat";

  private static final String MICROS = "micros";
  private static final String PREVIOUS = "previous_micros";
  private static final String ROW = "row";
  private static final String BEGINS = "begins";
  private static final String STRETCH = "stretch";
  private static final String CAMPAIGN = "campaign";
  private static final String SEEN = "seen";
  private static final String FIRST_ROW = "first_row";

  /** Sessions of persons. */
  public SessionizeTransform(SessionsConfig config) {
    this(config, Apart.NOTHING);
  }

  /** Events of a session, by person. */
  public Watch watch() {
    return new Watch(
        List.of(ONE_ID),
        List.of(
            SOURCE,
            EVENT_ID,
            EVENT_NAME,
            EVENT_TIME,
            EVENT_DATE,
            IS_BOT,
            ENGAGED_MS,
            EventsTable.ANCHOR_NODE,
            EventsTable.CHANNEL,
            EventsTable.APP_ID,
            EventsTable.DEVICE_TYPE,
            EventsTable.PAGE_PATH,
            EventsTable.REFERRER,
            CAMPAIGN_SOURCE,
            CAMPAIGN_MEDIUM,
            CAMPAIGN_NAME),
        StandardEvents.isBehaviour(EVENT_NAME.col())
            .and(EVENT_NAME.col().isin(config.leftOutEvents().toArray()).unary_$bang())
            .and(coalesce(IS_BOT.col(), lit(false)).unary_$bang().or(lit(config.includeBots()))));
  }

  /** The place in its session of each event that has one. */
  public Dataset<Row> apply(Dataset<Row> events) {
    Dataset<Row> stretches = events.transform(this::narrow).transform(this::splitByTime);
    return (config.splitOnCampaign() ? stretches.transform(this::splitByCampaign) : stretches)
        .transform(this::cutAtMaximumLength)
        .transform(this::name);
  }

  private WindowSpec person() {
    return Window.partitionBy(apart.behind(ONE_ID.col()))
        .orderBy(EVENT_TIME.col(), SOURCE.col(), EVENT_ID.col());
  }

  /** Only what a session needs goes through the shuffle. */
  private Dataset<Row> narrow(Dataset<Row> events) {
    Column ping = EVENT_NAME.col().equalTo(StandardEvents.PAGE_PING).and(ENGAGED_MS.col().isNull());
    Column micros = unix_micros(EVENT_TIME.col());
    return events
        .where(watch().rows())
        .select(
            apart.behind(
                ONE_ID.col(),
                EVENT_TIME.col(),
                SOURCE.col(),
                EVENT_ID.col(),
                EVENT_DATE.col(),
                EventsTable.ANCHOR_NODE.col(),
                EventsTable.CHANNEL.col(),
                EventsTable.APP_ID.col(),
                EventsTable.DEVICE_TYPE.col(),
                EventsTable.PAGE_PATH.col(),
                EventsTable.REFERRER.col(),
                CAMPAIGN_SOURCE.col(),
                CAMPAIGN_MEDIUM.col(),
                CAMPAIGN_NAME.col(),
                ENGAGED_MS.col(),
                EVENT_NAME.col().equalTo(StandardEvents.PAGE_VIEW).as(IS_PAGE_VIEW),
                EVENT_NAME.col().isin(config.conversionEvents().toArray()).as(IS_CONVERSION),
                when(ping, floor(micros, config.heartbeat())).as(HEARTBEAT),
                micros.as(MICROS)));
  }

  private Dataset<Row> splitByTime(Dataset<Row> events) {
    String yesterday = "previous_date";
    Column idle = col(MICROS).minus(col(PREVIOUS)).geq(lit(micros(config.inactivityGap())));
    Column midnight = EVENT_DATE.col().notEqual(col(yesterday));
    return events
        .withColumn(ROW, row_number().over(person()))
        .withColumn(PREVIOUS, lag(col(MICROS), 1).over(person()))
        .withColumn(yesterday, lag(EVENT_DATE.col(), 1).over(person()))
        .withColumn(
            BEGINS, col(PREVIOUS).isNull().or(idle).or(lit(config.splitAtMidnight()).and(midnight)))
        .drop(yesterday);
  }

  private Dataset<Row> splitByCampaign(Dataset<Row> events) {
    Column named =
        coalesce(CAMPAIGN_SOURCE.col(), CAMPAIGN_MEDIUM.col(), CAMPAIGN_NAME.col()).isNotNull();
    Column campaign =
        concat_ws(
            "\u001f",
            coalesce(CAMPAIGN_SOURCE.col(), lit("")),
            coalesce(CAMPAIGN_MEDIUM.col(), lit("")),
            coalesce(CAMPAIGN_NAME.col(), lit("")));
    Column change =
        col(SEEN)
            .getField(STRETCH)
            .equalTo(col(STRETCH))
            .and(col(SEEN).getField(CAMPAIGN).notEqual(col(CAMPAIGN)));
    return events
        .withColumn(CAMPAIGN, when(named, campaign))
        .withColumn(STRETCH, lastBeginning(col(ROW)))
        .withColumn(
            SEEN,
            last(when(col(CAMPAIGN).isNotNull(), struct(col(STRETCH), col(CAMPAIGN))), true)
                .over(person().rowsBetween(Window.unboundedPreceding(), -1)))
        .withColumn(BEGINS, col(BEGINS).or(coalesce(change, lit(false))))
        .drop(CAMPAIGN, STRETCH, SEEN);
  }

  private Dataset<Row> cutAtMaximumLength(Dataset<Row> events) {
    Column now = floor(col(MICROS).minus(col(STRETCH)), config.maximumLength());
    Column before = floor(col(PREVIOUS).minus(col(STRETCH)), config.maximumLength());
    return events
        .withColumn(STRETCH, lastBeginning(col(MICROS)))
        .withColumn(BEGINS, col(BEGINS).or(now.notEqual(before)));
  }

  private Dataset<Row> name(Dataset<Row> events) {
    Column hash = sha2(concat_ws("\u001f", ONE_ID.col(), SOURCE.col(), EVENT_ID.col()), 256);
    return events
        .withColumn(SESSION_ID.name(), lastBeginning(substring(hash, 1, 32)))
        .withColumn(FIRST_ROW, lastBeginning(col(ROW)))
        .withColumn(SEQUENCE.name(), SEQUENCE.is(col(ROW).minus(col(FIRST_ROW)).plus(1)))
        .drop(MICROS, PREVIOUS, ROW, BEGINS, STRETCH, FIRST_ROW);
  }

  /** The value at the latest event so far that begins something. */
  private Column lastBeginning(Column value) {
    return last(when(col(BEGINS), value), true)
        .over(person().rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
  }

  private static Column floor(Column micros, Duration step) {
    return micros.minus(pmod(micros, lit(micros(step))));
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}

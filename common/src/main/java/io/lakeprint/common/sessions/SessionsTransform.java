package io.lakeprint.common.sessions;

import static io.lakeprint.common.tables.SessionEventsTable.SEQUENCE;
import static io.lakeprint.common.tables.SessionsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.SessionsTable.APP_ID;
import static io.lakeprint.common.tables.SessionsTable.CAMPAIGN_MEDIUM;
import static io.lakeprint.common.tables.SessionsTable.CAMPAIGN_NAME;
import static io.lakeprint.common.tables.SessionsTable.CAMPAIGN_SOURCE;
import static io.lakeprint.common.tables.SessionsTable.CHANNEL;
import static io.lakeprint.common.tables.SessionsTable.DEVICE_TYPE;
import static io.lakeprint.common.tables.SessionsTable.DURATION_SECONDS;
import static io.lakeprint.common.tables.SessionsTable.ENDED_AT;
import static io.lakeprint.common.tables.SessionsTable.ENGAGED_SECONDS;
import static io.lakeprint.common.tables.SessionsTable.ENTRY_PAGE;
import static io.lakeprint.common.tables.SessionsTable.EVENT_COUNT;
import static io.lakeprint.common.tables.SessionsTable.EXIT_PAGE;
import static io.lakeprint.common.tables.SessionsTable.HAS_CONVERSION;
import static io.lakeprint.common.tables.SessionsTable.IS_BOUNCE;
import static io.lakeprint.common.tables.SessionsTable.ONE_ID;
import static io.lakeprint.common.tables.SessionsTable.PAGE_VIEW_COUNT;
import static io.lakeprint.common.tables.SessionsTable.REFERRER;
import static io.lakeprint.common.tables.SessionsTable.SESSION_DATE;
import static io.lakeprint.common.tables.SessionsTable.SESSION_ID;
import static io.lakeprint.common.tables.SessionsTable.STARTED_AT;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_diff;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Apart;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionsTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per session: rows of {@link SessionizeTransform} in, {@code behaviour.sessions} out. No
 * shuffle of its own: the events lie by person already.
 *
 * <p>Engaged time is {@code heartbeat × (distinct heartbeats with a ping − 1) + minimumVisit} (the
 * formula of Snowplow's web model, at session level), plus the time that senders measured
 * themselves, as they sent it; an event with a measured time is no heartbeat. Whole seconds,
 * rounded down. A bounce has fewer than two page views, no conversion and less than ten engaged
 * seconds. "First" and "last" of a value look only at events that say one.
 *
 * @param config what counts in a session
 * @param apart the same as of {@link SessionizeTransform}; they come out behind the others
 */
public record SessionsTransform(SessionsConfig config, Apart apart) {

  private static final long BOUNCE_BELOW_SECONDS = 10;
  private static final String MEASURED_MS = "measured_ms";
  private static final String HEARTBEATS = "heartbeats";

  /** Sessions of persons. */
  public SessionsTransform(SessionsConfig config) {
    this(config, Apart.NOTHING);
  }

  /** The sessions of the events. */
  public Dataset<Row> apply(Dataset<Row> sessionized) {
    return sessionized
        .transform(this::aggregate)
        .withColumn(ENGAGED_SECONDS.name(), ENGAGED_SECONDS.is(engagedSeconds()))
        .withColumn(IS_BOUNCE.name(), isBounce())
        .select(apart.behind(SessionsTable.SPEC.cols()));
  }

  private Dataset<Row> aggregate(Dataset<Row> events) {
    Column time = EventsTable.EVENT_TIME.col();
    return events
        .groupBy(apart.behind(ONE_ID.col(), SESSION_ID.col()))
        .agg(
            min_by(EventsTable.ANCHOR_NODE.col(), SEQUENCE.col()).as(ANCHOR_NODE.name()),
            min(time).as(STARTED_AT.name()),
            max(time).as(ENDED_AT.name()),
            min(EventsTable.EVENT_DATE.col()).as(SESSION_DATE.name()),
            timestamp_diff("SECOND", min(time), max(time)).as(DURATION_SECONDS.name()),
            count(lit(1)).as(EVENT_COUNT.name()),
            count(when(col(SessionizeTransform.IS_PAGE_VIEW), 1)).as(PAGE_VIEW_COUNT.name()),
            bool_or(col(SessionizeTransform.IS_CONVERSION)).as(HAS_CONVERSION.name()),
            coalesce(sum(EventsTable.ENGAGED_MS.col()), lit(0L)).as(MEASURED_MS),
            // Bounded by maximumLength / heartbeat elements.
            size(collect_set(col(SessionizeTransform.HEARTBEAT))).as(HEARTBEATS),
            first(EventsTable.PAGE_PATH, ENTRY_PAGE),
            max_by(EventsTable.PAGE_PATH.col(), placeOf(EventsTable.PAGE_PATH))
                .as(EXIT_PAGE.name()),
            first(EventsTable.CHANNEL, CHANNEL),
            min_by(EventsTable.APP_ID.col(), SEQUENCE.col()).as(APP_ID.name()),
            first(EventsTable.DEVICE_TYPE, DEVICE_TYPE),
            first(EventsTable.CAMPAIGN_SOURCE, CAMPAIGN_SOURCE),
            first(EventsTable.CAMPAIGN_MEDIUM, CAMPAIGN_MEDIUM),
            first(EventsTable.CAMPAIGN_NAME, CAMPAIGN_NAME),
            first(EventsTable.REFERRER, REFERRER));
  }

  private static Column first(ColumnSpec from, ColumnSpec to) {
    return min_by(from.col(), placeOf(from)).as(to.name());
  }

  /** The place of events that say the value; others take no part in {@code min_by}. */
  private static Column placeOf(ColumnSpec said) {
    return when(said.col().isNotNull(), SEQUENCE.col());
  }

  private Column engagedSeconds() {
    Column byHeartbeat =
        when(
                col(HEARTBEATS).gt(0),
                col(HEARTBEATS)
                    .minus(1)
                    .multiply(lit(config.heartbeat().toMillis()))
                    .plus(lit(config.minimumVisit().toMillis())))
            .otherwise(lit(0L));
    return floor(col(MEASURED_MS).plus(byHeartbeat).divide(1000));
  }

  private static Column isBounce() {
    return PAGE_VIEW_COUNT
        .col()
        .lt(2)
        .and(HAS_CONVERSION.col().unary_$bang())
        .and(ENGAGED_SECONDS.col().lt(BOUNCE_BELOW_SECONDS));
  }
}

package io.lakeprint.jobs.behaviour.sessions;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.tables.StandardEvents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import picocli.CommandLine.Option;

/** Cutting events into sessions against reading them and one exchange by person. */
public final class SessionsBenchmark implements Benchmark {

  private static final long VISIT = 8;
  private static final long PAUSE_MICROS = 20_000_000L;
  private static final long SPAN_MICROS = 30L * 86_400_000_000L;
  private static final long FIRST_MICROS = 1_767_225_600_000_000L; // 2026-01-01T00:00Z
  private static final String SESSIONS = "sessions";

  @Option(
      names = "--events",
      description = "events (default: ${DEFAULT-VALUE})",
      defaultValue = "10000000")
  private long events = 10_000_000;

  @Option(
      names = "--people",
      description = "people (default: ${DEFAULT-VALUE})",
      defaultValue = "300000")
  private long people = 300_000;

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public String summary() {
    return "Sessions: cutting events into them against scan + one exchange";
  }

  @Override
  public void run(Bench bench) {
    SparkSession spark = bench.spark();
    String folder =
        bench.input(
            "visits-" + events + "-" + people,
            into -> BareWrites.parquet(made(spark, events, people), into + "/events"));
    Dataset<Row> stored = spark.read().parquet(folder + "/events");
    SessionsConfig config = config();
    long expected = begun(stored, config);
    bench.note("%,d sessions of %,d events".formatted(expected, events));
    bench.compare(
        new Comparison(
            "Events cut into sessions",
            events,
            "events",
            List.of(
                Variant.of(
                    "floor",
                    "read what a session needs of events, one exchange by person",
                    trial -> BareWrites.parquet(exchanged(stored), trial.folder("out"))),
                Variant.of(
                        "sessionise",
                        "the session of each event, and its place in it",
                        trial -> BareWrites.parquet(cut(stored, config), trial.folder("out")))
                    .checkedBy(trial -> same(expected, spark.read().parquet(trial.folder("out"))))
                    .aimingAt(2))));
  }

  /** As it comes with Lakeprint. */
  static SessionsConfig config() {
    return ConfigLoader.load(List.of(), List.of(), SessionsBenchmark.class.getClassLoader())
        .bind("sessions", SessionsConfig.class);
  }

  /** Visits of eight events, 20 seconds apart: the same ones every time. */
  static Dataset<Row> made(SparkSession spark, long events, long people) {
    Column visit = floor(col("id").divide(VISIT));
    Column place = pmod(col("id"), lit(VISIT));
    Column begun = pmod(xxhash64(visit, lit(2)), lit(SPAN_MICROS)).plus(FIRST_MICROS);
    Column time = timestamp_micros(begun.plus(place.multiply(PAUSE_MICROS)));
    Column person = pmod(xxhash64(visit, lit(1)), lit(people));
    Column none = lit(null);
    return spark
        .range(0, events, 1, 8)
        .select(
            EventsTable.ONE_ID.is(IdUdfs.oneId(person)),
            EventsTable.ANCHOR_NODE.is(person),
            EventsTable.SOURCE.is(lit("web")),
            EventsTable.EVENT_ID.is(concat(lit("e"), col("id"))),
            EventsTable.EVENT_NAME.is(
                when(place.equalTo(VISIT - 1), lit(StandardEvents.PURCHASE))
                    .otherwise(lit(StandardEvents.PAGE_VIEW))),
            EventsTable.EVENT_TIME.is(time),
            EventsTable.EVENT_DATE.is(to_date(time)),
            EventsTable.IS_BOT.is(lit(false)),
            EventsTable.ENGAGED_MS.is(none),
            EventsTable.CHANNEL.is(lit("web")),
            EventsTable.APP_ID.is(lit("shop")),
            EventsTable.DEVICE_TYPE.is(lit("desktop")),
            EventsTable.PAGE_PATH.is(concat(lit("/p/"), pmod(xxhash64(col("id")), lit(1_000)))),
            EventsTable.REFERRER.is(none),
            EventsTable.CAMPAIGN_SOURCE.is(none),
            EventsTable.CAMPAIGN_MEDIUM.is(none),
            EventsTable.CAMPAIGN_NAME.is(none));
  }

  /** What goes through the one shuffle of a sessionising, and nothing done with it. */
  private static Dataset<Row> exchanged(Dataset<Row> stored) {
    Dataset<Row> narrow =
        stored
            .where(StandardEvents.isBehaviour(EventsTable.EVENT_NAME.col()))
            .drop(EventsTable.IS_BOT.name());
    Column[] all = List.of(narrow.columns()).stream().map(name -> col(name)).toArray(Column[]::new);
    return narrow.repartition(EventsTable.ONE_ID.col()).agg(bit_xor(xxhash64(all)).as("all"));
  }

  /** Every session and every place is looked at, and one row is written. */
  static Dataset<Row> cut(Dataset<Row> stored, SessionsConfig config) {
    Column session = SessionEventsTable.SESSION_ID.col();
    Column place = SessionEventsTable.SEQUENCE.col();
    return new SessionizeTransform(config)
        .apply(stored)
        .agg(
            count_if(place.equalTo(1)).as(SESSIONS),
            bit_xor(xxhash64(EventsTable.EVENT_ID.col(), session, place)).as("all"));
  }

  /** How many sessions there are: as many as events that nothing precedes closely. */
  static long begun(Dataset<Row> stored, SessionsConfig config) {
    long gap = TimeUnit.NANOSECONDS.toMicros(config.inactivityGap().toNanos());
    Column time = unix_micros(EventsTable.EVENT_TIME.col());
    Column before = lag(time, 1).over(Window.partitionBy(EventsTable.ONE_ID.col()).orderBy(time));
    return stored
        .select(coalesce(time.minus(before).geq(gap), lit(true)).as("begins"))
        .where(col("begins"))
        .count();
  }

  private static void same(long expected, Dataset<Row> out) {
    long found = out.select(SESSIONS).head().getLong(0);
    if (found != expected) {
      throw new IllegalStateException("there are " + expected + " sessions, not " + found);
    }
  }
}

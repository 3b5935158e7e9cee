package io.lakeprint.jobs.behaviour.sessions;

import static io.lakeprint.common.tables.EventsTable.CHANNEL;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.IS_BOT;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.jobs.behaviour.sessions.Visits.NOON;
import static io.lakeprint.jobs.behaviour.sessions.Visits.after;
import static io.lakeprint.jobs.behaviour.sessions.Visits.config;
import static io.lakeprint.jobs.behaviour.sessions.Visits.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.jobs.behaviour.sessions.Visits.Event;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class SessionsTransformTest {

  private static final SessionsConfig PLAIN = config(false, false);

  private final SparkSession spark;

  SessionsTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  private static Dataset<Row> sessions(SessionsConfig config, Dataset<Row> events) {
    return new SessionsTransform(config).apply(new SessionizeTransform(config).apply(events));
  }

  private static List<Row> ordered(Dataset<Row> sessions) {
    return sessions
        .orderBy(SessionsTable.ONE_ID.col(), SessionsTable.STARTED_AT.col())
        .collectAsList();
  }

  private List<Long> eventCounts(SessionsConfig config, Event... log) {
    return ordered(sessions(config, events(spark, List.of(log)))).stream()
        .map(row -> row.<Long>getAs(SessionsTable.EVENT_COUNT.name()))
        .toList();
  }

  @Test
  void closesASessionAfterThirtyIdleMinutesNotBefore() {
    assertThat(
            eventCounts(
                PLAIN,
                Event.of(NOON, "a"),
                Event.of(after(1799), "b"),
                Event.of(after(1799 + 1800), "c")))
        .containsExactly(2L, 1L);
  }

  @Test
  void cutsEndlessActivityEveryTwentyFourHoursFromItsFirstEvent() {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 5 * 24 * 3; i++) {
      log.add(Event.of(after(i * 1200L), "e" + i));
    }
    assertThat(ordered(sessions(PLAIN, events(spark, log))))
        .hasSize(5)
        .allSatisfy(
            row ->
                assertThat(row.<Long>getAs(SessionsTable.DURATION_SECONDS.name()))
                    .isEqualTo(24 * 3600 - 1200));
  }

  @Test
  void splitsAtBusinessMidnightOnlyWhenAsked() {
    Instant midnight = Instant.parse("2026-03-02T23:00:00Z");
    Event before = Event.of(midnight.minusSeconds(60), "a");
    Event after = Event.of(midnight, "b");
    assertThat(eventCounts(PLAIN, before, after)).containsExactly(2L);
    assertThat(eventCounts(config(false, true), before, after)).containsExactly(1L, 1L);
  }

  @Test
  void splitsWhenTheCampaignChangesButAdoptsTheFirst() {
    Event[] log = {
      Event.of(after(0), "a"),
      Event.of(after(1), "b").from("mail"),
      Event.of(after(2), "c"),
      Event.of(after(3), "d").from("mail"),
      Event.of(after(4), "e").from("search"),
      Event.of(after(5), "f"),
      Event.of(after(6), "g").from("mail"),
      Event.of(after(4000), "h").from("search")
    };
    assertThat(eventCounts(config(true, false), log)).containsExactly(4L, 2L, 1L, 1L);
    assertThat(eventCounts(PLAIN, log)).containsExactly(7L, 1L);
  }

  @Test
  void ordersEventsOfTheSameInstantBySourceThenId() {
    Event second = Event.of(NOON, "a").sentBy("web");
    Event third = Event.of(NOON, "b").sentBy("web");
    Event first = Event.of(NOON, "z").sentBy("app");
    Row session = ordered(sessions(PLAIN, events(spark, List.of(third, second, first)))).get(0);
    assertThat(session.<String>getAs(SessionsTable.ENTRY_PAGE.name())).isEqualTo("/z");
    assertThat(session.<String>getAs(SessionsTable.EXIT_PAGE.name())).isEqualTo("/b");
    assertThat(session.<Long>getAs(SessionsTable.ANCHOR_NODE.name())).isEqualTo("z".hashCode());
  }

  @Test
  void countsEngagedTimeByDistinctHeartbeatsOrAsTheSenderMeasuredIt() {
    List<Event> log = new ArrayList<>(List.of(Event.of(NOON, "view")));
    int[] pings = {10, 12, 20, 31, 33, 60};
    for (int second : pings) {
      log.add(Event.of(after(second), "ping" + second).named("page_ping"));
    }
    log.add(Event.of(after(61), "measured").named("page_ping").engaged(2500));
    Row session = ordered(sessions(PLAIN, events(spark, log))).get(0);
    // Heartbeats 10, 20, 30 and 60: three intervals, the first visit, and 2.5 measured seconds.
    assertThat(session.<Long>getAs(SessionsTable.ENGAGED_SECONDS.name())).isEqualTo(37);
    assertThat(session.<Boolean>getAs(SessionsTable.IS_BOUNCE.name())).isFalse();
  }

  @Test
  void aBounceLooksOnceAndLeaves() {
    List<Row> rows =
        ordered(
            sessions(
                PLAIN,
                events(
                    spark,
                    List.of(
                        Event.of(NOON, "a").by("bounce"),
                        Event.of(NOON, "b").by("buyer"),
                        Event.of(after(1), "c").by("buyer").named("purchase"),
                        Event.of(NOON, "d").by("reader"),
                        Event.of(after(1), "e").by("reader")))));
    assertThat(rows)
        .extracting(row -> row.<Boolean>getAs(SessionsTable.IS_BOUNCE.name()))
        .containsExactly(true, false, false);
    assertThat(rows)
        .extracting(row -> row.<Boolean>getAs(SessionsTable.HAS_CONVERSION.name()))
        .containsExactly(false, true, false);
  }

  @Test
  void leavesOutTheUnknownRobotsRecordsAndWhatNoVisitorCauses() {
    Dataset<Row> log =
        TableRows.of(EventsTable.SPEC)
            .row(EVENT_ID, "unknown", EVENT_NAME, "page_view")
            .row(ONE_ID, "p", EVENT_ID, "robot", EVENT_NAME, "page_view", IS_BOT, true)
            .row(ONE_ID, "p", EVENT_ID, "record", EVENT_NAME, "identify")
            .row(ONE_ID, "p", EVENT_ID, "device", EVENT_NAME, "device_report")
            .row(ONE_ID, "p", EVENT_ID, "login", EVENT_NAME, "login", CHANNEL, "app")
            .on(spark);
    assertThat(new SessionizeTransform(PLAIN).apply(log).select(EVENT_ID.col()).collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("login");
  }

  @Test
  void sessionsLastAcrossTheHourThatDoesNotExist() {
    // Clocks in Berlin jump from 02:00 to 03:00 on 29 March 2026, which is 01:00 UTC.
    Instant jump = Instant.parse("2026-03-29T01:00:00Z");
    assertThat(
            eventCounts(
                config(false, true),
                Event.of(jump.minusSeconds(600), "a"),
                Event.of(jump.plusSeconds(600), "b")))
        .containsExactly(2L);
  }

  @Test
  void refusesACapShorterThanTheGap() {
    assertThatThrownBy(
            () ->
                new SessionsConfig(
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(20),
                    false,
                    false,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    List.of(),
                    List.of(),
                    false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT20M");
  }
}

package io.lakeprint.jobs.behaviour.sessions;

import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_SOURCE;
import static io.lakeprint.common.tables.EventsTable.CHANNEL;
import static io.lakeprint.common.tables.EventsTable.ENGAGED_MS;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.IS_BOT;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.PAGE_PATH;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.Plans;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class SessionsTransformTest {

  private static final BusinessDays DAYS = new BusinessDays(ZoneId.of("Europe/Berlin"));
  private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
  private static final SessionsConfig PLAIN = config(false, false);

  private final SparkSession spark;

  SessionsTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  private static SessionsConfig config(boolean splitOnCampaign, boolean splitAtMidnight) {
    return new SessionsConfig(
        Duration.ofMinutes(30),
        Duration.ofHours(24),
        splitOnCampaign,
        splitAtMidnight,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        List.of("purchase"),
        List.of("device_report"),
        false);
  }

  private record Event(
      String person,
      Instant time,
      String source,
      String id,
      String name,
      @Nullable String campaign,
      @Nullable String page,
      @Nullable Long engagedMs) {

    static Event of(Instant time, String id) {
      return new Event("p", time, "web", id, "page_view", null, "/" + id, null);
    }

    Event named(String other) {
      return new Event(person, time, source, id, other, campaign, page, engagedMs);
    }

    Event from(String other) {
      return new Event(person, time, source, id, name, other, page, engagedMs);
    }

    Event engaged(long ms) {
      return new Event(person, time, source, id, name, campaign, page, ms);
    }

    Event by(String other) {
      return new Event(other, time, source, id, name, campaign, page, engagedMs);
    }

    Event sentBy(String other) {
      return new Event(person, time, other, id, name, campaign, page, engagedMs);
    }
  }

  private Dataset<Row> events(List<Event> log) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (Event event : log) {
      rows.row(
          ONE_ID, event.person(),
          EVENT_TIME, event.time(),
          EVENT_DATE, DAYS.dayOf(event.time()),
          SOURCE, event.source(),
          EVENT_ID, event.id(),
          EVENT_NAME, event.name(),
          CAMPAIGN_SOURCE, event.campaign(),
          PAGE_PATH, event.page(),
          ENGAGED_MS, event.engagedMs());
    }
    return rows.on(spark);
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
    return ordered(sessions(config, events(List.of(log)))).stream()
        .map(row -> row.<Long>getAs(SessionsTable.EVENT_COUNT.name()))
        .toList();
  }

  private static Instant after(long seconds) {
    return NOON.plusSeconds(seconds);
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
    assertThat(ordered(sessions(PLAIN, events(log))))
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
    Row session = ordered(sessions(PLAIN, events(List.of(third, second, first)))).get(0);
    assertThat(session.<String>getAs(SessionsTable.ENTRY_PAGE.name())).isEqualTo("/z");
    assertThat(session.<String>getAs(SessionsTable.EXIT_PAGE.name())).isEqualTo("/b");
  }

  @Test
  void countsEngagedTimeByDistinctHeartbeatsOrAsTheSenderMeasuredIt() {
    List<Event> log = new ArrayList<>(List.of(Event.of(NOON, "view")));
    int[] pings = {10, 12, 20, 31, 33, 60};
    for (int second : pings) {
      log.add(Event.of(after(second), "ping" + second).named("page_ping"));
    }
    log.add(Event.of(after(61), "measured").named("page_ping").engaged(2500));
    Row session = ordered(sessions(PLAIN, events(log))).get(0);
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
  void agreesWithABruteForceReadingOfTheRulesWhateverTheOrderOfRows() {
    for (long seed = 1; seed <= 3; seed++) {
      List<Event> log = randomLog(seed);
      for (boolean campaign : List.of(false, true)) {
        for (boolean midnight : List.of(false, true)) {
          SessionsConfig config = config(campaign, midnight);
          Map<String, List<String>> expected = bruteForce(log, config);
          List<Event> shuffled = new ArrayList<>(log);
          Collections.shuffle(shuffled, new Random(seed));
          Dataset<Row> sessionized =
              new SessionizeTransform(config).apply(events(shuffled).repartition(3));
          assertThat(eventsBySession(new SessionEventsTransform().apply(sessionized)))
              .as("seed %d, campaign %s, midnight %s", seed, campaign, midnight)
              .isEqualTo(expected);
          assertThat(
                  ordered(new SessionsTransform(config).apply(sessionized)).stream()
                      .mapToLong(row -> row.<Long>getAs(SessionsTable.EVENT_COUNT.name()))
                      .sum())
              .isEqualTo(log.size());
        }
      }
    }
  }

  @Test
  void oneShuffleServesSessionsAndTheirEvents() {
    Dataset<Row> sessionized =
        new SessionizeTransform(config(true, true)).apply(events(randomLog(1)));
    assertThat(Plans.shuffles(new SessionEventsTransform().apply(sessionized))).isEqualTo(1);
    assertThat(Plans.shuffles(new SessionsTransform(PLAIN).apply(sessionized))).isEqualTo(1);
    Dataset<Row> cached = sessionized.persist();
    try {
      // Adaptive execution knows how a cache is partitioned once it is there.
      assertThat(cached.count()).isPositive();
      assertThat(Plans.shuffles(new SessionsTransform(PLAIN).apply(cached))).isEqualTo(1);
    } finally {
      cached.unpersist();
    }
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

  private static List<Event> randomLog(long seed) {
    Random random = new Random(seed);
    List<Event> log = new ArrayList<>();
    for (int person = 0; person < 6; person++) {
      long second = random.nextInt(86_400);
      for (int i = 0; i < 120; i++) {
        // Ties, steps, exact gaps and long pauses.
        second +=
            List.of(0L, 60L, 1200L, 1799L, 1800L, 40_000L).get(random.nextInt(6))
                / (person == 0 && second % 7 != 0 ? 30 : 1);
        String campaign = List.of("", "", "", "mail", "search").get(random.nextInt(5));
        log.add(
            new Event(
                "person" + person,
                after(second),
                random.nextBoolean() ? "web" : "app",
                seed + "-" + person + "-" + random.nextInt(1_000_000) + "-" + i,
                "page_view",
                campaign.isEmpty() ? null : campaign,
                null,
                null));
      }
    }
    return log;
  }

  /** Events per session by the rules as the javadoc tells them, one event after the other. */
  private static Map<String, List<String>> bruteForce(List<Event> log, SessionsConfig config) {
    Map<String, List<String>> sessions = new TreeMap<>();
    Map<String, List<Event>> byPerson =
        log.stream()
            .collect(Collectors.groupingBy(Event::person, TreeMap::new, Collectors.toList()));
    byPerson.forEach(
        (person, events) -> {
          events.sort(
              Comparator.comparing(Event::time)
                  .thenComparing(Event::source)
                  .thenComparing(Event::id));
          Event previous = null;
          String campaign = null;
          Instant stretch = Instant.EPOCH;
          List<String> session = new ArrayList<>();
          for (Event event : events) {
            boolean begins =
                previous == null
                    || Duration.between(previous.time(), event.time())
                            .compareTo(config.inactivityGap())
                        >= 0
                    || (config.splitAtMidnight()
                        && !DAYS.dayOf(previous.time()).equals(DAYS.dayOf(event.time())));
            boolean changes =
                config.splitOnCampaign()
                    && event.campaign() != null
                    && campaign != null
                    && !Objects.equals(campaign, event.campaign());
            long cap = config.maximumLength().toSeconds();
            boolean cut = false;
            if (begins || changes) {
              stretch = event.time();
              campaign = null;
            } else if (previous != null) {
              cut =
                  Duration.between(stretch, event.time()).toSeconds() / cap
                      > Duration.between(stretch, previous.time()).toSeconds() / cap;
            }
            if (begins || changes || cut) {
              session = new ArrayList<>();
              sessions.put(person + "/" + event.source() + "/" + event.id(), session);
            }
            session.add(event.id());
            campaign = event.campaign() == null ? campaign : event.campaign();
            previous = event;
          }
        });
    return sessions;
  }

  private static Map<String, List<String>> eventsBySession(Dataset<Row> sessionEvents) {
    Map<String, TreeMap<Integer, String[]>> bySession = new HashMap<>();
    for (Row row :
        sessionEvents
            .select(
                SessionEventsTable.SESSION_ID.col(),
                SessionEventsTable.SEQUENCE.col(),
                functions.array(
                    SessionEventsTable.ONE_ID.col(),
                    SessionEventsTable.SOURCE.col(),
                    SessionEventsTable.EVENT_ID.col()))
            .collectAsList()) {
      bySession
          .computeIfAbsent(row.getString(0), key -> new TreeMap<>())
          .put(row.getInt(1), row.<String>getList(2).toArray(String[]::new));
    }
    Map<String, List<String>> sessions = new TreeMap<>();
    bySession
        .values()
        .forEach(
            events -> {
              assertThat(events.firstKey()).isEqualTo(1);
              assertThat(events.lastKey()).isEqualTo(events.size());
              sessions.put(
                  String.join("/", events.firstEntry().getValue()),
                  events.values().stream().map(event -> event[2]).toList());
            });
    return sessions;
  }
}

package io.lakeprint.jobs.behaviour.sessions;

import static io.lakeprint.jobs.behaviour.sessions.Visits.DAYS;
import static io.lakeprint.jobs.behaviour.sessions.Visits.after;
import static io.lakeprint.jobs.behaviour.sessions.Visits.config;
import static io.lakeprint.jobs.behaviour.sessions.Visits.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.jobs.behaviour.sessions.Visits.Event;
import io.lakeprint.testkit.Plans;
import io.lakeprint.testkit.SparkExtension;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class SessionizeTransformTest {

  private final SparkSession spark;

  SessionizeTransformTest(SparkSession spark) {
    this.spark = spark;
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
              new SessionizeTransform(config).apply(events(spark, shuffled).repartition(3));
          assertThat(eventsBySession(new SessionEventsTransform().apply(sessionized)))
              .as("seed %d, campaign %s, midnight %s", seed, campaign, midnight)
              .isEqualTo(expected);
          assertThat(
                  new SessionsTransform(config)
                      .apply(sessionized)
                      .agg(functions.sum(SessionsTable.EVENT_COUNT.col()))
                      .head()
                      .getLong(0))
              .isEqualTo(log.size());
        }
      }
    }
  }

  @Test
  void oneShuffleServesSessionsAndTheirEvents() {
    SessionsConfig config = config(true, true);
    Dataset<Row> sessionized = new SessionizeTransform(config).apply(events(spark, randomLog(1)));
    assertThat(Plans.shuffles(new SessionEventsTransform().apply(sessionized))).isEqualTo(1);
    assertThat(Plans.shuffles(new SessionsTransform(config).apply(sessionized))).isEqualTo(1);
    Dataset<Row> cached = sessionized.persist();
    try {
      // Adaptive execution knows how a cache is partitioned once it is there.
      assertThat(cached.count()).isPositive();
      assertThat(Plans.shuffles(new SessionsTransform(config).apply(cached))).isEqualTo(1);
    } finally {
      cached.unpersist();
    }
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

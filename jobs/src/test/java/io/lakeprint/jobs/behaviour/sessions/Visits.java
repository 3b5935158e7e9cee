package io.lakeprint.jobs.behaviour.sessions;

import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.CAMPAIGN_SOURCE;
import static io.lakeprint.common.tables.EventsTable.ENGAGED_MS;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.PAGE_PATH;
import static io.lakeprint.common.tables.EventsTable.SOURCE;

import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.TableRows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Seeded and hand-made logs of visits, and the settings that tests read them with. */
final class Visits {

  static final BusinessDays DAYS = new BusinessDays(ZoneId.of("Europe/Berlin"));
  static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

  private Visits() {}

  static SessionsConfig config(boolean splitOnCampaign, boolean splitAtMidnight) {
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

  record Event(
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

  static Instant after(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  static Dataset<Row> events(SparkSession spark, List<Event> log) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (Event event : log) {
      rows.row(
          ONE_ID, event.person(),
          ANCHOR_NODE, (long) event.id().hashCode(),
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
}

package io.lakeprint.ml;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Rows of the roll-ups, as the behaviour room writes them. */
public final class RollUpRows {
  private static final long STEP_SECONDS = 1200;

  private final TableRows activity = TableRows.of(DailyActivityTable.SPEC);
  private final List<Visit> visits = new ArrayList<>();
  private final TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);

  private record Visit(Doer doer, LocalDate day, long seconds, boolean bounced) {}

  /**
   * Who did something.
   *
   * @param node anchor of the events
   * @param id person of today
   * @param at when it began, where the roll-up says so
   */
  public record Doer(long node, String id, Instant at) {}

  public FeaturesTransform.Inputs on(SparkSession spark) {
    return new FeaturesTransform.Inputs(activity.on(spark), sessions(spark), dimensions.on(spark));
  }

  /** A person did something on a day; the anchor follows from the id. */
  public RollUpRows did(
      String id, LocalDate day, String event, long count, @Nullable String amount) {
    Doer doer = new Doer(id.hashCode(), id, day.atTime(9, 0).toInstant(ZoneOffset.UTC));
    return did(doer, day, event, count, amount);
  }

  /** A person did something on a day. */
  public RollUpRows did(
      Doer doer, LocalDate day, String event, long count, @Nullable String amount) {
    activity.row(
        DailyActivityTable.ANCHOR_NODE,
        doer.node(),
        DailyActivityTable.ONE_ID,
        doer.id(),
        DailyActivityTable.EVENT_DATE,
        day,
        DailyActivityTable.EVENT_NAME,
        event,
        DailyActivityTable.CHANNEL,
        "web",
        DailyActivityTable.CURRENCY,
        amount == null ? null : "EUR",
        DailyActivityTable.EVENT_COUNT,
        count,
        DailyActivityTable.AMOUNT,
        amount,
        DailyActivityTable.ENGAGED_SECONDS,
        7.1 * count,
        DailyActivityTable.FIRST_AT,
        doer.at(),
        DailyActivityTable.LAST_AT,
        doer.at().plusSeconds(3600));
    return this;
  }

  /** A person's session began on a day, at ten. */
  public RollUpRows visited(String id, LocalDate day, long seconds, boolean bounced) {
    Instant began = day.atTime(10, 0).toInstant(ZoneOffset.UTC);
    visits.add(new Visit(new Doer(id.hashCode(), id, began), day, seconds, bounced));
    return this;
  }

  private Dataset<Row> sessions(SparkSession spark) {
    TableRows sessions = TableRows.of(SessionsTable.SPEC);
    for (int i = 0; i < visits.size(); i++) {
      Visit visit = visits.get(i);
      sessions.row(
          SessionsTable.SESSION_ID,
          "s" + i,
          SessionsTable.ANCHOR_NODE,
          visit.doer().node(),
          SessionsTable.ONE_ID,
          visit.doer().id(),
          SessionsTable.STARTED_AT,
          visit.doer().at(),
          SessionsTable.SESSION_DATE,
          visit.day(),
          SessionsTable.DURATION_SECONDS,
          visit.seconds(),
          SessionsTable.IS_BOUNCE,
          visit.bounced());
    }
    return sessions.on(spark);
  }

  /** The events of which the sessions are cut, as {@code sessions} is shipped. */
  public Dataset<Row> events(SparkSession spark) {
    TableRows events = TableRows.of(EventsTable.SPEC);
    for (int i = 0; i < visits.size(); i++) {
      Visit visit = visits.get(i);
      for (long at = 0; at < visit.seconds(); at += STEP_SECONDS) {
        step(events, "e" + i + "-" + at, visit, at, at == 0 ? "page_view" : "click");
      }
      step(events, "e" + i, visit, visit.seconds(), visit.bounced() ? "click" : "page_view");
    }
    return events.on(spark);
  }

  private static void step(TableRows events, String id, Visit visit, long at, String name) {
    events.row(
        EventsTable.SOURCE,
        "web",
        EventsTable.EVENT_ID,
        id,
        EventsTable.EVENT_NAME,
        name,
        EventsTable.EVENT_TIME,
        visit.doer().at().plusSeconds(at),
        EventsTable.EVENT_DATE,
        visit.day(),
        EventsTable.ANCHOR_NODE,
        visit.doer().node(),
        EventsTable.ONE_ID,
        visit.doer().id());
  }

  /** A person met a category on a day. */
  public RollUpRows met(String id, LocalDate day, String category) {
    return met(new Doer(id.hashCode(), id, Instant.EPOCH), day, category);
  }

  /** A person met a category on a day. */
  public RollUpRows met(Doer doer, LocalDate day, String category) {
    dimensions.row(
        DailyDimensionsTable.ANCHOR_NODE,
        doer.node(),
        DailyDimensionsTable.ONE_ID,
        doer.id(),
        DailyDimensionsTable.EVENT_DATE,
        day,
        DailyDimensionsTable.EVENT_NAME,
        "product_view",
        DailyDimensionsTable.DIMENSION,
        "category",
        DailyDimensionsTable.DIMENSION_VALUE,
        category,
        DailyDimensionsTable.EVENT_COUNT,
        1L);
    return this;
  }
}

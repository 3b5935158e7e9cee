package io.lakeprint.ml;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Rows of the roll-ups, as the behaviour room writes them. */
public final class RollUpRows {
  private final TableRows activity = TableRows.of(DailyActivityTable.SPEC);
  private final TableRows sessions = TableRows.of(SessionsTable.SPEC);
  private final TableRows dimensions = TableRows.of(DailyDimensionsTable.SPEC);
  private int sessionCount;

  /**
   * Who did something.
   *
   * @param node anchor of the events
   * @param id person of today
   * @param at when it began, where the roll-up says so
   */
  public record Doer(long node, String id, Instant at) {}

  public FeaturesTransform.Inputs on(SparkSession spark) {
    return new FeaturesTransform.Inputs(
        activity.on(spark), sessions.on(spark), dimensions.on(spark));
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

  /** A person's session began on a day. */
  public RollUpRows visited(String id, LocalDate day, long seconds, boolean bounced) {
    return visited(new Doer(id.hashCode(), id, Instant.EPOCH), day, seconds, bounced);
  }

  /** A person's session began on a day. */
  public RollUpRows visited(Doer doer, LocalDate day, long seconds, boolean bounced) {
    sessions.row(
        SessionsTable.SESSION_ID,
        "s" + sessionCount++,
        SessionsTable.ANCHOR_NODE,
        doer.node(),
        SessionsTable.ONE_ID,
        doer.id(),
        SessionsTable.STARTED_AT,
        doer.at(),
        SessionsTable.SESSION_DATE,
        day,
        SessionsTable.DURATION_SECONDS,
        seconds,
        SessionsTable.IS_BOUNCE,
        bounced);
    return this;
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

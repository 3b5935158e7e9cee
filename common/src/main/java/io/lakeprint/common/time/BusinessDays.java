package io.lakeprint.common.time;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * The days of the business zone. A day runs from its first instant to the first instant of the next
 * one, which is 23, 24 or 25 hours later.
 *
 * <p>Methods on columns and methods on instants agree, provided that the session zone is UTC
 * ({@link #requireUtc}).
 *
 * @param zone the business zone ({@code time.zone})
 */
public record BusinessDays(ZoneId zone) implements Serializable {

  private static final String SESSION_ZONE = "spark.sql.session.timeZone";

  /** The day that {@code instant} belongs to. */
  public LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** First instant of {@code day}; where a clock change skips midnight, the first that exists. */
  public Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** First instant after {@code day}. */
  public Instant end(LocalDate day) {
    return start(day.plusDays(1));
  }

  /** How long {@code day} lasts. */
  public Duration length(LocalDate day) {
    return Duration.between(start(day), end(day));
  }

  /** The last day that is over at {@code now}: the default as-of of a run. */
  public LocalDate lastComplete(Instant now) {
    return dayOf(now).minusDays(1);
  }

  /** The day of a timestamp column, as a date; null for null. */
  public Column dayOf(Column timestamp) {
    return to_date(from_utc_timestamp(timestamp, zone.getId()));
  }

  /** The last microsecond of the day of a date column; null for null. */
  public Column lastMoment(Column day) {
    return to_utc_timestamp(date_add(day, 1).cast("timestamp"), zone.getId())
        .minus(expr("INTERVAL '0.000001' SECOND"));
  }

  /**
   * Whether a timestamp lies in the days of {@code range}: two comparisons with constants, which
   * prune files.
   */
  public Column isIn(Column timestamp, DayRange range) {
    return timestamp.geq(lit(start(range.from()))).and(timestamp.lt(lit(end(range.to()))));
  }

  /**
   * Refuses a session in another zone than UTC, because Spark converts timestamps by it: dates were
   * 18 % wrong with New York.
   *
   * @throws IllegalStateException for any zone but UTC; the launcher sets it
   */
  public static void requireUtc(SparkSession spark) {
    String sessionZone = spark.conf().get(SESSION_ZONE);
    if (!sessionZone.equals("UTC")) {
      throw new IllegalStateException(SESSION_ZONE + " must be UTC, is " + sessionZone);
    }
  }
}

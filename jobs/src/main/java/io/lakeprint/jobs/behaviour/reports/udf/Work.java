package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import java.io.Serializable;

/** What a series counts. */
public interface Work extends Serializable {

  /**
   * What follows people for it; made once and used for many.
   *
   * @param place the series that it is of
   */
  Follow follow(Place place);

  /** Whether it counts by session. */
  default boolean needsSessions() {
    return false;
  }

  /** Follows one person after the other. */
  interface Follow {

    /** Writes down what the work says of a person, in an order that follows from the log alone. */
    void follow(EventLog log, Findings findings);
  }

  /**
   * A series among all.
   *
   * @param number its number
   * @param series the series
   */
  record Place(int number, Series series) {

    /** First day of a period, in days since 1970. */
    int day(int period) {
      return Math.toIntExact(series.periods().day(period).toEpochDay());
    }

    /** Whether a period is over. */
    boolean isOver(int period) {
      return isOver(period, 0);
    }

    /** Whether the last moment of a period has had so many microseconds more. */
    boolean isOver(int period, long more) {
      return series.end() - series.periods().end(period) >= more;
    }
  }
}

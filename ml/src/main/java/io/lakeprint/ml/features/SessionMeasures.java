package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.SessionsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Features of sessions. That a session began is known on its day; how it went only once it is over,
 * so length and bounce count from the day after: a session that runs past midnight, or that a later
 * event prolongs, changes no snapshot of the day it began.
 *
 * @param config windows
 */
record SessionMeasures(FeaturesConfig config) {

  List<Measure> all() {
    List<Measure> measures = new ArrayList<>();
    for (int days : config.windowDays()) {
      measures.add(
          new Measure(
              Feature.always(
                  "session_count_" + days + "d",
                  "sessions",
                  "Sessions begun in the last " + days + " days",
                  "近" + days + "天访问次数"),
              Measure.sumWithin(days, lit(1))));
    }
    int longest = config.longestWindowDays();
    Column over = over(longest, lit(1));
    measures.add(
        new Measure(
            Feature.always(
                    "bounce_ratio_" + longest + "d",
                    "ratio",
                    "Share of bounces among the sessions of the last " + longest + " days",
                    "近" + longest + "天跳出率")
                .orNull("no session in the window", 0),
            Measure.ratio(over(longest, when(SessionsTable.IS_BOUNCE.col(), 1)), over)));
    measures.add(
        new Measure(
            Feature.always(
                    "session_seconds_mean_" + longest + "d",
                    "seconds",
                    "Mean length of the sessions of the last " + longest + " days",
                    "近" + longest + "天平均访问时长")
                .orNull("no session in the window", 0),
            Measure.ratio(over(longest, col(SessionsTable.DURATION_SECONDS.name())), over)));
    return measures;
  }

  private static Column over(int days, Column value) {
    return Measure.sumBetween(1, days, value);
  }
}

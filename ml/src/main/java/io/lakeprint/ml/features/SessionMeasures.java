package io.lakeprint.ml.features;

import io.lakeprint.ml.features.KnownThen.Ages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Features of sessions. That a session began is known on its day; how it went only once it is over,
 * so length and bounce count from the day at whose end the longest session is: a session that runs
 * past midnight, or that a later event prolongs, changes no snapshot before. With sessions of at
 * most 24 hours that is the day after it began.
 *
 * @param config windows
 * @param longestSession after which a session is over, whatever comes
 */
record SessionMeasures(FeaturesConfig config, Duration longestSession) {

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
              known -> (double) known.sessions(Ages.last(days))));
    }
    int longest = config.longestWindowDays();
    Ages over = new Ages(daysUntilOver(), longest);
    measures.add(
        new Measure(
            Feature.always(
                    "bounce_ratio_" + longest + "d",
                    "ratio",
                    "Share of bounces among the sessions of the last " + longest + " days",
                    "近" + longest + "天跳出率")
                .orNull("no session in the window", 0),
            known -> Measure.ratio(known.bounces(over), known.sessions(over))));
    measures.add(
        new Measure(
            Feature.always(
                    "session_seconds_mean_" + longest + "d",
                    "seconds",
                    "Mean length of the sessions of the last " + longest + " days",
                    "近" + longest + "天平均访问时长")
                .orNull("no session in the window", 0),
            known -> Measure.ratio(known.sessionSeconds(over), known.sessions(over))));
    return measures;
  }

  private int daysUntilOver() {
    long whole = longestSession.toDays();
    boolean isMore = longestSession.compareTo(Duration.ofDays(whole)) > 0;
    return Math.toIntExact(Math.max(1, isMore ? whole + 1 : whole));
  }
}

package io.lakeprint.ml.features;

import io.lakeprint.ml.features.KnownThen.Ages;
import java.util.ArrayList;
import java.util.List;

/**
 * Features of sessions. That a session began is known on its day; how it went only once it is over,
 * so length and bounce count from the end of the day on which one of the maximum length would end:
 * a session that runs past midnight, or that a later event prolongs, changes no snapshot before.
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
              known -> (double) known.sessions(Ages.last(days))));
    }
    int longest = config.longestWindowDays();
    Ages last = Ages.last(longest);
    measures.add(
        new Measure(
            Feature.always(
                    "bounce_ratio_" + longest + "d",
                    "ratio",
                    "Share of bounces among the sessions of the last "
                        + longest
                        + " days that are over",
                    "近" + longest + "天跳出率")
                .orNull("no session in the window that is over", 0),
            known -> Measure.ratio(known.bounces(last), known.overSessions(last))));
    measures.add(
        new Measure(
            Feature.always(
                    "session_seconds_mean_" + longest + "d",
                    "seconds",
                    "Mean length of the sessions of the last " + longest + " days that are over",
                    "近" + longest + "天平均访问时长")
                .orNull("no session in the window that is over", 0),
            known -> Measure.ratio(known.overSeconds(last), known.overSessions(last))));
    return measures;
  }
}

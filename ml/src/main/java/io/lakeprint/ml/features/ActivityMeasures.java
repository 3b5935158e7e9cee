package io.lakeprint.ml.features;

import io.lakeprint.ml.features.KnownThen.Ages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Features of what a person did each day.
 *
 * @param config groups, windows, channels
 */
record ActivityMeasures(FeaturesConfig config) {

  /** The last thirty days are compared with the thirty before, and with those a year ago. */
  private static final int TREND_DAYS = 30;

  List<Measure> all() {
    List<Measure> measures = new ArrayList<>();
    measures.addAll(rhythm());
    config.windowDays().forEach(days -> measures.addAll(volume(days)));
    measures.add(trend("event_trend", Marks.OWN, "Events", "行为"));
    measures.add(yearAgo("event_count", Marks.OWN, "Events", "行为"));
    config.groups().forEach((name, group) -> measures.addAll(group(name, group)));
    config.channels().forEach(channel -> measures.add(share(channel)));
    return measures;
  }

  private List<Measure> rhythm() {
    return List.of(
        new Measure(
            Feature.daysSince(
                Features.DAYS_SINCE_ACTIVE, "Days since the last activity", "距上次活跃天数"),
            known -> known.daysSince(Marks.OWN)),
        new Measure(
            Feature.daysSince("tenure_days", "Days since the first activity", "距首次活跃天数"),
            known -> {
              int[] days = known.days(Marks.OWN);
              return days.length == 0 ? null : (Double) (double) known.age(days[0]);
            }),
        new Measure(
            Feature.always(
                    "gap_days_mean", "days", "Mean of the gaps between active days", "平均活跃间隔")
                .orNull("fewer than two active days", Feature.NEVER_DAYS),
            known -> meanGap(known.days(Marks.OWN))),
        new Measure(
            Feature.always(
                    "gap_days_deviation",
                    "days",
                    "Standard deviation of the gaps between active days",
                    "活跃间隔标准差")
                .orNull("fewer than two active days", 0),
            known -> deviationOfGaps(known.days(Marks.OWN))),
        new Measure(
            Feature.always(
                    "days_since_active_per_gap",
                    "ratio",
                    "Days since the last activity over the mean gap",
                    "距上次活跃天数与平均间隔之比")
                .orNull("fewer than two active days", 1),
            known -> {
              int[] days = known.days(Marks.OWN);
              Double mean = meanGap(days);
              return mean == null
                  ? null
                  : (Double) (known.age(days[days.length - 1]) / Math.max(mean, 1.0));
            }));
  }

  private static @Nullable Double meanGap(int[] days) {
    return days.length < 2
        ? null
        : (Double) ((double) (days[days.length - 1] - days[0]) / (days.length - 1));
  }

  /** By n·Σx² − (Σx)² in whole numbers: no cancellation, no order of additions. */
  private static @Nullable Double deviationOfGaps(int[] days) {
    if (days.length < 2) {
      return null;
    }
    long gaps = days.length - 1L;
    long sum = days[days.length - 1] - (long) days[0];
    long squares = 0;
    for (int i = 1; i < days.length; i++) {
      long gap = days[i] - (long) days[i - 1];
      squares += gap * gap;
    }
    return Math.sqrt((double) (gaps * squares - sum * sum)) / gaps;
  }

  private List<Measure> volume(int days) {
    String window = window(days);
    return List.of(
        new Measure(
            Feature.always(
                "event_count" + window, "events", "Events" + in(days), zh(days) + "行为次数"),
            known -> (double) known.count(Marks.OWN, Ages.last(days))),
        new Measure(
            Feature.always(
                "active_days" + window, "days", "Active days" + in(days), zh(days) + "活跃天数"),
            known ->
                (double)
                    Arrays.stream(known.days(Marks.OWN))
                        .filter(day -> known.age(day) < days)
                        .count()),
        new Measure(
            Feature.always(
                "engaged_seconds" + window,
                "seconds",
                "Engaged time" + in(days),
                zh(days) + "停留时长"),
            known -> known.engagedSeconds(Ages.last(days))));
  }

  private List<Measure> group(String name, EventGroup group) {
    List<Measure> measures = new ArrayList<>();
    int mark = new Marks(config).group(name);
    measures.add(
        new Measure(
            Feature.daysSince(
                Features.daysSince(name),
                "Days since the last of " + group.nameEn(),
                "距上次" + group.nameZh() + "天数"),
            known -> known.daysSince(mark)));
    for (int days : config.windowDays()) {
      measures.add(
          new Measure(
              Feature.always(
                  name + "_count" + window(days),
                  "events",
                  "Number of " + group.nameEn() + in(days),
                  zh(days) + group.nameZh() + "次数"),
              known -> (double) known.count(mark, Ages.last(days))));
      if (group.amounts()) {
        measures.add(
            new Measure(
                Feature.always(
                    name + "_amount" + window(days),
                    "money",
                    "Amount of " + group.nameEn() + in(days),
                    zh(days) + group.nameZh() + "金额"),
                known -> known.amount(mark, Ages.last(days))));
      }
    }
    measures.add(trend(name + "_trend", mark, capital(group.nameEn()), group.nameZh()));
    measures.add(yearAgo(name + "_count", mark, capital(group.nameEn()), group.nameZh()));
    return measures;
  }

  private static Measure trend(String name, int mark, String what, String whatZh) {
    return new Measure(
        Feature.always(
            name,
            "ratio",
            what + " of the last 30 days against the 30 before, from -1 (stopped) to 1 (began)",
            "近30天" + whatZh + "相对前30天的变化"),
        known -> {
          long now = known.count(mark, Ages.last(TREND_DAYS));
          long before = known.count(mark, new Ages(TREND_DAYS, 2 * TREND_DAYS));
          Double trend = Measure.ratio(now - before, now + before);
          return trend == null ? (Double) 0.0 : trend;
        });
  }

  private static Measure yearAgo(String name, int mark, String what, String whatZh) {
    return new Measure(
        Feature.always(
                name + window(TREND_DAYS) + "_year_ago",
                "events",
                what + " of the 30 days up to the same day of the year before",
                "去年同期30天" + whatZh + "次数")
            .orNull("not active yet by that day", 0),
        known -> {
          Ages then = known.yearAgo(TREND_DAYS);
          int[] days = known.days(Marks.OWN);
          return days.length == 0 || known.age(days[0]) < then.from()
              ? null
              : (Double) (double) known.count(mark, then);
        });
  }

  private Measure share(String channel) {
    int days = config.longestWindowDays();
    int mark = new Marks(config).channel(channel);
    return new Measure(
        Feature.always(
                channel + "_share" + window(days),
                "ratio",
                "Share of events on channel " + channel + in(days),
                zh(days) + channel + "渠道占比")
            .orNull("no events in the window", 0),
        known ->
            Measure.ratio(
                known.count(mark, Ages.last(days)), known.count(Marks.OWN, Ages.last(days))));
  }

  private static String window(int days) {
    return "_" + days + "d";
  }

  private static String in(int days) {
    return " in the last " + days + " days";
  }

  private static String zh(int days) {
    return "近" + days + "天";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

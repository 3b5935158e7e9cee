package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * Features of what a person did each day: one row per person and day, see {@link ActiveDays}.
 *
 * @param config groups, windows, channels
 */
record ActivityMeasures(FeaturesConfig config) {

  /** The last thirty days are compared with the thirty before. */
  private static final int TREND_DAYS = 30;

  List<Measure> all() {
    List<Measure> measures = new ArrayList<>();
    measures.addAll(rhythm());
    config.windowDays().forEach(days -> measures.addAll(volume(days)));
    measures.add(trend("event_trend", col(ActiveDays.EVENTS), "Events", "行为"));
    config.groups().forEach((name, group) -> measures.addAll(group(name, group)));
    config.channels().forEach(channel -> measures.add(share(channel)));
    return measures;
  }

  private List<Measure> rhythm() {
    Column active = col(ActiveDays.EVENTS).gt(0);
    Column age = when(active, col(Measure.AGE_DAYS));
    Column since = min(age);
    Column gaps = sum(when(col(ActiveDays.GAP_DAYS).isNotNull(), 1));
    Column gapSum = sum(col(ActiveDays.GAP_DAYS));
    Column gapSquares = sum(col(ActiveDays.GAP_DAYS).multiply(col(ActiveDays.GAP_DAYS)));
    Column mean = gapSum.cast("double").divide(gaps.cast("double"));
    // n·Σx² − (Σx)² in whole numbers: no cancellation, no order of additions.
    Column deviation =
        sqrt(gaps.multiply(gapSquares).minus(gapSum.multiply(gapSum)).cast("double"))
            .divide(gaps.cast("double"));
    return List.of(
        new Measure(
            Feature.daysSince(
                Features.DAYS_SINCE_ACTIVE, "Days since the last activity", "距上次活跃天数"),
            since),
        new Measure(
            Feature.daysSince("tenure_days", "Days since the first activity", "距首次活跃天数"), max(age)),
        new Measure(
            Feature.always(
                    "gap_days_mean", "days", "Mean of the gaps between active days", "平均活跃间隔")
                .orNull("fewer than two active days", Feature.NEVER_DAYS),
            mean),
        new Measure(
            Feature.always(
                    "gap_days_deviation",
                    "days",
                    "Standard deviation of the gaps between active days",
                    "活跃间隔标准差")
                .orNull("fewer than two active days", 0),
            deviation),
        new Measure(
            Feature.always(
                    "days_since_active_per_gap",
                    "ratio",
                    "Days since the last activity over the mean gap",
                    "距上次活跃天数与平均间隔之比")
                .orNull("fewer than two active days", 1),
            since.cast("double").divide(greatest(mean, lit(1.0)))));
  }

  private List<Measure> volume(int days) {
    String window = window(days);
    return List.of(
        new Measure(
            Feature.always(
                "event_count" + window, "events", "Events" + in(days), zh(days) + "行为次数"),
            Measure.sumWithin(days, col(ActiveDays.EVENTS))),
        new Measure(
            Feature.always(
                "active_days" + window, "days", "Active days" + in(days), zh(days) + "活跃天数"),
            Measure.sumWithin(days, when(col(ActiveDays.EVENTS).gt(0), 1))),
        new Measure(
            Feature.always(
                "engaged_seconds" + window,
                "seconds",
                "Engaged time" + in(days),
                zh(days) + "停留时长"),
            Measure.sumWithin(days, col(ActiveDays.ENGAGED_MILLIS)).cast("double").divide(1000.0)));
  }

  private List<Measure> group(String name, EventGroup group) {
    List<Measure> measures = new ArrayList<>();
    Column count = col(ActiveDays.count(name));
    measures.add(
        new Measure(
            Feature.daysSince(
                Features.daysSince(name),
                "Days since the last of " + group.nameEn(),
                "距上次" + group.nameZh() + "天数"),
            min(when(count.gt(0), col(Measure.AGE_DAYS)))));
    for (int days : config.windowDays()) {
      measures.add(
          new Measure(
              Feature.always(
                  name + "_count" + window(days),
                  "events",
                  "Number of " + group.nameEn() + in(days),
                  zh(days) + group.nameZh() + "次数"),
              Measure.sumWithin(days, count)));
      if (group.amounts()) {
        measures.add(
            new Measure(
                Feature.always(
                    name + "_amount" + window(days),
                    "money",
                    "Amount of " + group.nameEn() + in(days),
                    zh(days) + group.nameZh() + "金额"),
                Measure.sumWithin(days, col(ActiveDays.amount(name)))));
      }
    }
    measures.add(trend(name + "_trend", count, capital(group.nameEn()), group.nameZh()));
    return measures;
  }

  private static Measure trend(String name, Column value, String what, String whatZh) {
    Column now = Measure.sumWithin(TREND_DAYS, value);
    Column before = Measure.sumBetween(TREND_DAYS, 2 * TREND_DAYS, value);
    return new Measure(
        Feature.always(
            name,
            "ratio",
            what + " of the last 30 days against the 30 before, from -1 (stopped) to 1 (began)",
            "近30天" + whatZh + "相对前30天的变化"),
        coalesce(Measure.ratio(now.minus(before), now.plus(before)), lit(0.0)));
  }

  private Measure share(String channel) {
    int days = config.longestWindowDays();
    return new Measure(
        Feature.always(
                channel + "_share" + window(days),
                "ratio",
                "Share of events on channel " + channel + in(days),
                zh(days) + channel + "渠道占比")
            .orNull("no events in the window", 0),
        Measure.ratio(
            Measure.sumWithin(days, col(ActiveDays.channel(channel))),
            Measure.sumWithin(days, col(ActiveDays.EVENTS))));
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

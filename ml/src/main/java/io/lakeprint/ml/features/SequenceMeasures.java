package io.lakeprint.ml.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Features of what follows what: how far a person came in the funnel, where it was left, and how
 * often one thing came after another. The grain is the day: what happened on one day counts in any
 * order.
 *
 * @param config funnel, sequences, windows
 */
record SequenceMeasures(FeaturesConfig config) {

  List<Measure> all() {
    List<Measure> measures = new ArrayList<>();
    if (!config.funnel().isEmpty()) {
      measures.addAll(funnel());
    }
    config.sequences().forEach((name, sequence) -> measures.add(followed(name, sequence)));
    return measures;
  }

  private List<Measure> funnel() {
    int days = config.longestWindowDays();
    Marks marks = new Marks(config);
    int[] steps = config.funnel().stream().mapToInt(marks::group).toArray();
    String names = String.join(" > ", config.funnel());
    EventGroup last = group(config.funnel().get(steps.length - 1));
    EventGroup before = group(config.funnel().get(Math.max(0, steps.length - 2)));
    return List.of(
        new Measure(
            Feature.always(
                "funnel_steps_" + days + "d",
                "steps",
                "Steps of " + names + " taken in this order in the last " + days + " days",
                "近" + days + "天按序走过的漏斗步数"),
            known -> (double) steps(known, steps, days)),
        new Measure(
            Feature.always(
                    "days_since_abandoned",
                    "days",
                    "Days since the last of "
                        + before.nameEn()
                        + " if no "
                        + last.nameEn()
                        + " came on that day or later",
                    "距上次" + before.nameZh() + "而未" + last.nameZh() + "的天数")
                .orNull("nothing is left open", Feature.NEVER_DAYS),
            known -> abandoned(known, steps)));
  }

  private EventGroup group(String name) {
    return config.group("features.groups", name);
  }

  /** A step counts on the earliest day that is not before that of the step ahead of it. */
  private static int steps(KnownThen known, int[] steps, int window) {
    int from = Integer.MIN_VALUE;
    int taken = 0;
    for (int step : steps) {
      int least = from;
      int[] days =
          Arrays.stream(known.days(step))
              .filter(day -> known.age(day) < window && day >= least)
              .toArray();
      if (days.length == 0) {
        return taken;
      }
      from = days[0];
      taken++;
    }
    return taken;
  }

  private static @Nullable Double abandoned(KnownThen known, int[] steps) {
    if (steps.length < 2) {
      return null;
    }
    Double open = known.daysSince(steps[steps.length - 2]);
    Double done = known.daysSince(steps[steps.length - 1]);
    return open == null || (done != null && done <= open) ? null : open;
  }

  private Measure followed(String name, EventSequence sequence) {
    int days = config.longestWindowDays();
    Marks marks = new Marks(config);
    int first = marks.group(sequence.first());
    int then = marks.group(sequence.then());
    int within = sequence.withinDays();
    EventGroup of = group(sequence.first());
    EventGroup to = group(sequence.then());
    return new Measure(
        Feature.always(
            name + "_days_" + days + "d",
            "days",
            "Days with "
                + to.nameEn()
                + " in the last "
                + days
                + " days with "
                + of.nameEn()
                + " on that day or up to "
                + within
                + " days before",
            "近" + days + "天在" + of.nameZh() + "后" + within + "天内" + to.nameZh() + "的天数"),
        known -> {
          int[] earlier = known.days(first);
          return (double)
              Arrays.stream(known.days(then))
                  .filter(day -> known.age(day) < days && precedes(earlier, day, within))
                  .count();
        });
  }

  private static boolean precedes(int[] earlier, int day, int within) {
    int at = Arrays.binarySearch(earlier, day);
    int last = at >= 0 ? at : -at - 2;
    return last >= 0 && day - earlier[last] <= within;
  }
}

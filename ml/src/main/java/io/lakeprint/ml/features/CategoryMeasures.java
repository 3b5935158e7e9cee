package io.lakeprint.ml.features;

import io.lakeprint.ml.features.KnownThen.Ages;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Features of the values of one dimension that a person met. A value is known by a hash of 64 bits:
 * two values of one person are taken for one once in 10^15 people.
 *
 * @param config dimension and windows
 */
record CategoryMeasures(FeaturesConfig config) {

  /** New is what was met in these last days and not before, in the longest window. */
  private static final int NEW_DAYS = 30;

  List<Measure> all() {
    int days = config.longestWindowDays();
    String dimension = config.categoryDimension();
    return List.of(
        new Measure(
            Feature.always(
                dimension + "_variety_" + days + "d",
                "values",
                "Distinct values of " + dimension + " met in the last " + days + " days",
                "近" + days + "天接触的" + dimension + "数"),
            known -> (double) known.met(Ages.last(days)).size()),
        new Measure(
            Feature.always(
                    dimension + "_top_share_" + days + "d",
                    "ratio",
                    "Share of the value of "
                        + dimension
                        + " met most in the last "
                        + days
                        + " days",
                    "近" + days + "天最常接触的" + dimension + "占比")
                .orNull("none met in the window", 0),
            known -> {
              Map<Long, Long> met = known.met(Ages.last(days));
              long all = met.values().stream().mapToLong(Long::longValue).sum();
              return all == 0 ? null : Measure.ratio(Collections.max(met.values()), all);
            }),
        new Measure(
            Feature.always(
                dimension + "_new_" + NEW_DAYS + "d",
                "values",
                "Values of "
                    + dimension
                    + " met in the last "
                    + NEW_DAYS
                    + " days and not in the rest of the last "
                    + days,
                "近" + NEW_DAYS + "天新接触的" + dimension + "数"),
            known -> {
              Set<Long> met = new HashSet<>(known.met(Ages.last(NEW_DAYS)).keySet());
              met.removeAll(known.met(new Ages(NEW_DAYS, days)).keySet());
              return (double) met.size();
            }));
  }
}

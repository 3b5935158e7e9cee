package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;

/**
 * Features of the values of one dimension that a person met, from one row per person, snapshot and
 * value.
 *
 * @param config dimension and windows
 */
record CategoryMeasures(FeaturesConfig config) {

  List<Measure> all() {
    int days = config.longestWindowDays();
    return List.of(
        new Measure(
            Feature.always(
                config.categoryDimension() + "_variety_" + days + "d",
                "values",
                "Distinct values of "
                    + config.categoryDimension()
                    + " met in the last "
                    + days
                    + " days",
                "近" + days + "天接触的" + config.categoryDimension() + "数"),
            sum(when(col(Measure.AGE_DAYS).lt(days), 1).otherwise(0))));
  }
}

package io.lakeprint.ml.features;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * One number about a person at the end of a day.
 *
 * @param name column of {@code ml.features}
 * @param unit what it counts: events, days, seconds, money, ratio
 * @param meaning a sentence for the dictionary
 * @param meaningZh the same in Chinese
 * @param nullMeans what null says; absent when it is never null
 * @param whenMissing the number that models use in place of null
 */
public record Feature(
    String name,
    String unit,
    String meaning,
    String meaningZh,
    @Nullable String nullMeans,
    double whenMissing) {

  /** Stands for "never" where days since something are wanted: three years. */
  static final double NEVER_DAYS = 1095;

  /** Never null. */
  static Feature always(String name, String unit, String meaning, String meaningZh) {
    return new Feature(name, unit, meaning, meaningZh, null, 0);
  }

  /** Null means that the thing never happened. */
  static Feature daysSince(String name, String meaning, String meaningZh) {
    return new Feature(name, "days", meaning, meaningZh, "never", NEVER_DAYS);
  }

  /** The same feature that may be null. */
  Feature orNull(String means, double inModels) {
    return new Feature(name, unit, meaning, meaningZh, means, inModels);
  }

  /** This column in an expression. */
  public Column col() {
    return functions.col(name);
  }

  ColumnSpec column() {
    String comment = meaning + " (" + meaningZh + "), in " + unit;
    return nullMeans == null
        ? ColumnSpec.required(name, Types.DOUBLE, comment)
        : ColumnSpec.optional(name, Types.DOUBLE, comment + "; null = " + nullMeans);
  }
}

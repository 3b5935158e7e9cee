package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.signum;

import org.apache.spark.sql.Column;

/**
 * One feature as models read it.
 *
 * @param feature column of {@code ml.features}
 * @param whenMissing number in place of null
 */
public record ModelInput(String feature, double whenMissing) {

  /**
   * The value on a scale that tames heavy tails: {@code sign(x)·ln(1 + |x|)}. Keeps order, so trees
   * see the same.
   */
  public Column value() {
    Column raw = coalesce(col(feature), lit(whenMissing));
    return signum(raw).multiply(log1p(abs(raw)));
  }
}

package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;

import io.lakeprint.common.tables.PredictionsTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Where a score stands among those of the same date. Equal scores stand in the same place. */
final class Ranks {
  private Ranks() {}

  /** Share with a lower score. */
  static Column percentile() {
    WindowSpec everybody = Window.partitionBy(PredictionsTable.AS_OF.col());
    Column lower =
        rank().over(everybody.orderBy(PredictionsTable.SCORE.col())).minus(1).cast("double");
    return lower.divide(count(lit(1)).over(everybody));
  }

  /** From the column of the percentile: 1 is the highest tenth. */
  static Column decile() {
    return lit(10).minus(floor(PredictionsTable.PERCENTILE.col().multiply(10)));
  }
}

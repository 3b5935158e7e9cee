package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdOverridesTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that operators voided: a CUT voids what was seen of two up to its day, a CANNOT_LINK
 * whatever is seen of them ever.
 */
final class Cuts {

  /** Last day up to which evidence is void, in days since 1970-01-01. */
  static final String CUT_ON = "cut_on";

  private static final String A = "cut_a";
  private static final String B = "cut_b";

  private Cuts() {}

  /**
   * The rows with {@link #CUT_ON}, which is the first day of all where nothing is void.
   *
   * @param rows rows about pairs of nodes
   * @param a the smaller node
   * @param b the larger node
   * @param overrides rows of {@code id_overrides}; null = nobody said anything
   */
  static Dataset<Row> marked(
      Dataset<Row> rows, Column a, Column b, @Nullable Dataset<Row> overrides) {
    Column never = lit(Integer.MIN_VALUE);
    if (overrides == null) {
      return rows.withColumn(CUT_ON, never);
    }
    Column kind = IdOverridesTable.KIND.col();
    Column last =
        when(kind.equalTo("CANNOT_LINK"), lit(Integer.MAX_VALUE))
            .otherwise(unix_date(IdOverridesTable.EFFECTIVE_ON.col()));
    Dataset<Row> cuts =
        overrides
            .where(kind.isin("CUT", "CANNOT_LINK"))
            .groupBy(IdOverridesTable.NODE_A.col().as(A), IdOverridesTable.NODE_B.col().as(B))
            .agg(max(last).as(CUT_ON));
    return rows.join(broadcast(cuts), a.equalTo(col(A)).and(b.equalTo(col(B))), "left")
        .withColumn(CUT_ON, coalesce(col(CUT_ON), never))
        .drop(A, B);
  }
}

package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.common.time.DayRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Buyers at a snapshot with what they bought in the horizon after it, 0 where nothing.
 *
 * <p>Somebody merged into another since the snapshot is looked up under the id that means them now,
 * as labels do it.
 *
 * @param horizon days after the snapshot
 */
record LaterTransform(DayRange horizon) {
  static final String LATER_DAYS = "later_days";
  static final String LATER_AMOUNT = "later_amount";
  private static final String SEEN = "seen_id";
  private static final String RETIRED = "retired";
  private static final String SURVIVOR = "survivor";

  /**
   * The customers' columns, and {@link #LATER_DAYS} (int) and {@link #LATER_AMOUNT} (double).
   *
   * @param customers as {@link CustomersTransform} makes them
   * @param purchases as {@link PurchasesTransform} makes them, with the people of today
   * @param aliases {@code identity.one_id_aliases}
   */
  Dataset<Row> apply(Dataset<Row> customers, Dataset<Row> purchases, Dataset<Row> aliases) {
    Dataset<Row> later =
        purchases
            .where(col(PurchasesTransform.DAY).between(lit(horizon.from()), lit(horizon.to())))
            .groupBy(OrdersTable.ONE_ID.col().as(SEEN))
            .agg(
                countDistinct(col(PurchasesTransform.DAY)).cast(Types.INT).as("days"),
                sum(col(PurchasesTransform.AMOUNT)).cast(Types.DOUBLE).as("amount"));
    Dataset<Row> survivors =
        aliases.select(
            OneIdAliasesTable.RETIRED_ID.col().as(RETIRED),
            OneIdAliasesTable.ONE_ID.col().as(SURVIVOR));
    return customers
        .join(survivors, CustomerValuesTable.ONE_ID.col().equalTo(col(RETIRED)), "left")
        .join(
            later,
            coalesce(col(SURVIVOR), CustomerValuesTable.ONE_ID.col()).equalTo(col(SEEN)),
            "left")
        .withColumn(LATER_DAYS, coalesce(col("days"), lit(0)))
        .withColumn(LATER_AMOUNT, coalesce(col("amount"), lit(0.0)))
        .drop(RETIRED, SURVIVOR, SEEN, "days", "amount");
  }
}

package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.EventsTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the models know of each buyer at the end of a day: the sufficient statistics of {@code btyd}
 * and the last horizon on its own.
 *
 * <p>In: purchases as {@link PurchasesTransform#asKnownAt} makes them. Out: one row per person, the
 * columns below. Purchases of one day count once. Sums are of decimals, so neither order nor
 * partitioning of rows changes a bit.
 *
 * @param snapshot the day; later purchases are not looked at
 * @param recentDays days up to it that are counted on their own
 */
record CustomersTransform(LocalDate snapshot, int recentDays) {
  static final String RECENCY_DAYS = "recency_days";
  static final String AGE_DAYS = "age_days";
  static final String RECENT_DAYS = "recent_purchase_days";
  static final String RECENT_AMOUNT = "recent_amount";

  Dataset<Row> apply(Dataset<Row> purchases) {
    Column day = col(PurchasesTransform.DAY);
    Column recent = day.gt(lit(snapshot.minusDays(recentDays)));
    Column amount = col(PurchasesTransform.AMOUNT);
    Column first = struct(EventsTable.EVENT_TIME.col(), EventsTable.ANCHOR_NODE.col());
    return purchases
        .where(day.leq(lit(snapshot)))
        .groupBy(CustomerValuesTable.ONE_ID.col())
        .agg(
            CustomerValuesTable.ANCHOR_NODE.is(min_by(EventsTable.ANCHOR_NODE.col(), first)),
            CustomerValuesTable.PURCHASE_DAY_COUNT.is(countDistinct(day)),
            CustomerValuesTable.FIRST_PURCHASE_DATE.is(min(day)),
            CustomerValuesTable.LAST_PURCHASE_DATE.is(max(day)),
            CustomerValuesTable.PAID_AMOUNT.is(sum(amount)),
            countDistinct(when(recent, day)).as(RECENT_DAYS),
            CustomerValuesTable.PAID_AMOUNT
                .is(coalesce(sum(when(recent, amount)), lit(0)))
                .as(RECENT_AMOUNT))
        .withColumn(
            RECENCY_DAYS,
            datediff(
                CustomerValuesTable.LAST_PURCHASE_DATE.col(),
                CustomerValuesTable.FIRST_PURCHASE_DATE.col()))
        .withColumn(
            AGE_DAYS, datediff(lit(snapshot), CustomerValuesTable.FIRST_PURCHASE_DATE.col()));
  }
}

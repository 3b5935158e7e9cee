package io.lakeprint.jobs.realdata;

import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.OrderItemsTable;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.jobs.behaviour.metrics.MetricsJob;
import io.lakeprint.jobs.behaviour.orders.OrdersJob;
import io.lakeprint.jobs.behaviour.reports.ReportsJob;
import io.lakeprint.jobs.identity.IdentityJob;
import io.lakeprint.jobs.ingest.IngestJob;
import io.lakeprint.testkit.PublicData;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The known facts of UCI Online Retail (Chen, Sain and Guo 2012), from the lake's tables. */
@ExtendWith(SparkExtension.class)
class OnlineRetailTest {

  @Test
  void theLakeHoldsTheKnownFactsOfTheShop(SparkSession spark, @TempDir Path folder) {
    Path file = PublicData.require("online_retail/online_retail.csv.gz");
    TrialContext shop = RealLake.of("online-retail", file.getParent().getParent(), spark, folder);

    JobReport.Records records = shop.run(new IngestJob()).records().orElseThrow();
    assertThat(records.read()).isEqualTo(541_909);
    assertThat(records.accepted() + records.duplicate() + records.rejected())
        .isEqualTo(records.read());
    assertThat(shop.lake().read(EventsTable.SPEC).count()).isEqualTo(records.accepted());
    assertThat(shop.run(new IngestJob()).records().orElseThrow().read())
        .as("a second run finds nothing new")
        .isZero();

    shop.run(new IdentityJob());
    shop.run(new OrdersJob());
    Dataset<Row> bought =
        shop.lake()
            .read(OrderItemsTable.SPEC)
            .filter(
                OrderItemsTable.KIND
                    .col()
                    .equalTo("purchase")
                    .and(OrderItemsTable.ONE_ID.col().isNotNull())
                    .and(OrderItemsTable.QUANTITY.col().gt(0))
                    .and(OrderItemsTable.UNIT_PRICE.col().gt(0)))
            .cache();
    Row facts =
        bought
            .agg(
                countDistinct(OrderItemsTable.ONE_ID.col()),
                countDistinct(OrderItemsTable.ORDER_ID.col()),
                sum(OrderItemsTable.AMOUNT.col()))
            .head();
    assertThat(bought.count()).as("order lines").isEqualTo(397_884);
    assertThat(facts.getLong(0)).as("customers").isEqualTo(4_338);
    assertThat(facts.getLong(1)).as("invoices").isEqualTo(18_532);
    // The known figure is in pennies; a few unit prices have a tenth of one.
    assertThat(facts.getDecimal(2).setScale(2, RoundingMode.HALF_UP))
        .as("revenue")
        .isEqualByComparingTo(new BigDecimal("8911407.90"));
    assertThat(
            bought
                .groupBy(OrderItemsTable.ONE_ID.col())
                .agg(countDistinct(OrderItemsTable.ORDER_ID.col()).as("orders"))
                .filter("orders = 1")
                .count())
        .as("one-time buyers")
        .isEqualTo(1_493);
    assertThat(cohortOfDecember(bought))
        .as("buyers who first bought in 2010-12, by month")
        .containsExactly(
            885L, 324L, 286L, 340L, 321L, 352L, 321L, 309L, 313L, 350L, 331L, 445L, 235L);
    bought.unpersist();
    retentionSaysTheSame(shop);
    distributionsAndMetricsSayTheSame(shop);
  }

  private static void distributionsAndMetricsSayTheSame(TrialContext shop) {
    Row once =
        shop.lake()
            .read(DistributionCellsTable.SPEC)
            .where("report_id = 'orders_per_customer' and bucket_no = 1")
            .head();
    assertThat(once.<Long>getAs(DistributionCellsTable.USERS.name()))
        .as("one-time buyers")
        .isEqualTo(1_493);
    assertThat(once.<Long>getAs(DistributionCellsTable.ALL_USERS.name()))
        .as("customers")
        .isEqualTo(4_338);
    shop.run(new MetricsJob());
    BigDecimal revenue =
        shop.lake()
            .read(MetricValuesTable.SPEC)
            .where("report_id = 'known_revenue' and period_grain = 'month' and currency = 'GBP'")
            .agg(sum(MetricValuesTable.NUMERATOR.col()))
            .head()
            .getDecimal(0);
    assertThat(revenue.setScale(2, RoundingMode.HALF_UP))
        .as("revenue")
        .isEqualByComparingTo(new BigDecimal("8911407.90"));
  }

  private static void retentionSaysTheSame(TrialContext shop) {
    shop.run(new ReportsJob());
    Dataset<Row> cohort =
        shop.lake()
            .read(RetentionCellsTable.SPEC)
            .where("report_id = 'cohorts' and period_start = date'2010-12-01'")
            .orderBy(RetentionCellsTable.CELL_NO.col());
    assertThat(
            cohort
                .select(RetentionCellsTable.RETURNED_USERS.col())
                .as(Encoders.LONG())
                .collectAsList())
        .containsExactly(
            885L, 324L, 286L, 340L, 321L, 352L, 321L, 309L, 313L, 350L, 331L, 445L, 235L);
    assertThat(
            cohort
                .where("not cell_complete")
                .select(RetentionCellsTable.CELL_NO.col())
                .as(Encoders.INT())
                .collectAsList())
        .as("the ninth of December 2011 does not end the month")
        .containsExactly(12);
  }

  private static List<Long> cohortOfDecember(Dataset<Row> bought) {
    Dataset<Row> months =
        bought
            .select(
                OrderItemsTable.ONE_ID.col(),
                date_trunc("month", OrderItemsTable.EVENT_DATE.col()).as("month"))
            .distinct()
            .withColumn(
                "first", min("month").over(Window.partitionBy(OrderItemsTable.ONE_ID.col())));
    return months
        .filter("first = timestamp '2010-12-01'")
        .groupBy("month")
        .count()
        .orderBy("month")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(1))
        .toList();
  }
}

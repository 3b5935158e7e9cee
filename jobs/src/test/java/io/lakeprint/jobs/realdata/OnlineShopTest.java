package io.lakeprint.jobs.realdata;

import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.common.tables.PathEdgesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.jobs.behaviour.reports.ReportsJob;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.jobs.identity.IdentityJob;
import io.lakeprint.jobs.ingest.IngestJob;
import io.lakeprint.testkit.PublicData;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The known facts of Retentioneering's sample shop and of REES46's first hours, from the lake. */
@ExtendWith(SparkExtension.class)
class OnlineShopTest {

  @Test
  void peoplePerStepAreThoseOfTheSampleShop(SparkSession spark, @TempDir Path folder) {
    Path file = PublicData.require("clickstream/simple_onlineshop_v1.csv.gz");
    TrialContext shop = RealLake.of("onlineshop", file.getParent().getParent(), spark, folder);
    assertThat(shop.run(new IngestJob()).records().orElseThrow().accepted()).isEqualTo(32_283);
    shop.run(new IdentityJob());

    assertThat(shop.lake().read(PersonsTable.SPEC).count()).isEqualTo(3_751);
    assertThat(people(shop))
        .containsAllEntriesOf(
            Map.of(
                "catalog", 3_611L,
                "cart", 1_924L,
                "delivery_choice", 1_356L,
                "payment_choice", 958L,
                "payment_done", 653L));
    reportsSayTheSame(shop);
  }

  private static void reportsSayTheSame(TrialContext shop) {
    shop.run(new SessionsJob());
    shop.run(new ReportsJob());
    Dataset<Row> steps =
        shop.lake()
            .read(FunnelStepsTable.SPEC)
            .where(FunnelStepsTable.REPORT_ID.col().equalTo("payment"));
    assertThat(
            steps
                .where(FunnelStepsTable.PERIOD_GRAIN.col().equalTo("total"))
                .orderBy(FunnelStepsTable.STEP_NO.col())
                .select(FunnelStepsTable.USERS.col())
                .as(Encoders.LONG())
                .collectAsList())
        .as("people per step of the ordered funnel over the whole time")
        .containsExactly(3_611L, 1_924L, 1_356L, 958L, 653L);
    assertThat(
            shop.lake()
                .read(FunnelUsersTable.SPEC)
                .where("period_grain = 'total' and completed_at is not null")
                .count())
        .as("the people behind the last step")
        .isEqualTo(653);
    assertThat(shop.lake().read(PathEdgesTable.SPEC).count()).isPositive();
    assertThat(shop.run(new ReportsJob()).rowsWritten()).as("a second run").isZero();
  }

  @Test
  void eventsOfRees46AreReadUnderTheirStandardNames(SparkSession spark, @TempDir Path folder) {
    Path file = PublicData.require("clickstream/rees46_2019-Oct_head.csv.gz");
    TrialContext shop = RealLake.of("rees46", file.getParent().getParent(), spark, folder);
    assertThat(shop.run(new IngestJob()).records().orElseThrow().accepted()).isEqualTo(17_434);

    List<String> counts =
        shop
            .lake()
            .read(EventsTable.SPEC)
            .groupBy("event_name")
            .count()
            .orderBy("event_name")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0) + " " + row.getLong(1))
            .toList();
    assertThat(counts).containsExactly("add_to_cart 165", "product_view 17055", "purchase 214");
    assertThat(
            shop.lake()
                .read(EventsTable.SPEC)
                .agg(countDistinct(EventsTable.ONE_ID.col()))
                .head()
                .getLong(0))
        .isEqualTo(4_504);
  }

  private static Map<String, Long> people(TrialContext shop) {
    return shop
        .lake()
        .read(EventsTable.SPEC)
        .groupBy(EventsTable.EVENT_NAME.col())
        .agg(countDistinct(EventsTable.ONE_ID.col()))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }
}

package io.lakeprint.jobs.behaviour.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AdCostsTransformTest {

  private static void event(
      TableRows events, String name, String source, @Nullable String amount, String currency) {
    events.row(
        EventsTable.EVENT_NAME, name,
        EventsTable.EVENT_DATE, LocalDate.parse("2026-03-01"),
        EventsTable.CHANNEL, "ad",
        EventsTable.CAMPAIGN_SOURCE, source,
        EventsTable.AMOUNT, amount,
        EventsTable.CURRENCY, currency);
  }

  @Test
  void costsOfADayAddUpByCampaignAndCurrency(SparkSession spark) {
    TableRows events = TableRows.of(EventsTable.SPEC);
    event(events, "ad_cost", "baidu", "1.5", "CNY");
    event(events, "ad_cost", "baidu", "2.0001", "CNY");
    event(events, "ad_cost", "baidu", "7", "USD");
    event(events, "ad_cost", "douyin", null, "CNY");
    event(events, "purchase", "baidu", "99", "CNY");
    assertThat(
            new AdCostsTransform(new AdCostsConfig(List.of("ad_cost")))
                    .apply(events.on(spark))
                    .selectExpr("concat_ws(' ', cost_date, campaign_source, currency, cost_amount)")
                    .collectAsList()
                    .stream()
                    .map(row -> row.getString(0))
                    .sorted())
        .containsExactly("2026-03-01 baidu CNY 3.5001", "2026-03-01 baidu USD 7.0000");
  }
}

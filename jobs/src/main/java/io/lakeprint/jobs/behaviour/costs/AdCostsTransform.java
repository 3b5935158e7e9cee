package io.lakeprint.jobs.behaviour.costs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.EventLines;
import io.lakeprint.common.tables.EventsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Costs by day and campaign: {@code events.events} in, {@code reference.ad_costs} out. Records that
 * say no amount cost nothing and are left out; amounts add up exactly.
 */
record AdCostsTransform(AdCostsConfig config) {

  private static final String SPENT = "spent";

  Dataset<Row> apply(Dataset<Row> events) {
    return events
        .where(EventsTable.EVENT_NAME.col().isin(config.events().toArray()))
        .withColumn(SPENT, EventLines.amount())
        .where(col(SPENT).isNotNull())
        .groupBy(
            EventsTable.EVENT_DATE.col().as(AdCostsTable.COST_DATE.name()),
            EventsTable.CHANNEL.col(),
            EventsTable.APP_ID.col(),
            EventsTable.CAMPAIGN_ID.col(),
            EventsTable.CAMPAIGN_SOURCE.col(),
            EventsTable.CAMPAIGN_MEDIUM.col(),
            EventsTable.CAMPAIGN_NAME.col(),
            EventsTable.CURRENCY.col())
        .agg(AdCostsTable.COST_AMOUNT.is(sum(SPENT)))
        .select(AdCostsTable.SPEC.cols());
  }
}

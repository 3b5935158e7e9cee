package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.STRING;

/** What advertising costs. Grain: the key. */
public final class AdCostsTable {
  public static final ColumnSpec COST_DATE =
      required("cost_date", DATE, "Business day of the cost");
  public static final ColumnSpec CHANNEL = required("channel", STRING, "Touchpoint");
  public static final ColumnSpec APP_ID =
      optional("app_id", STRING, "Site or app; null = not said");
  public static final ColumnSpec CAMPAIGN_ID =
      optional("campaign_id", STRING, "Campaign id; null = not said");
  public static final ColumnSpec CAMPAIGN_SOURCE =
      optional("campaign_source", STRING, "Where it runs, as utm_source has it; null = not said");
  public static final ColumnSpec CAMPAIGN_MEDIUM =
      optional("campaign_medium", STRING, "How, as utm_medium has it; null = not said");
  public static final ColumnSpec CAMPAIGN_NAME =
      optional("campaign_name", STRING, "Its name, as utm_campaign has it; null = not said");
  public static final ColumnSpec CURRENCY =
      optional("currency", STRING, "ISO 4217 code; null = not said");
  public static final ColumnSpec COST_AMOUNT = required("cost_amount", MONEY, "What was spent");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "reference.ad_costs",
              "One day of one campaign, by channel, app and currency",
              COST_DATE,
              CHANNEL,
              APP_ID,
              CAMPAIGN_ID,
              CAMPAIGN_SOURCE,
              CAMPAIGN_MEDIUM,
              CAMPAIGN_NAME,
              CURRENCY,
              COST_AMOUNT)
          .key(
              COST_DATE,
              CHANNEL,
              APP_ID,
              CAMPAIGN_ID,
              CAMPAIGN_SOURCE,
              CAMPAIGN_MEDIUM,
              CAMPAIGN_NAME,
              CURRENCY)
          .asExchange();

  private AdCostsTable() {}
}

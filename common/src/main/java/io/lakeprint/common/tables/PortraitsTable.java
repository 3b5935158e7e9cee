package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * A person on one row: who they are, their tags, scores, cluster and value; one more column per tag
 * and published score. Grain: one_id.
 */
public final class PortraitsTable {
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "The person").pseudonym();
  public static final ColumnSpec PERSON_KIND =
      required("person_kind", STRING, "member, contactable or anonymous");
  public static final ColumnSpec FIRST_SEEN_AT =
      required("first_seen_at", TIMESTAMP, "First sighting, UTC");
  public static final ColumnSpec LAST_SEEN_AT =
      required("last_seen_at", TIMESTAMP, "Last sighting, UTC");
  public static final ColumnSpec IDENTIFIER_COUNT =
      required("identifier_count", LONG, "Identifiers owned");
  public static final ColumnSpec CHANNELS =
      optional("channels", STRING, "Channels used, comma-separated and sorted; null = none");
  public static final ColumnSpec CLUSTER_ID =
      optional("cluster_id", STRING, "Cluster; null = not clustered");
  public static final ColumnSpec CLUSTER_NAME =
      optional(
          "cluster_name", STRING, "Readable name of the cluster, English; null = not clustered");
  public static final ColumnSpec CLUSTER_NAME_ZH =
      optional("cluster_name_zh", STRING, "The same, Chinese; null like cluster_name");
  public static final ColumnSpec ALIVE_SCORE =
      optional(
              "alive_score",
              DOUBLE,
              "P(alive): probability of being a customer still, 0 to 1; null = never bought, or"
                  + " not told")
          .personal();
  public static final ColumnSpec EXPECTED_PURCHASES =
      optional(
              "expected_purchases",
              DOUBLE,
              "Purchase days expected in the horizon of value; null like alive_score")
          .personal();
  public static final ColumnSpec CLV_AMOUNT =
      optional(
              "clv_amount",
              MONEY,
              "Customer lifetime value: amount expected ahead, discounted; null like alive_score")
          .personal();
  public static final ColumnSpec CLV_CURRENCY =
      optional(
          "clv_currency",
          STRING,
          "ISO 4217 code of clv_amount; null = no value, or amounts are taken as they are");
  public static final ColumnSpec CLV_DECILE =
      optional(
              "clv_decile",
              INT,
              "Tenth of buyers by clv_amount, 1 = highest; null like alive_score")
          .personal();

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "profile.portraits",
              "One active person",
              ONE_ID,
              PERSON_KIND,
              FIRST_SEEN_AT,
              LAST_SEEN_AT,
              IDENTIFIER_COUNT,
              CHANNELS,
              CLUSTER_ID,
              CLUSTER_NAME,
              CLUSTER_NAME_ZH,
              ALIVE_SCORE,
              EXPECTED_PURCHASES,
              CLV_AMOUNT,
              CLV_CURRENCY,
              CLV_DECILE)
          .key(ONE_ID)
          .restates(Restatement.FOLLOWS)
          .asExchange();

  private PortraitsTable() {}
}

package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/** What sets each cluster apart. Grain: (as_of, cluster_id). */
public final class ClusterProfilesTable {
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the features were taken");
  public static final ColumnSpec CLUSTER_ID = required("cluster_id", STRING, "Cluster");
  public static final ColumnSpec NAME_EN = required("name_en", STRING, "Name from its traits");
  public static final ColumnSpec NAME_ZH =
      required("name_zh", STRING, "Name from its traits, Chinese");
  public static final ColumnSpec PERSON_COUNT = required("person_count", LONG, "Members");
  public static final ColumnSpec SHARE_RATIO =
      required("share_ratio", DOUBLE, "Share of the clustered, 0 to 1");
  public static final ColumnSpec MEAN_VALUE =
      optional(
          "mean_value",
          DOUBLE,
          "Mean of clusters.value-feature per member, who counts as 0 without one; null = written"
              + " before there was this column");
  public static final ColumnSpec VALUE_SHARE_RATIO =
      optional(
          "value_share_ratio",
          DOUBLE,
          "Members' share of the value of all clustered, 0 to 1 where nobody's is negative; null ="
              + " nobody has any, or like mean_value");
  public static final ColumnSpec SILHOUETTE_SCORE =
      optional(
          "silhouette_score",
          DOUBLE,
          "Mean silhouette of the whole clustering, -1 to 1; null like mean_value");
  public static final ColumnSpec STABILITY_SCORE =
      optional(
          "stability_score",
          DOUBLE,
          "Mean adjusted Rand index of the whole clustering on halves of its people, 1 = halves tell"
              + " the same, 0 = as by chance; null like mean_value");
  public static final ColumnSpec TRAITS =
      required(
          "traits",
          STRING,
          "JSON array: features that differ most from everybody, with mean, overall mean and difference in standard deviations");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "ml.cluster_profiles",
              "One cluster of one clustering",
              AS_OF,
              CLUSTER_ID,
              NAME_EN,
              NAME_ZH,
              PERSON_COUNT,
              SHARE_RATIO,
              MEAN_VALUE,
              VALUE_SHARE_RATIO,
              SILHOUETTE_SCORE,
              STABILITY_SCORE,
              TRAITS)
          .key(AS_OF, CLUSTER_ID)
          .partitionedBy(AS_OF)
          .asExchange();

  private ClusterProfilesTable() {}
}

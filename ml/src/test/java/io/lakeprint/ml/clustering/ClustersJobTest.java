package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real lake, on two days: on the second one a kind is new that is worth most. */
@ExtendWith(SparkExtension.class)
class ClustersJobTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 6, 30);
  private static final LocalDate SECOND = FIRST.plusDays(7);
  private static final TableSpec FEATURES =
      FeatureCatalog.of(Settings.of("features", FeaturesConfig.class)).table();

  @Test
  void aClusterKeepsItsIdAndANewOneGetsItsOwn(SparkSession spark, @TempDir Path folder) {
    TrialContext first = context(spark, folder, FIRST, 2);
    first.lake().replaceWhere(FEATURES, planted().on(spark), "true");
    first.run(new ClustersJob());
    assertThat(kinds(first)).containsExactly("buys c1 20", "look c2 20");

    TrialContext second = context(spark, folder, SECOND, 3);
    second.run(new ClustersJob());
    assertThat(kinds(second))
        .as("the most valuable is new")
        .containsExactly("buys c1 20", "look c2 20", "rich c3 20");

    List<Row> clusters = rows(first, ClustersTable.SPEC);
    List<Row> profiles = rows(first, ClusterProfilesTable.SPEC);
    first.run(new ClustersJob());
    assertThat(rows(first, ClustersTable.SPEC)).as("again after a later day").isEqualTo(clusters);
    assertThat(rows(first, ClusterProfilesTable.SPEC)).isEqualTo(profiles);
  }

  private static TrialContext context(
      SparkSession spark, Path folder, LocalDate day, int clusters) {
    return TrialContext.at(
        spark,
        folder,
        ZoneId.of("UTC"),
        day,
        "clusters.minimum-people=30",
        "clusters.stability-splits=1",
        "clusters.minimum-clusters=" + clusters,
        "clusters.maximum-clusters=" + clusters,
        "clusters.traits=[{ feature = purchase_amount_90d, high-en = spenders, high-zh = 高消费,"
            + " low-en = lookers, low-zh = 少消费 }]");
  }

  /** Kind of person, cluster and how many, on the context's day. */
  private static List<String> kinds(TrialContext context) {
    return context
        .lake()
        .read(ClustersTable.SPEC)
        .filter("as_of = DATE'" + context.asOf() + "'")
        .selectExpr("substring(one_id, 1, 4) AS kind", "cluster_id")
        .groupBy("kind", "cluster_id")
        .count()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(2))
        .sorted()
        .toList();
  }

  private static List<Row> rows(TrialContext context, TableSpec table) {
    Dataset<Row> rows = context.lake().read(table);
    return rows.orderBy("as_of", "cluster_id", rows.columns()[1]).collectAsList();
  }

  private static TableRows planted() {
    TableRows rows = TableRows.of(FEATURES);
    for (int i = 0; i < 20; i++) {
      String number = String.format(Locale.ROOT, "%02d", i);
      for (LocalDate day : List.of(FIRST, SECOND)) {
        spent(rows, day, "buys" + number, 1000 + i);
        spent(rows, day, "look" + number, 0);
      }
      spent(rows, SECOND, "rich" + number, 90_000 + i);
    }
    return rows;
  }

  private static void spent(TableRows rows, LocalDate day, String person, double amount) {
    rows.row(
        FeaturesTable.AS_OF,
        day,
        FeaturesTable.ONE_ID,
        person,
        column("days_since_active"),
        1.0,
        column("purchase_amount_90d"),
        amount);
  }

  private static ColumnSpec column(String name) {
    return FEATURES.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.ml.RollUpRows;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
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
  private static final FeaturesConfig FEATURES = Settings.of("features", FeaturesConfig.class);

  @Test
  void aClusterKeepsItsIdAndANewOneGetsItsOwn(SparkSession spark, @TempDir Path folder) {
    TrialContext first = context(spark, folder, FIRST, 2);
    first
        .lake()
        .replaceWhere(
            FeatureCatalog.of(FEATURES).table(),
            new FeaturesTransform(FEATURES, new Snapshots(List.of(FIRST, SECOND)))
                .apply(planted().on(spark)),
            "true");
    first.run(new ClustersJob());
    assertThat(kinds(first)).containsExactly("buys c1 100", "look c2 100");

    TrialContext second = context(spark, folder, SECOND, 3);
    second.run(new ClustersJob());
    assertThat(kinds(second))
        .as("the most valuable is new")
        .containsExactly("buys c1 100", "look c2 100", "rich c3 100");

    List<Row> clusters = rows(second, ClustersTable.SPEC);
    List<Row> profiles = rows(second, ClusterProfilesTable.SPEC);
    second.run(new ClustersJob());
    first.run(new ClustersJob());
    assertThat(rows(second, ClustersTable.SPEC)).as("again, later day first").isEqualTo(clusters);
    assertThat(rows(second, ClusterProfilesTable.SPEC)).isEqualTo(profiles);
  }

  private static TrialContext context(
      SparkSession spark, Path folder, LocalDate day, int clusters) {
    return TrialContext.at(
        spark,
        folder,
        ZoneId.of("UTC"),
        day,
        "clusters.minimum-people=100",
        "clusters.minimum-clusters=" + clusters,
        "clusters.maximum-clusters=" + clusters);
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

  private static RollUpRows planted() {
    Random random = new Random(5);
    RollUpRows rows = new RollUpRows();
    for (int i = 0; i < 100; i++) {
      String number = String.format(Locale.ROOT, "%03d", i);
      for (int visit = 0; visit < 6; visit++) {
        LocalDate day = FIRST.minusDays(10L * visit + random.nextInt(3));
        rows.did("buys" + number, day, "page_view", 4 + random.nextInt(3), null);
        rows.did("buys" + number, day, "purchase", 1, "" + (80 + random.nextInt(40)));
        rows.did("look" + number, day, "page_view", 4 + random.nextInt(3), null);
        LocalDate late = SECOND.minusDays(random.nextInt(3));
        rows.did("rich" + number, late, "purchase", 1, "" + (8000 + random.nextInt(4000)));
      }
    }
    return rows;
  }
}

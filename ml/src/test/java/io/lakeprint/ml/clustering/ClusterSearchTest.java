package io.lakeprint.ml.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.ml.RollUpRows;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three planted kinds: those who buy much, those who only look, those who came once long ago. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterSearchTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
  private static final FeaturesConfig FEATURES = Settings.of("features", FeaturesConfig.class);
  private static final ClustersConfig CONFIG =
      Settings.of(
          "clusters",
          ClustersConfig.class,
          "clusters.maximum-clusters=4",
          "clusters.stability-splits=1");
  private static final List<ModelInput> INPUTS =
      CONFIG.features().stream()
          .map(name -> FeatureCatalog.of(FEATURES).find(name).orElseThrow())
          .map(feature -> new ModelInput(feature.name(), feature.whenMissing()))
          .toList();

  private final Dataset<Row> people;
  private final Clustering found;

  ClusterSearchTest(SparkSession spark) {
    Dataset<Row> features =
        new FeaturesTransform(FEATURES, new Snapshots(List.of(DAY)), Settings.rollUps())
            .apply(planted().on(spark));
    people = spark.createDataFrame(features.collectAsList(), features.schema());
    found = find(people).orElseThrow();
  }

  @Test
  void findsThePlantedKindsAndNumbersThemByValue() {
    assertThat(found.centers()).hasSize(3);
    QualityFloors.hold(
        "planted.clusters",
        Map.of("silhouette", found.silhouette(), "stability", found.stability()));
    List<Row> kinds =
        clusters(found, people)
            .selectExpr("substring(one_id, 1, 4) AS kind", "cluster_id")
            .distinct()
            .orderBy("cluster_id")
            .collectAsList();
    assertThat(kinds).hasSize(3);
    assertThat(kinds.get(0).getString(0)).as("c1, the most valuable").isEqualTo("buys");
  }

  @Test
  void profilesSayWhatSetsEachApartInBothLanguages() {
    Dataset<Row> clusters = clusters(found, people);
    List<Profile> profiles =
        Profile.of(
            new MomentsTransform(found.scale()).apply(clusters, people).collectAsList(),
            CONFIG.traits(),
            CONFIG.value());
    assertThat(profiles).extracting(Profile::people).containsExactly(100L, 100L, 100L);
    assertThat(profiles).extracting(Profile::valueShare).containsExactly(1.0, 0.0, 0.0);
    assertThat(profiles.get(0).meanValue()).as("six orders of 80 to 119").isBetween(480.0, 714.0);
    assertThat(profiles.get(1).meanValue()).isZero();
    assertThat(profiles.get(0).marks().get(0).trait().feature()).startsWith("purchase_");
    List<ProfileNames.Name> names = ProfileNames.of(profiles);
    assertThat(names.get(0).en()).contains("igh spend");
    assertThat(names.get(0).zh()).contains("高消费");
    assertThat(names).extracting(ProfileNames.Name::en).doesNotHaveDuplicates();
  }

  @Test
  void partitioningChangesNoBit() {
    Clustering other = find(people.repartition(7)).orElseThrow();
    assertThat(other.scale()).isEqualTo(found.scale());
    assertThat(other.centers()).isEqualTo(found.centers());
    assertThat(other.ranks()).isEqualTo(found.ranks());
    assertThat(other.silhouette()).isEqualTo(found.silhouette());
    assertThat(other.stability()).isEqualTo(found.stability());
    assertThat(assigned(other, people.repartition(3))).isEqualTo(assigned(found, people));
  }

  @Test
  void peopleWhoAreAllAlikeAreNotGrouped() {
    Dataset<Row> alike = people.limit(1);
    for (int i = 0; i < 3; i++) {
      alike = alike.union(alike);
    }
    assertThat(find(alike)).isEmpty();
  }

  private static Optional<Clustering> find(Dataset<Row> people) {
    return new ClusterSearch(CONFIG, INPUTS)
        .find(new SampleTransform(CONFIG.seed(), CONFIG.sampleSize()).apply(people));
  }

  private static List<Row> assigned(Clustering clustering, Dataset<Row> people) {
    return clusters(clustering, people).orderBy(ClustersTable.ONE_ID.col()).collectAsList();
  }

  private static Dataset<Row> clusters(Clustering clustering, Dataset<Row> people) {
    List<String> ids = new ClusterIds(1, 0).of(clustering.centers().size(), List.of());
    return new AssignTransform(ids).apply(new RankTransform(clustering).apply(people));
  }

  private static RollUpRows planted() {
    Random random = new Random(9);
    RollUpRows rows = new RollUpRows();
    for (int i = 0; i < 100; i++) {
      String number = String.format(Locale.ROOT, "%03d", i);
      for (int visit = 0; visit < 6; visit++) {
        LocalDate day = DAY.minusDays(10L * visit + random.nextInt(3));
        rows.did("buys" + number, day, "page_view", 4 + random.nextInt(3), null);
        rows.did("buys" + number, day, "purchase", 1, "" + (80 + random.nextInt(40)));
        rows.did("look" + number, day, "page_view", 4 + random.nextInt(3), null);
      }
      rows.did("once" + number, DAY.minusDays(80 + random.nextInt(5)), "page_view", 1, null);
    }
    return rows;
  }
}

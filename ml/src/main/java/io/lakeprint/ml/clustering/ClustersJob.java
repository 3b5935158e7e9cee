package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.ml.features.Feature;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.registry.ModelInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Groups the people of the as-of date and says what sets each group apart. */
public final class ClustersJob implements Job<ClustersConfig> {

  @Override
  public JobSpec<ClustersConfig> spec() {
    return JobSpec.planned(
        "clusters",
        "ml",
        "Groups people who behave alike and profiles each group",
        ClustersConfig.class,
        List.of(
            JobInput.of(FeaturesTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC),
            JobInput.previous(ClustersTable.SPEC),
            JobInput.previous(ClusterProfilesTable.SPEC)),
        List.of(ClustersTable.SPEC, ClusterProfilesTable.SPEC));
  }

  @Override
  public void check(CheckContext context, ClustersConfig config) {
    context
        .settings("features", FeaturesConfig.class)
        .ifPresent(
            features ->
                context.attempt(
                    "clusters.traits", () -> inputs(config, FeatureCatalog.of(features))));
  }

  @Override
  public JobReport run(JobContext context, ClustersConfig config) {
    List<ModelInput> inputs =
        inputs(config, FeatureCatalog.of(context.settings("features", FeaturesConfig.class)));
    Eligibility active = new Eligibility(Features.DAYS_SINCE_ACTIVE, config.observationDays());
    Dataset<Row> people =
        context
            .input(FeaturesTable.SPEC)
            .filter(FeaturesTable.AS_OF.col().equalTo(lit(context.asOf())).and(active.holds()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = people.count();
      if (count < config.minimumPeople()) {
        return JobReport.of()
            .note(
                "clusters: not made: "
                    + count
                    + " people active in the "
                    + config.observationDays()
                    + " days up to "
                    + context.asOf()
                    + ", at least "
                    + config.minimumPeople()
                    + " are needed (clusters.minimum-people)");
      }
      context.progress("grouping " + count + " people");
      Optional<Clustering> found =
          new ClusterSearch(config, inputs)
              .find(new SampleTransform(config.seed(), config.sampleSize()).apply(people));
      return found
          .map(clustering -> ranked(context, config, people, clustering))
          .orElseGet(() -> JobReport.of().note("clusters: not made: everybody is alike"));
    } finally {
      people.unpersist();
    }
  }

  /** Ids, profiles and table all need everybody's cluster. */
  private static JobReport ranked(
      JobContext context, ClustersConfig config, Dataset<Row> people, Clustering clustering) {
    try (Cached ranked = Cached.of(new RankTransform(clustering).apply(people))) {
      return write(context, config, people, clustering, ranked.rows());
    }
  }

  private static JobReport write(
      JobContext context,
      ClustersConfig config,
      Dataset<Row> people,
      Clustering clustering,
      Dataset<Row> ranked) {
    List<String> ids =
        new EarlierClusterings(
                context.input(ClustersTable.SPEC),
                context.input(ClusterProfilesTable.SPEC),
                context.input(OneIdAliasesTable.SPEC),
                context.asOf())
            .ids(ranked, clustering.ranks().size(), config.sameFrom());
    Dataset<Row> clusters = new AssignTransform(ids).apply(ranked);
    List<Row> moments =
        new MomentsTransform(clustering.scale()).apply(clusters, people).takeAsList(ids.size());
    Dataset<Row> profiles =
        ProfileRows.of(
            Profile.of(moments, config.traits(), config.value()),
            clustering,
            context.asOf(),
            context.spark());
    String scope = ClustersTable.AS_OF.name() + " = DATE'" + context.asOf() + "'";
    JobReport report =
        JobReport.of(
                context.lake().replaceWhere(ClustersTable.SPEC, clusters, scope),
                context.lake().replaceWhere(ClusterProfilesTable.SPEC, profiles, scope))
            .note(
                String.format(
                    Locale.ROOT,
                    "clusters: %d, silhouette %.2f, stability %.2f",
                    ids.size(),
                    clustering.silhouette(),
                    clustering.stability()));
    return clustering.stability() >= config.minimumStability()
        ? report
        : report.note(
            "clusters: no number of clusters is stable: halves of the people tell others"
                + " (clusters.minimum-stability is "
                + config.minimumStability()
                + ")");
  }

  private static List<ModelInput> inputs(ClustersConfig config, FeatureCatalog catalog) {
    return config.features().stream()
        .map(
            name -> {
              Feature feature =
                  catalog
                      .find(name)
                      .orElseThrow(() -> ClusterErrors.unknownFeature(name, catalog.names()));
              return new ModelInput(name, feature.whenMissing());
            })
        .toList();
  }
}

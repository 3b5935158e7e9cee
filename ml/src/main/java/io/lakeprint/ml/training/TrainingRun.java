package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.ml.registry.Champions;
import io.lakeprint.ml.registry.Mlflow;
import io.lakeprint.ml.registry.MlflowConfig;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.ModelStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * One run that trains models, whatever the recipe.
 *
 * <p>A model that the data do not carry yet (too little history, too few eligible people) is a note
 * and no failure; one that they never will (nobody eligible, one label only, no feature with a
 * value) fails the run after the others are trained and written. The recipe may insist on more or
 * less. Whatever the reason, the champion, if any, stays in service. The artefact is saved first
 * and {@code ml.models} is written last, so a run that is cut off leaves nothing in service; run
 * again for the same rows and settings, it finds its version there and changes nothing.
 *
 * @param config limits and promotion
 * @param recipe how models are made
 */
public record TrainingRun(TrainConfig config, Recipe recipe) {
  private static final String TRANSACTION = "train";
  private static final String MLFLOW = "mlflow";

  /** What every training reads. */
  public static final List<JobInput> INPUTS =
      List.of(
          JobInput.of(FeaturesTable.SPEC),
          JobInput.of(DailyActivityTable.SPEC),
          JobInput.optional(OneIdAliasesTable.SPEC),
          JobInput.previous(ModelsTable.SPEC));

  /** What every training writes. */
  public static final List<TableSpec> OUTPUTS =
      List.of(LabelsTable.SPEC, ModelMetricsTable.SPEC, ModelCurvesTable.SPEC, ModelsTable.SPEC);

  /** Notes what is wrong with the settings that every training shares. */
  public static void check(CheckContext context) {
    context.settings("features", FeaturesConfig.class);
    context.settings(MLFLOW, MlflowConfig.class);
  }

  /** Trains one model after the other. */
  public JobReport run(JobContext context, List<LabelSpec> specs) {
    FeaturesConfig features = context.settings("features", FeaturesConfig.class);
    Champions champions = Champions.of(context.input(ModelsTable.SPEC));
    ModelRows rows = new ModelRows(context.asOf(), versions(context.lake()));
    List<Dataset<Row>> labels = new ArrayList<>();
    List<LocalDate> labelled = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    List<String> unsound = new ArrayList<>();
    requireEvents(context);
    try {
      for (LabelSpec spec : specs) {
        List<LocalDate> complete = complete(spec, context.asOf(), features);
        if (complete.isEmpty()) {
          lacking.add(spec.model() + ": not trained: no snapshot's horizon is over yet");
          continue;
        }
        Dataset<Row> own = labels(context, spec, complete);
        labels.add(own);
        labelled.addAll(complete);
        ModelTraining training =
            new ModelTraining(
                spec, inputs(features), config, recipe, champions, ModelStore.of(context.lake()));
        ModelTraining.Outcome outcome =
            training.train(context, context.input(FeaturesTable.SPEC), own, complete);
        String note = conclude(context, training, outcome, rows);
        if (outcome instanceof ModelTraining.Unsound) {
          unsound.add(note);
        } else {
          (outcome instanceof ModelTraining.Lacking ? lacking : notes).add(note);
        }
      }
      List<WriteResult> writes = new ArrayList<>();
      if (!labels.isEmpty()) {
        writes.add(writeLabels(context, specs, labelled, labels));
      }
      writes.addAll(writeModels(context, rows));
      tracked(context, rows).ifPresent(notes::add);
      Recipe.Insistence insists = recipe.insists();
      if (insists != Recipe.Insistence.ON_NOTHING && !unsound.isEmpty()) {
        throw TrainErrors.unsound(unsound, lacking);
      }
      if (insists == Recipe.Insistence.ON_A_MODEL && !lacking.isEmpty()) {
        throw TrainErrors.notEnough(lacking);
      }
      notes.addAll(unsound);
      notes.addAll(lacking);
      return new JobReport(Optional.empty(), writes, notes);
    } finally {
      labels.forEach(Dataset::unpersist);
    }
  }

  /** An empty lake is young; one whose events are all later was asked about the wrong day. */
  private static void requireEvents(JobContext context) {
    if (context
        .input(FeaturesTable.SPEC)
        .filter(FeaturesTable.AS_OF.col().leq(lit(context.asOf())))
        .isEmpty()) {
      Row first =
          context
              .input(DailyActivityTable.SPEC)
              .agg(min(DailyActivityTable.EVENT_DATE.col()).cast("string"))
              .first();
      if (!first.isNullAt(0) && LocalDate.parse(first.getString(0)).isAfter(context.asOf())) {
        throw TrainErrors.beforeFirstEvent(context.asOf(), first.getString(0));
      }
    }
  }

  private static List<LocalDate> complete(LabelSpec spec, LocalDate asOf, FeaturesConfig features) {
    return Snapshots.of(asOf, features).dates().stream()
        .filter(day -> !spec.horizonTo(day).isAfter(asOf))
        .toList();
  }

  private static Dataset<Row> labels(JobContext context, LabelSpec spec, List<LocalDate> complete) {
    return new LabelsTransform(spec, complete)
        .apply(
            new LabelsTransform.Inputs(
                context.input(FeaturesTable.SPEC),
                context.input(DailyActivityTable.SPEC),
                context.input(OneIdAliasesTable.SPEC)))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static ModelInputs inputs(FeaturesConfig features) {
    return new ModelInputs(
        FeatureCatalog.of(features).features().stream()
            .map(feature -> new ModelInput(feature.name(), feature.whenMissing()))
            .toList());
  }

  /** Saves what was trained; a sentence for the closing summary. */
  private static String conclude(
      JobContext context, ModelTraining training, ModelTraining.Outcome outcome, ModelRows rows) {
    String model = training.spec().model();
    if (outcome instanceof ModelTraining.Untrained untrained) {
      return model + ": not trained: " + untrained.reason();
    }
    if (outcome instanceof ModelTraining.Lacking lacking) {
      return model + ": not trained: " + lacking.reason();
    }
    if (outcome instanceof ModelTraining.Unsound unsound) {
      return model + ": not trained: " + unsound.reason();
    }
    ModelTraining.Trained trained = (ModelTraining.Trained) outcome;
    if (!context.dryRun()) {
      training.store().save(trained.result().model());
    }
    int sequence = training.champions().nextSequence(model);
    rows.add(training, trained, sequence, training.recipe().seed());
    BinaryMetrics test = trained.result().test().metrics();
    BinaryMetrics naive = trained.result().baseline().metrics();
    return String.format(
        Locale.ROOT,
        "%s %s: %s, %s; on %d people of %s: PR-AUC %.3f (recency only %.3f, base rate %.3f),"
            + " ROC-AUC %.3f, Brier %.3f%s",
        model,
        trained.result().model().version(),
        trained.verdict().decision(),
        trained.result().model().learner().learner(),
        test.rows(),
        trained.split().test(),
        test.prAuc(),
        naive.prAuc(),
        test.baseRate(),
        test.rocAuc(),
        test.brier(),
        test.prAuc() > naive.prAuc() ? "" : "; no better than recency only: act on it with care");
  }

  private static WriteResult writeLabels(
      JobContext context, List<LabelSpec> specs, List<LocalDate> days, List<Dataset<Row>> labels) {
    String models =
        specs.stream().map(spec -> "'" + spec.model() + "'").collect(Collectors.joining(", "));
    String dates =
        days.stream().distinct().map(day -> "DATE'" + day + "'").collect(Collectors.joining(", "));
    return context
        .lake()
        .replaceWhere(
            LabelsTable.SPEC,
            labels.stream().reduce(Dataset::unionByName).orElseThrow(),
            LabelsTable.MODEL.name()
                + " IN ("
                + models
                + ") AND "
                + LabelsTable.AS_OF.name()
                + " IN ("
                + dates
                + ")");
  }

  private static List<WriteResult> writeModels(JobContext context, ModelRows rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Lake lake = context.lake();
    WriteResult metrics =
        lake.replaceWhere(ModelMetricsTable.SPEC, rows.metrics(lake.spark()), rows.scope());
    WriteResult curves =
        lake.replaceWhere(ModelCurvesTable.SPEC, rows.curves(lake.spark()), rows.scope());
    long next = lake.version(ModelsTable.SPEC) + 1;
    WriteResult models =
        lake.append(
            ModelsTable.SPEC, rows.models(lake.spark()), new Transaction(TRANSACTION, next));
    return List.of(metrics, curves, models);
  }

  /** Tells the MLflow server, where there is one. */
  private static Optional<String> tracked(JobContext context, ModelRows rows) {
    if (rows.isEmpty() || context.dryRun()) {
      return Optional.empty();
    }
    return Mlflow.of(context.settings(MLFLOW, MlflowConfig.class))
        .map(
            server -> server.tell(rows.tracked(context.lake().root()), "lakeprint", context.now()));
  }

  private static Map<String, Long> versions(Lake lake) {
    return Stream.of(FeaturesTable.SPEC, DailyActivityTable.SPEC, OneIdAliasesTable.SPEC)
        .collect(
            Collectors.toMap(
                TableSpec::name, lake::version, (first, second) -> first, TreeMap::new));
  }
}

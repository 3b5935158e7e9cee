package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.ml.registry.Champions;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.TrainedModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * The training of one model at one as-of date, from labels to verdict; writes nothing.
 *
 * @param spec what is predicted
 * @param inputs features to learn from
 * @param config limits and promotion
 * @param recipe how
 * @param champions trainings so far
 * @param store where the champion is
 */
record ModelTraining(
    LabelSpec spec,
    ModelInputs inputs,
    TrainConfig config,
    Recipe recipe,
    Champions champions,
    ModelStore store) {

  /** A model, or why there is none. */
  sealed interface Outcome {}

  /** Nothing was trained, because nothing had to be. */
  record Untrained(String reason) implements Outcome {}

  /** Nothing was trained, because there is too little to learn from so far. */
  record Lacking(String reason) implements Outcome {}

  /** Nothing was trained, because of what no waiting makes better. */
  record Unsound(String reason) implements Outcome {}

  /**
   * A new model.
   *
   * @param result model and metrics
   * @param verdict whether it goes into service
   * @param split snapshots it rests on
   * @param trainCount rows learned from
   * @param comparedWith the champion's version, null when there was none to compare
   * @param dataHash of all rows used
   * @param rejected columns left out, each with its reason
   * @param counts labels of all snapshots
   */
  record Trained(
      Trainer.Result result,
      Verdict verdict,
      Split split,
      long trainCount,
      @Nullable String comparedWith,
      String dataHash,
      List<String> rejected,
      LabelCounts counts)
      implements Outcome {}

  /** Settings that the result depends on, in short. */
  String configHash() {
    return sha256(recipe.settings() + "|" + spec + "|" + inputs);
  }

  /**
   * Trains unless the labels do not carry a model or it is already there.
   *
   * @param labels {@code ml.labels} of the model, cached
   * @param complete snapshots whose horizon is over
   */
  Outcome train(
      JobContext context, Dataset<Row> features, Dataset<Row> labels, List<LocalDate> complete) {
    LabelCounts counts = LabelCounts.of(labels, complete.size());
    Optional<Split> found = Split.of(List.copyOf(counts.bySnapshot().keySet()), spec);
    if (found.isEmpty()) {
      return withoutSnapshots(features, counts, complete);
    }
    Split split = found.get();
    Optional<String> same = counts.oneLabelOnly(split, config);
    if (same.isPresent()) {
      return new Unsound(same.get());
    }
    Optional<String> refusal = counts.refusal(split, config);
    if (refusal.isPresent()) {
      return new Lacking(refusal.get());
    }
    Optional<Champions.Training> latest = champions.latest(spec.model());
    if (latest.isPresent() && latest.get().asOf().isAfter(context.asOf())) {
      return new Untrained(
          "a training as of " + latest.get().asOf() + " is there already, and models only move on");
    }
    List<LocalDate> used =
        Stream.concat(split.train().stream(), Stream.of(split.validation(), split.test())).toList();
    long keep =
        TrainingRowsTransform.keepPerMillion(counts.total(used).eligible(), recipe.maximumRows());
    Dataset<Row> rows =
        new TrainingRowsTransform(inputs, recipe.seed(), keep)
            .apply(features, labels.filter(LabelsTable.AS_OF.col().isInCollection(used)));
    rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return train(context, split, rows, counts);
    } finally {
      rows.unpersist();
    }
  }

  /**
   * A young lake has to wait; where there are people enough but nobody is meant, waiting is vain.
   */
  private Outcome withoutSnapshots(
      Dataset<Row> features, LabelCounts counts, List<LocalDate> complete) {
    if (counts.bySnapshot().isEmpty()) {
      Column day = FeaturesTable.AS_OF.col();
      List<LocalDate> peopled =
          features
              .filter(day.isInCollection(complete))
              .select(day.cast("string"))
              .distinct()
              .takeAsList(complete.size())
              .stream()
              .map(row -> LocalDate.parse(row.getString(0)))
              .toList();
      if (Split.of(peopled, spec).isPresent()) {
        return new Unsound(
            "nobody is eligible at any of "
                + peopled.size()
                + " snapshots: eligible is who has "
                + spec.eligibility().recencyFeature()
                + " below "
                + spec.eligibility().withinDays());
      }
    }
    return new Lacking(
        counts.bySnapshot().size()
            + " snapshots have eligible people and a complete horizon; training, validation and"
            + " test need three whose horizons do not overlap");
  }

  private Outcome train(JobContext context, Split split, Dataset<Row> rows, LabelCounts counts) {
    Row totals = rows.agg(count(lit(1)), bit_xor(rowHash())).first();
    String dataHash = sha256(totals.getLong(0) + "|" + totals.getLong(1));
    String version = context.asOf() + "-" + sha256(configHash() + dataHash).substring(0, 10);
    if (champions.of(spec.model()).stream().anyMatch(t -> t.version().equals(version))) {
      return new Untrained("version " + version + " was trained on these very rows before");
    }
    context.progress("training " + spec.model() + " on " + totals.getLong(0) + " rows");
    Optional<TrainedModel> champion = champion(context, rows);
    Recipe.Seen seen = recipe.seen(inputs, rows, split);
    if (seen.inputs().isEmpty()) {
      return new Unsound("no feature is left to learn from: " + String.join("; ", seen.rejected()));
    }
    ModelInputs left = new ModelInputs(seen.inputs());
    Trainer.Result result =
        recipe
            .trainer()
            .train(
                new Trainer.Task(
                    spec,
                    left,
                    split,
                    rows.withColumn(TrainingRows.VECTOR, left.vector()),
                    (int) Math.min(Integer.MAX_VALUE - 1, totals.getLong(0) + 1),
                    champion.orElse(null)),
                version,
                recipe.timeIsUp());
    return new Trained(
        result,
        Verdict.of(
            result.test(),
            result.champion(),
            config.promotion().bootstrap(recipe.seed()),
            config.promotion().minimumGain()),
        split,
        result.trainCount(),
        champion.map(TrainedModel::version).orElse(null),
        dataHash,
        seen.rejected(),
        counts);
  }

  /** The champion, unless it reads features that are no longer computed. */
  private Optional<TrainedModel> champion(JobContext context, Dataset<Row> rows) {
    return champions
        .champion(spec.model(), context.asOf())
        .map(training -> store.load(training.model(), training.version()))
        .filter(model -> model.learner().inputs().missingFrom(rows.columns()).isEmpty());
  }

  private Column rowHash() {
    return xxhash64(
        Stream.concat(
                Stream.of(
                    LabelsTable.AS_OF.col(),
                    LabelsTable.ONE_ID.col(),
                    functions.col(TrainingRows.LABEL)),
                inputs.columns().stream().map(functions::col))
            .toArray(Column[]::new));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

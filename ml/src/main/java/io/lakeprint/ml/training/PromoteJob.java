package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.ml.registry.Champions;
import io.lakeprint.ml.registry.Champions.Training;
import io.lakeprint.ml.registry.Decision;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.TrainedModel;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Puts a trained model into service that training kept out, if it is better now: it and the
 * champion are measured on the newest labelled snapshot, which a model trained before it has not
 * seen. A promotion that the numbers do not carry is refused (exit 4).
 */
public final class PromoteJob implements Job<PromoteConfig> {
  private static final String CHALLENGER = "_challenger";
  private static final String CHAMPION = "_champion";

  @Override
  public JobSpec<PromoteConfig> spec() {
    return JobSpec.onDemand(
        "promote",
        "ml",
        "Puts a trained model into service if it is better than the one there",
        PromoteConfig.class,
        List.of(
            JobInput.of(FeaturesTable.SPEC),
            JobInput.of(LabelsTable.SPEC),
            JobInput.previous(ModelsTable.SPEC)),
        List.of(ModelsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, PromoteConfig config) {
    Champions champions = Champions.of(context.input(ModelsTable.SPEC));
    Training challenger = challenger(champions, config);
    Optional<Training> champion = champions.champion(config.model(), context.asOf());
    if (champion.filter(challenger::equals).isPresent()) {
      return JobReport.of()
          .note("promote: " + config.model() + " " + challenger.version() + " is in service");
    }
    TrainConfig train = context.settings("train", TrainConfig.class);
    ModelStore store = ModelStore.of(context.lake());
    TrainedModel ours = store.load(challenger.model(), challenger.version());
    Verdict verdict =
        champion
            .map(theirs -> store.load(theirs.model(), theirs.version()))
            .map(theirs -> compared(context, train, ours, theirs))
            .orElseGet(() -> new Verdict(Decision.PROMOTED, "no champion to compare with", null));
    if (verdict.decision() == Decision.KEPT) {
      throw TrainErrors.promotionRefused(config.model(), challenger.version(), verdict.reason());
    }
    int sequence = champions.nextSequence(config.model());
    return JobReport.of(
            context
                .lake()
                .update(
                    ModelsTable.SPEC,
                    changes(
                        context,
                        challenger,
                        sequence,
                        verdict,
                        champion.map(Training::version).orElse(null)),
                    List.of(ModelsTable.MODEL, ModelsTable.MODEL_VERSION),
                    ModelsTable.MODEL.name() + " = '" + config.model() + "'"))
        .note(
            "promote: "
                + config.model()
                + " "
                + challenger.version()
                + " is in service: "
                + verdict.reason());
  }

  private static Training challenger(Champions champions, PromoteConfig config) {
    return config
        .version()
        .map(
            version ->
                champions.of(config.model()).stream()
                    .filter(training -> training.version().equals(version))
                    .findFirst())
        .orElseGet(() -> champions.latest(config.model()))
        .orElseThrow(
            () ->
                TrainErrors.unknownVersion(
                    config.model(),
                    config.version().orElse("(the last)"),
                    champions.of(config.model()).stream().map(Training::version).toList()));
  }

  private static Verdict compared(
      JobContext context, TrainConfig train, TrainedModel ours, TrainedModel theirs) {
    Dataset<Row> labels =
        context.input(LabelsTable.SPEC).filter(LabelsTable.MODEL.col().equalTo(ours.model()));
    Row newest = labels.agg(max(LabelsTable.AS_OF.col())).first();
    if (newest.isNullAt(0)) {
      throw TrainErrors.nothingToCompareOn(ours.model());
    }
    Dataset<Row> own = labels.filter(LabelsTable.AS_OF.col().equalTo(newest.<Date>getAs(0)));
    Dataset<Row> features = context.input(FeaturesTable.SPEC);
    Stream.of(ours, theirs).forEach(model -> model.requireFeatures(features));
    ModelInputs both =
        new ModelInputs(
            Stream.of(ours, theirs)
                .flatMap(model -> model.learner().inputs().columns().stream())
                .distinct()
                .map(name -> new ModelInput(name, 0))
                .toList());
    Dataset<Row> rows =
        new TrainingRowsTransform(both, train.seed(), 1_000_000).apply(features, own);
    List<Row> judged =
        theirs
            .score(ours.score(rows, CHALLENGER), CHAMPION)
            .select(col(TrainingRows.LABEL), col(CHALLENGER), col(CHAMPION))
            .takeAsList(train.maximumRows());
    return Verdict.of(
        Judged.of(judged, 0),
        Judged.of(judged, 1),
        train.promotion().bootstrap(train.seed()),
        train.promotion().minimumGain());
  }

  private static Dataset<Row> changes(
      JobContext context,
      Training challenger,
      int sequence,
      Verdict verdict,
      @Nullable String comparedWith) {
    StructType schema = new StructType();
    for (ColumnSpec column :
        List.of(
            ModelsTable.MODEL,
            ModelsTable.MODEL_VERSION,
            ModelsTable.SEQUENCE,
            ModelsTable.DECISION,
            ModelsTable.DECISION_REASON,
            ModelsTable.COMPARED_WITH,
            ModelsTable.GAIN,
            ModelsTable.GAIN_LOW,
            ModelsTable.GAIN_HIGH)) {
      schema = schema.add(column.name(), column.type());
    }
    Interval gain = verdict.gain();
    return context
        .spark()
        .createDataFrame(
            List.of(
                RowFactory.create(
                    challenger.model(),
                    challenger.version(),
                    sequence,
                    Decision.PROMOTED.name(),
                    verdict.reason(),
                    comparedWith,
                    gain == null ? null : gain.value(),
                    gain == null ? null : gain.low(),
                    gain == null ? null : gain.high())),
            schema);
  }
}

package io.lakeprint.ml.scoring;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.ml.registry.Champions;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes scores of a model that lives elsewhere, so that they reach portraits, segments and
 * activation as the lake's own do. Either all of a delivery is good or none of it is taken.
 */
public final class ExternalScoresJob implements Job<ExternalScoresConfig> {

  @Override
  public JobSpec<ExternalScoresConfig> spec() {
    return JobSpec.onDemand(
        "external-scores",
        "ml",
        "Imports scores of a model that lives elsewhere",
        ExternalScoresConfig.class,
        List.of(JobInput.of(FeaturesTable.SPEC), JobInput.optional(ModelsTable.SPEC)),
        List.of(PredictionsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, ExternalScoresConfig config) {
    String path = config.path().orElseThrow(ExternalScoresErrors::noPath);
    if (!Champions.of(context.input(ModelsTable.SPEC)).of(config.model()).isEmpty()) {
      throw ExternalScoresErrors.ownModel(config.model());
    }
    ExternalScoresTransform transform = new ExternalScoresTransform(config, context.asOf());
    Dataset<Row> read = transform.read(delivered(context, config, path)).cache();
    try {
      long people = requireGood(read, path);
      Dataset<Row> predictions = transform.apply(read, context.input(FeaturesTable.SPEC));
      WriteResult written =
          context
              .lake()
              .replaceWhere(
                  PredictionsTable.SPEC,
                  predictions,
                  PredictionsTable.MODEL.name()
                      + " = '"
                      + config.model()
                      + "' AND "
                      + PredictionsTable.AS_OF.name()
                      + " = DATE'"
                      + context.asOf()
                      + "'");
      return JobReport.of(written)
          .note(
              "external-scores: "
                  + config.model()
                  + " "
                  + config.version()
                  + " says "
                  + people
                  + " people; those without features at "
                  + context.asOf()
                  + " are left out");
    } finally {
      read.unpersist();
    }
  }

  private static Dataset<Row> delivered(
      JobContext context, ExternalScoresConfig config, String path) {
    Dataset<Row> rows;
    try {
      rows = context.spark().read().format(config.format()).options(config.options()).load(path);
    } catch (Exception e) {
      throw ExternalScoresErrors.unreadable(path, config.format(), e);
    }
    for (String column : List.of(config.oneId(), config.score())) {
      if (!Arrays.asList(rows.columns()).contains(column)) {
        throw ExternalScoresErrors.noColumn(path, column, Arrays.asList(rows.columns()));
      }
    }
    return rows;
  }

  private static long requireGood(Dataset<Row> read, String path) {
    Row counts =
        read.agg(
                count(lit(1)),
                coalesce(sum(when(ExternalScoresTransform.wrong(), 1)), lit(0L)),
                count_distinct(col(ExternalScoresTransform.PERSON)))
            .first();
    if (counts.getLong(0) == 0 || counts.getLong(1) > 0) {
      throw ExternalScoresErrors.wrong(path, counts.getLong(0), counts.getLong(1));
    }
    if (counts.getLong(2) < counts.getLong(0)) {
      throw ExternalScoresErrors.twice(path, counts.getLong(0), counts.getLong(2));
    }
    return counts.getLong(0);
  }
}

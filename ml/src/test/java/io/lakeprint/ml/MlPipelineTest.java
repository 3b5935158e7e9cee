package io.lakeprint.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DriftTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.ModelCurvesTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The jobs of the module one after the other on a real lake. */
@ExtendWith(SparkExtension.class)
class MlPipelineTest {
  private static final List<TableSpec> OUTPUTS =
      List.of(
          FeaturesTable.SPEC,
          LabelsTable.SPEC,
          ModelsTable.SPEC,
          ModelMetricsTable.SPEC,
          ModelCurvesTable.SPEC,
          PredictionsTable.SPEC,
          DriftTable.SPEC,
          ClustersTable.SPEC,
          ClusterProfilesTable.SPEC);

  @Test
  void scoresAndGroupsPeopleAndARerunChangesNoRow(SparkSession spark, @TempDir Path folder) {
    SyntheticShop shop = new SyntheticShop(700, 190, 4);
    TrialContext context =
        TrialContext.at(
            spark,
            folder,
            ZoneId.of("UTC"),
            shop.lastDay(),
            "train.minimum-eligible=100",
            "train.random-forest.trees=0",
            "train.xgboost.trees=0",
            "clusters.maximum-clusters=4",
            "clusters.stability-splits=1");
    write(context, shop.rows().on(context.spark()));
    assertThat(runAll(context))
        .anySatisfy(note -> assertThat(note).startsWith("churn 2025-07-09-").contains("FIRST"))
        .anySatisfy(note -> assertThat(note).startsWith("clusters: "));

    List<Row> predictions =
        context
            .lake()
            .read(PredictionsTable.SPEC)
            .filter(PredictionsTable.MODEL.col().equalTo("churn"))
            .orderBy(PredictionsTable.SCORE.col().desc(), PredictionsTable.ONE_ID.col())
            .select(
                PredictionsTable.SCORE.col(),
                PredictionsTable.PERCENTILE.col(),
                PredictionsTable.DECILE.col(),
                PredictionsTable.TOP_REASONS.col())
            .collectAsList();
    assertThat(predictions).hasSizeGreaterThan(200);
    assertThat(predictions.get(0).getInt(2)).isEqualTo(1);
    assertThat(predictions.get(predictions.size() - 1).getDouble(1)).isZero();
    assertThat(predictions.get(predictions.size() - 1).getInt(2)).isEqualTo(10);
    assertThat(predictions)
        .allSatisfy(row -> assertThat(row.getDouble(0)).isStrictlyBetween(0.0, 1.0))
        .allSatisfy(
            row ->
                assertThat(row.getString(3))
                    .startsWith("[{\"feature\":\"")
                    .contains("\"effect\":"));
    assertThat(context.lake().read(ModelsTable.SPEC).collectAsList()).hasSize(2);
    Row score =
        context
            .lake()
            .read(DriftTable.SPEC)
            .filter("model = 'churn' and subject = 'score'")
            .first();
    assertThat(score.<Long>getAs("row_count")).isEqualTo(predictions.size());
    assertThat(score.<Double>getAs("stability_index")).isBetween(0.0, 2.0);
    assertThat(
            context
                .lake()
                .read(ModelCurvesTable.SPEC)
                .filter("model = 'churn'")
                .select(ModelCurvesTable.CURVE.col())
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "roc",
            "precision_recall",
            "calibration",
            "cost",
            "lift",
            "importance",
            "base_rate",
            "decision");

    Map<String, List<Row>> before = contents(context);
    assertThat(runAll(context))
        .anySatisfy(note -> assertThat(note).contains("was trained on these very rows before"));
    assertThat(contents(context)).isEqualTo(before);
  }

  @Test
  void anEmptyLakeIsSaidAndBreaksNothing(SparkSession spark, @TempDir Path folder) {
    TrialContext context =
        TrialContext.at(spark, folder, ZoneId.of("UTC"), SyntheticShop.FIRST_DAY.plusDays(100));
    write(context, new RollUpRows().on(context.spark()));
    assertThat(runAll(context))
        .anySatisfy(note -> assertThat(note).startsWith("clusters: not made: 0 people"))
        .anySatisfy(note -> assertThat(note).startsWith("churn: not trained: 0 snapshots"))
        .anySatisfy(note -> assertThat(note).startsWith("repurchase: not trained: 0 snapshots"))
        .anySatisfy(note -> assertThat(note).startsWith("score: no model is in service"));
  }

  private static List<String> runAll(TrialContext context) {
    List<String> notes = new ArrayList<>();
    for (Job<?> job : new MlCatalog().jobs().stream().filter(one -> one.spec().inPlan()).toList()) {
      JobReport report = context.run(job);
      notes.addAll(report.notes());
    }
    return notes;
  }

  private static void write(TrialContext context, FeaturesTransform.Inputs inputs) {
    Transaction once = new Transaction("test", 1);
    context.lake().append(DailyActivityTable.SPEC, inputs.activity(), once);
    context.lake().append(SessionsTable.SPEC, inputs.sessions(), once);
    context.lake().append(DailyDimensionsTable.SPEC, inputs.dimensions(), once);
  }

  private static Map<String, List<Row>> contents(TrialContext context) {
    return OUTPUTS.stream()
        .collect(
            Collectors.toMap(
                TableSpec::name,
                table ->
                    context
                        .lake()
                        .read(table)
                        .orderBy(
                            Stream.of(context.lake().read(table).columns())
                                .map(functions::col)
                                .toArray(Column[]::new))
                        .collectAsList()));
  }
}

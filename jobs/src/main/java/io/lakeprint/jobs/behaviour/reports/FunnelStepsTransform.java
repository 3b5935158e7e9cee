package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.FunnelStepsTable.AVERAGE_SECONDS;
import static io.lakeprint.common.tables.FunnelStepsTable.AVERAGE_SECONDS_FROM_FIRST;
import static io.lakeprint.common.tables.FunnelStepsTable.CONVERSION_FROM_FIRST;
import static io.lakeprint.common.tables.FunnelStepsTable.CONVERSION_FROM_PREVIOUS;
import static io.lakeprint.common.tables.FunnelStepsTable.FIRST_USERS;
import static io.lakeprint.common.tables.FunnelStepsTable.IS_OPTIONAL;
import static io.lakeprint.common.tables.FunnelStepsTable.MEDIAN_SECONDS;
import static io.lakeprint.common.tables.FunnelStepsTable.MEDIAN_SECONDS_FROM_FIRST;
import static io.lakeprint.common.tables.FunnelStepsTable.PREVIOUS_USERS;
import static io.lakeprint.common.tables.FunnelStepsTable.STEP_NAME;
import static io.lakeprint.common.tables.FunnelStepsTable.STEP_NO;
import static io.lakeprint.common.tables.FunnelStepsTable.USERS;
import static io.lakeprint.common.tables.FunnelStepsTable.WINDOW_COMPLETE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import io.lakeprint.jobs.behaviour.reports.udf.StepTimesFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many got how far: rows of {@link FactsTransform} in, {@code behaviour.funnel_steps} out.
 *
 * <p>Every step of a period that anybody entered has its row, also one that nobody reached. Times
 * are those of the attempts that count; a step that is not optional is compared with the one before
 * it that is not optional either.
 */
record FunnelStepsTransform(Telling telling) {

  private static final String COUNTED = "counted";
  private static final String STEP = "step";

  Dataset<Row> apply(Dataset<Row> facts) {
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(measures());
    return Telling.entries(facts, Facts.FUNNELS)
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col())
        .agg(
            StepTimesFunction.of(previous(), Telling.SERIES, col(Facts.TIMES)).as(COUNTED),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()))
        .withColumn(STEP, explode(col(COUNTED).getField(StepTimesFunction.STEPS)))
        .withColumn(STEP_NO.name(), of(StepTimesFunction.NUMBER))
        .withColumn(USERS.name(), of(StepTimesFunction.DONE))
        .withColumn(PREVIOUS_USERS.name(), of(StepTimesFunction.PREVIOUS_DONE))
        .withColumn(FIRST_USERS.name(), of(StepTimesFunction.FIRST_DONE))
        .select(columns.toArray(Column[]::new))
        .select(FunnelStepsTable.SPEC.cols());
  }

  /** By series the step that each step of a funnel is compared with. */
  private int[][] previous() {
    return telling.told().stream()
        .map(
            told ->
                told.as(FunnelDefinition.class)
                    .map(
                        funnel ->
                            IntStream.rangeClosed(1, funnel.steps().size())
                                .map(funnel::previous)
                                .toArray())
                    .orElseGet(() -> new int[0]))
        .toArray(int[][]::new);
  }

  private static Column of(String field) {
    return col(STEP).getField(field);
  }

  private List<Column> measures() {
    return List.of(
        STEP_NO.is(STEP_NO.col()),
        STEP_NAME.is(
            ofStep(step -> lit(""), (funnel, step) -> funnel.steps().get(step - 1).shown())),
        IS_OPTIONAL.is(
            ofStep(step -> lit(false), (funnel, step) -> funnel.steps().get(step - 1).optional())),
        USERS.is(USERS.col()),
        PREVIOUS_USERS.is(PREVIOUS_USERS.col()),
        FIRST_USERS.is(FIRST_USERS.col()),
        CONVERSION_FROM_PREVIOUS.is(ratio(PREVIOUS_USERS.col())),
        CONVERSION_FROM_FIRST.is(ratio(FIRST_USERS.col())),
        AVERAGE_SECONDS.is(of(StepTimesFunction.AVERAGE)),
        MEDIAN_SECONDS.is(of(StepTimesFunction.MEDIAN)),
        AVERAGE_SECONDS_FROM_FIRST.is(of(StepTimesFunction.AVERAGE_FROM_FIRST)),
        MEDIAN_SECONDS_FROM_FIRST.is(of(StepTimesFunction.MEDIAN_FROM_FIRST)),
        WINDOW_COMPLETE.is(WINDOW_COMPLETE.col()));
  }

  private static Column ratio(Column denominator) {
    return when(denominator.gt(0), USERS.col().divide(denominator));
  }

  private interface StepValue {
    Object of(FunnelDefinition funnel, int step);
  }

  /** What a definition says of the step of a row. */
  private Column ofStep(IntFunction<Column> elsewhere, StepValue value) {
    Column values =
        telling.of(
            series ->
                series
                    .as(FunnelDefinition.class)
                    .map(
                        funnel ->
                            array(
                                IntStream.rangeClosed(1, funnel.steps().size())
                                    .mapToObj(step -> lit(value.of(funnel, step)))
                                    .toArray(Column[]::new)))
                    .orElseGet(() -> array(elsewhere.apply(1))));
    return element_at(values, STEP_NO.col());
  }
}

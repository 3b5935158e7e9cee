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
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * How many got how far: rows of {@link FactsTransform} in, {@code behaviour.funnel_steps} out.
 *
 * <p>Every step of a period that anybody entered has its row, also one that nobody reached. Times
 * are those of the attempts that count; a step that is not optional is compared with the one before
 * it that is not optional either.
 */
record FunnelStepsTransform(Telling telling) {

  private static final String PREVIOUS = "previous";
  private static final String SINCE_PREVIOUS = "since_previous";
  private static final String SINCE_FIRST = "since_first";
  private static final String BY_STEP = "by_step";
  private static final String AT = "at";

  Dataset<Row> apply(Dataset<Row> facts) {
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(measures());
    return Telling.entries(facts, Facts.FUNNELS)
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .transform(this::steps)
        .transform(FunnelStepsTransform::counted)
        .select(columns.toArray(Column[]::new))
        .select(FunnelStepsTable.SPEC.cols());
  }

  private Dataset<Row> steps(Dataset<Row> attempts) {
    Column at = element_at(col(Facts.TIMES), STEP_NO.col());
    Column before = element_at(col(Facts.TIMES), col(PREVIOUS));
    Column first = element_at(col(Facts.TIMES), lit(1));
    Column later = STEP_NO.col().gt(1);
    return attempts
        .withColumn(STEP_NO.name(), explode(sequence(lit(1), size(col(Facts.TIMES)))))
        .withColumn(PREVIOUS, ofStep(step -> lit(1), FunnelDefinition::previous))
        .withColumn(AT, at)
        .withColumn(SINCE_PREVIOUS, when(later, at.minus(before)))
        .withColumn(SINCE_FIRST, when(later, at.minus(first)));
  }

  private static Dataset<Row> counted(Dataset<Row> steps) {
    WindowSpec funnel =
        Window.partitionBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col());
    return steps
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            STEP_NO.col(),
            col(PREVIOUS))
        .agg(
            count(col(AT)).as(USERS.name()),
            Telling.averageSeconds(col(SINCE_PREVIOUS)).as(AVERAGE_SECONDS.name()),
            Telling.medianSeconds(col(SINCE_PREVIOUS)).as(MEDIAN_SECONDS.name()),
            Telling.averageSeconds(col(SINCE_FIRST)).as(AVERAGE_SECONDS_FROM_FIRST.name()),
            Telling.medianSeconds(col(SINCE_FIRST)).as(MEDIAN_SECONDS_FROM_FIRST.name()),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()))
        .withColumn(
            BY_STEP,
            map_from_entries(collect_list(struct(STEP_NO.col(), USERS.col())).over(funnel)))
        .withColumn(PREVIOUS_USERS.name(), element_at(col(BY_STEP), col(PREVIOUS)))
        .withColumn(FIRST_USERS.name(), element_at(col(BY_STEP), lit(1)));
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
        AVERAGE_SECONDS.is(AVERAGE_SECONDS.col()),
        MEDIAN_SECONDS.is(MEDIAN_SECONDS.col()),
        AVERAGE_SECONDS_FROM_FIRST.is(AVERAGE_SECONDS_FROM_FIRST.col()),
        MEDIAN_SECONDS_FROM_FIRST.is(MEDIAN_SECONDS_FROM_FIRST.col()),
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

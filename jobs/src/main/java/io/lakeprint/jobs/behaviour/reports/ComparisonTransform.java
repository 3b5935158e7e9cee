package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.GroupComparisonsTable.BASELINE_RATIO;
import static io.lakeprint.common.tables.GroupComparisonsTable.BASELINE_USERS;
import static io.lakeprint.common.tables.GroupComparisonsTable.BASELINE_USERS_DONE;
import static io.lakeprint.common.tables.GroupComparisonsTable.DONE_RATIO;
import static io.lakeprint.common.tables.GroupComparisonsTable.GROUP_NAME;
import static io.lakeprint.common.tables.GroupComparisonsTable.IS_BASELINE;
import static io.lakeprint.common.tables.GroupComparisonsTable.LIFT_RATIO;
import static io.lakeprint.common.tables.GroupComparisonsTable.OUTCOME;
import static io.lakeprint.common.tables.GroupComparisonsTable.USERS;
import static io.lakeprint.common.tables.GroupComparisonsTable.USERS_DONE;
import static io.lakeprint.common.tables.GroupComparisonsTable.WINDOW_COMPLETE;
import static io.lakeprint.common.tables.GroupComparisonsTable.Z_SCORE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.getbit;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.GroupComparisonsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What people do after they met one thing or another: rows of {@link FactsTransform} in, {@code
 * behaviour.group_comparisons} out. Every value of a breakdown is compared with the whole baseline.
 */
record ComparisonTransform(Telling telling) {

  private static final String NUMBER = "number";
  private static final String OUTCOMES = "outcomes";

  Dataset<Row> apply(Dataset<Row> facts) {
    Column number = col(NUMBER);
    Column done = col(Facts.DONE);
    return Telling.entries(facts, Facts.COMPARISONS)
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .withColumn(OUTCOMES, ofReport(report -> lit(report.outcomes().size())))
        .withColumn(NUMBER, explode(sequence(lit(0), col(OUTCOMES).minus(1))))
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            col(Facts.GROUP),
            number)
        .agg(
            count(lit(1)).as(USERS.name()),
            count_if(getbit(done, number).equalTo(1)).as(USERS_DONE.name()),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()))
        .transform(this::compared)
        .select(GroupComparisonsTable.SPEC.cols());
  }

  private Dataset<Row> compared(Dataset<Row> groups) {
    WindowSpec outcome = Window.partitionBy(Telling.SERIES, col(Facts.DAY), col(NUMBER));
    Column isBaseline = col(Facts.GROUP).equalTo(ofReport(report -> lit(report.baselinePlace())));
    Column whole = isBaseline.and(ReportColumns.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL));
    Dataset<Row> beside =
        groups
            .withColumn(BASELINE_USERS.name(), max(when(whole, USERS.col())).over(outcome))
            .withColumn(
                BASELINE_USERS_DONE.name(), max(when(whole, USERS_DONE.col())).over(outcome));
    Column ratio = USERS_DONE.col().divide(USERS.col());
    Column baseline = BASELINE_USERS_DONE.col().divide(BASELINE_USERS.col());
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(
        List.of(
            GROUP_NAME.is(
                named(
                    report ->
                        report.groups().stream().map(ComparisonDefinition.Group::name).toList(),
                    col(Facts.GROUP))),
            OUTCOME.is(
                named(
                    report ->
                        report.outcomes().stream()
                            .map(ComparisonDefinition.Outcome::shown)
                            .toList(),
                    col(NUMBER))),
            IS_BASELINE.is(isBaseline),
            USERS.is(USERS.col()),
            USERS_DONE.is(USERS_DONE.col()),
            DONE_RATIO.is(ratio),
            BASELINE_USERS.is(BASELINE_USERS.col()),
            BASELINE_USERS_DONE.is(BASELINE_USERS_DONE.col()),
            BASELINE_RATIO.is(baseline),
            LIFT_RATIO.is(when(baseline.gt(0), ratio.divide(baseline).minus(1))),
            Z_SCORE.is(
                when(
                    isBaseline.unary_$bang(),
                    TwoShares.zScore(
                        USERS_DONE.col(),
                        USERS.col(),
                        BASELINE_USERS_DONE.col(),
                        BASELINE_USERS.col()))),
            WINDOW_COMPLETE.is(WINDOW_COMPLETE.col())));
    return beside.select(columns.toArray(Column[]::new));
  }

  private Column ofReport(Function<ComparisonDefinition, Column> of) {
    return telling.of(told -> told.as(ComparisonDefinition.class).map(of).orElseGet(() -> lit(1)));
  }

  private Column named(Function<ComparisonDefinition, List<String>> names, Column place) {
    Column all =
        telling.of(
            told ->
                array(
                    told.as(ComparisonDefinition.class).map(names).orElse(List.of("")).stream()
                        .map(name -> lit(name))
                        .toArray(Column[]::new)));
    return element_at(all, place.plus(1));
  }
}

package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.PathEdgesTable.AVERAGE_SECONDS;
import static io.lakeprint.common.tables.PathEdgesTable.FROM_NODE;
import static io.lakeprint.common.tables.PathEdgesTable.FROM_PATHS;
import static io.lakeprint.common.tables.PathEdgesTable.MEDIAN_SECONDS;
import static io.lakeprint.common.tables.PathEdgesTable.PATHS;
import static io.lakeprint.common.tables.PathEdgesTable.PROBABILITY;
import static io.lakeprint.common.tables.PathEdgesTable.STEP_NO;
import static io.lakeprint.common.tables.PathEdgesTable.TO_NODE;
import static io.lakeprint.common.tables.PathEdgesTable.USERS;
import static io.lakeprint.common.tables.PathEdgesTable.WINDOW_COMPLETE;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PathEdgesTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.kernel.PathOutcome;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Which way people take: rows of {@link FactsTransform} in, {@code behaviour.path_edges} out.
 *
 * <p>Nodes beyond the most visited ones of their report are one, so that nothing is lost: what
 * flows into a node at a place flows out of it.
 */
record PathEdgesTransform(Telling telling) {

  private static final Object[] ENDS = {PathOutcome.START, PathOutcome.END, PathOutcome.MORE};

  Dataset<Row> apply(Dataset<Row> facts) {
    Column taken =
        sum(PATHS.col())
            .over(
                Window.partitionBy(
                    Telling.SERIES,
                    col(Facts.DAY),
                    ReportColumns.BREAKDOWN_NAME.col(),
                    ReportColumns.BREAKDOWN_VALUE.col(),
                    STEP_NO.col(),
                    FROM_NODE.col()));
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(
        List.of(
            STEP_NO.is(STEP_NO.col()),
            FROM_NODE.is(FROM_NODE.col()),
            TO_NODE.is(TO_NODE.col()),
            PATHS.is(PATHS.col()),
            USERS.is(USERS.col()),
            FROM_PATHS.is(taken),
            PROBABILITY.is(PATHS.col().divide(taken)),
            AVERAGE_SECONDS.is(AVERAGE_SECONDS.col()),
            MEDIAN_SECONDS.is(MEDIAN_SECONDS.col()),
            WINDOW_COMPLETE.is(WINDOW_COMPLETE.col())));
    return edges(telling, facts)
        .withColumnRenamed(Facts.STEP, STEP_NO.name())
        .transform(PathEdgesTransform::counted)
        .select(columns.toArray(Column[]::new))
        .select(PathEdgesTable.SPEC.cols());
  }

  /** The edges of all paths, rare nodes being one, for everybody and by breakdown. */
  static Dataset<Row> edges(Telling telling, Dataset<Row> facts) {
    return Telling.entries(facts, Facts.EDGES)
        .transform(rows -> pruned(telling, rows))
        .transform(rows -> telling.byBreakdown(rows, col(Facts.STEP).equalTo(0)));
  }

  /** Every visit is the end of one edge, so that ends of edges count visits. */
  private static Dataset<Row> pruned(Telling telling, Dataset<Row> edges) {
    Column most =
        telling.of(
            told -> lit(told.as(PathDefinition.class).map(PathDefinition::mostNodes).orElse(0)));
    Dataset<Row> visits =
        edges.where(not(col(Facts.TO).isin(ENDS))).select(Telling.SERIES, col(Facts.TO));
    Dataset<Row> leaving =
        Telling.mostFrequentBut(
            edges, visits.withColumnRenamed(Facts.TO, Facts.FROM), Facts.FROM, most, ENDS);
    return Telling.mostFrequentBut(leaving, visits, Facts.TO, most, ENDS);
  }

  private static Dataset<Row> counted(Dataset<Row> edges) {
    Column micros = col(Facts.MICROS);
    return edges
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            STEP_NO.col(),
            FROM_NODE.col(),
            TO_NODE.col())
        .agg(
            count_if(lit(true)).as(PATHS.name()),
            countDistinct(EventsTable.ONE_ID.col()).as(USERS.name()),
            Telling.averageSeconds(micros).as(AVERAGE_SECONDS.name()),
            Telling.medianSeconds(micros).as(MEDIAN_SECONDS.name()),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()));
  }
}

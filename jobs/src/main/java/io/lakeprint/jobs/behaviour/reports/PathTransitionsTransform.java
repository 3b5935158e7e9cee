package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.PathTransitionsTable.ALL_PROBABILITY;
import static io.lakeprint.common.tables.PathTransitionsTable.AVERAGE_SECONDS;
import static io.lakeprint.common.tables.PathTransitionsTable.FROM_NODE;
import static io.lakeprint.common.tables.PathTransitionsTable.FROM_VISITS;
import static io.lakeprint.common.tables.PathTransitionsTable.MEDIAN_SECONDS;
import static io.lakeprint.common.tables.PathTransitionsTable.PROBABILITY;
import static io.lakeprint.common.tables.PathTransitionsTable.PROBABILITY_DIFFERENCE;
import static io.lakeprint.common.tables.PathTransitionsTable.REST_PROBABILITY;
import static io.lakeprint.common.tables.PathTransitionsTable.TO_NODE;
import static io.lakeprint.common.tables.PathTransitionsTable.TRANSITIONS;
import static io.lakeprint.common.tables.PathTransitionsTable.USERS;
import static io.lakeprint.common.tables.PathTransitionsTable.WINDOW_COMPLETE;
import static io.lakeprint.common.tables.PathTransitionsTable.Z_SCORE;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PathTransitionsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * From which node people go to which, wherever in a path: rows of {@link FactsTransform} in, {@code
 * behaviour.path_transitions} out. It is {@code behaviour.path_edges} added up over places.
 */
record PathTransitionsTransform(Telling telling) {

  Dataset<Row> apply(Dataset<Row> facts) {
    WindowSpec node =
        Window.partitionBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            FROM_NODE.col());
    WindowSpec edge =
        Window.partitionBy(Telling.SERIES, col(Facts.DAY), FROM_NODE.col(), TO_NODE.col());
    Column everybody = ReportColumns.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL);
    // Everybody goes wherever anybody does: each edge has such a row.
    Column restTransitions =
        max(when(everybody, TRANSITIONS.col())).over(edge).minus(TRANSITIONS.col());
    Column restVisits = max(when(everybody, FROM_VISITS.col())).over(edge).minus(FROM_VISITS.col());
    Column rest = restTransitions.divide(restVisits);
    Column hasRest = everybody.unary_$bang().and(restVisits.gt(0));
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(
        List.of(
            FROM_NODE.is(FROM_NODE.col()),
            TO_NODE.is(TO_NODE.col()),
            TRANSITIONS.is(TRANSITIONS.col()),
            USERS.is(USERS.col()),
            FROM_VISITS.is(FROM_VISITS.col()),
            PROBABILITY.is(PROBABILITY.col()),
            ALL_PROBABILITY.is(max(when(everybody, PROBABILITY.col())).over(edge)),
            REST_PROBABILITY.is(when(hasRest, rest)),
            PROBABILITY_DIFFERENCE.is(when(hasRest, PROBABILITY.col().minus(rest))),
            Z_SCORE.is(
                when(
                    hasRest,
                    TwoShares.zScore(
                        TRANSITIONS.col(), FROM_VISITS.col(), restTransitions, restVisits))),
            AVERAGE_SECONDS.is(AVERAGE_SECONDS.col()),
            MEDIAN_SECONDS.is(MEDIAN_SECONDS.col()),
            WINDOW_COMPLETE.is(WINDOW_COMPLETE.col())));
    return PathEdgesTransform.edges(telling, facts)
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            FROM_NODE.col(),
            TO_NODE.col())
        .agg(
            count(lit(1)).as(TRANSITIONS.name()),
            countDistinct(EventsTable.ONE_ID.col()).as(USERS.name()),
            Telling.averageSeconds(col(Facts.MICROS)).as(AVERAGE_SECONDS.name()),
            Telling.medianSeconds(col(Facts.MICROS)).as(MEDIAN_SECONDS.name()),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()))
        .withColumn(FROM_VISITS.name(), sum(TRANSITIONS.col()).over(node))
        .withColumn(PROBABILITY.name(), TRANSITIONS.col().divide(FROM_VISITS.col()))
        .select(columns.toArray(Column[]::new))
        .select(PathTransitionsTable.SPEC.cols());
  }
}

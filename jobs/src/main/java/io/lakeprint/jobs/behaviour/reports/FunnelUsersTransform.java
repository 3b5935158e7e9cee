package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.FunnelUsersTable.COMPLETED_AT;
import static io.lakeprint.common.tables.FunnelUsersTable.ENTERED_AT;
import static io.lakeprint.common.tables.FunnelUsersTable.MAX_STEP;
import static io.lakeprint.common.tables.FunnelUsersTable.ONE_ID;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who got how far: rows of {@link FactsTransform} in, {@code behaviour.funnel_users} out. Of
 * several attempts or sessions of a person the furthest counts, then the earliest.
 */
record FunnelUsersTransform(Telling telling) {

  private static final String BEST = "best";
  private static final String EARLY = "early";
  private static final String COMPLETED = "completed";

  Dataset<Row> apply(Dataset<Row> facts) {
    Column reach =
        array_max(transform(col(Facts.TIMES), (at, i) -> when(at.isNotNull(), i.plus(1))));
    Column last =
        telling.of(
            series ->
                lit(
                    series
                        .as(FunnelDefinition.class)
                        .map(FunnelDefinition::lastRequired)
                        .orElse(1)));
    Column attempt =
        struct(
            reach.as(MAX_STEP.name()),
            negate(element_at(col(Facts.TIMES), lit(1))).as(EARLY),
            element_at(col(Facts.TIMES), last).as(COMPLETED));
    return Telling.entries(facts, Facts.FUNNELS)
        .groupBy(Telling.SERIES, col(Facts.DAY), ONE_ID.col())
        .agg(max(attempt).as(BEST))
        .select(
            telling.reportId(),
            telling.version(),
            telling.grain(),
            Telling.periodStart(),
            ONE_ID.is(ONE_ID.col()),
            MAX_STEP.is(col(BEST).getField(MAX_STEP.name())),
            ENTERED_AT.is(timestamp_micros(negate(col(BEST).getField(EARLY)))),
            COMPLETED_AT.is(timestamp_micros(col(BEST).getField(COMPLETED))))
        .select(FunnelUsersTable.SPEC.cols());
  }
}

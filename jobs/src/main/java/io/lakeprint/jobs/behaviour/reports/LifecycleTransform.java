package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.LifecycleTable.ACTIVE_USERS;
import static io.lakeprint.common.tables.LifecycleTable.CELL_COMPLETE;
import static io.lakeprint.common.tables.LifecycleTable.STATUS;
import static io.lakeprint.common.tables.LifecycleTable.USERS;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.LifecycleTable;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * New, returning, resurrecting and dormant people: rows of {@link FactsTransform} in, {@code
 * behaviour.lifecycle} out. A status that nobody has has no row.
 */
record LifecycleTransform(Telling telling) {

  private static final String DORMANT = "dormant";

  Dataset<Row> apply(Dataset<Row> facts) {
    Column active =
        sum(when(col(Facts.STATUS).notEqual(DORMANT), USERS.col()))
            .over(Window.partitionBy(Telling.SERIES, col(Facts.DAY)));
    List<Column> columns =
        Stream.of(
                Stream.of(
                    telling.reportId(), telling.version(), telling.grain(), Telling.periodStart()),
                Telling.everybody().stream(),
                Stream.of(
                    STATUS.is(col(Facts.STATUS)),
                    USERS.is(USERS.col()),
                    ACTIVE_USERS.is(coalesce(active, lit(0L))),
                    CELL_COMPLETE.is(CELL_COMPLETE.col())))
            .flatMap(part -> part)
            .toList();
    return Telling.entries(facts, Facts.LIFECYCLES)
        .groupBy(Telling.SERIES, col(Facts.DAY), col(Facts.STATUS))
        .agg(count(lit(1)).as(USERS.name()), bool_and(col(Facts.COMPLETE)).as(CELL_COMPLETE.name()))
        .select(columns.toArray(Column[]::new))
        .select(LifecycleTable.SPEC.cols());
  }
}

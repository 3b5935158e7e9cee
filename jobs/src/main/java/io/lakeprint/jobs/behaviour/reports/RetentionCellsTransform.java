package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.RetentionCellsTable.CELL_COMPLETE;
import static io.lakeprint.common.tables.RetentionCellsTable.CELL_NO;
import static io.lakeprint.common.tables.RetentionCellsTable.COHORT_USERS;
import static io.lakeprint.common.tables.RetentionCellsTable.FIRST_OFFSET;
import static io.lakeprint.common.tables.RetentionCellsTable.LAST_OFFSET;
import static io.lakeprint.common.tables.RetentionCellsTable.RETENTION_RATIO;
import static io.lakeprint.common.tables.RetentionCellsTable.RETURNED_USERS;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.getbit;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;

import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import io.lakeprint.jobs.behaviour.reports.udf.RetentionWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who came back when: rows of {@link FactsTransform} in, {@code behaviour.retention_cells} out.
 * Every cell of a cohort has its row, also one in which nobody came back and one that is still to
 * come.
 */
record RetentionCellsTransform(Telling telling) {

  Dataset<Row> apply(Dataset<Row> facts) {
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(
        List.of(
            CELL_NO.is(CELL_NO.col()),
            FIRST_OFFSET.is(element_at(offsets(RetentionSpec::from), CELL_NO.col().plus(1))),
            LAST_OFFSET.is(element_at(offsets(RetentionSpec::to), CELL_NO.col().plus(1))),
            COHORT_USERS.is(COHORT_USERS.col()),
            RETURNED_USERS.is(RETURNED_USERS.col()),
            RETENTION_RATIO.is(RETURNED_USERS.col().divide(COHORT_USERS.col())),
            CELL_COMPLETE.is(CELL_COMPLETE.col())));
    return Telling.entries(facts, Facts.RETENTIONS)
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .withColumn(
            CELL_NO.name(), explode(sequence(lit(0), size(offsets(RetentionSpec::from)).minus(1))))
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            CELL_NO.col())
        .agg(
            count(lit(1)).as(COHORT_USERS.name()),
            count_if(isSet(Facts.CELLS)).as(RETURNED_USERS.name()),
            bool_and(isSet(Facts.COMPLETE_CELLS)).as(CELL_COMPLETE.name()))
        .select(columns.toArray(Column[]::new))
        .select(RetentionCellsTable.SPEC.cols());
  }

  private static Column isSet(String bits) {
    return getbit(col(bits), CELL_NO.col()).equalTo(1);
  }

  /** The first or last offset of each cell of a row's series. */
  private Column offsets(ToIntBiFunction<RetentionSpec, Integer> offset) {
    return telling.of(
        told ->
            told.series().work() instanceof RetentionWork retention
                ? array(
                    IntStream.range(0, retention.spec().cellCount())
                        .mapToObj(cell -> lit(offset.applyAsInt(retention.spec(), cell)))
                        .toArray(Column[]::new))
                : array(lit(0)));
  }
}

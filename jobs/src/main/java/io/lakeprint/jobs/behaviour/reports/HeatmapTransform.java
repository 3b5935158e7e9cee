package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.HeatmapCellsTable.ALL_EVENTS;
import static io.lakeprint.common.tables.HeatmapCellsTable.CELL_COMPLETE;
import static io.lakeprint.common.tables.HeatmapCellsTable.CELL_X;
import static io.lakeprint.common.tables.HeatmapCellsTable.CELL_Y;
import static io.lakeprint.common.tables.HeatmapCellsTable.ELEMENT;
import static io.lakeprint.common.tables.HeatmapCellsTable.EVENTS;
import static io.lakeprint.common.tables.HeatmapCellsTable.EVENT_RATIO;
import static io.lakeprint.common.tables.HeatmapCellsTable.HEATMAP_KIND;
import static io.lakeprint.common.tables.HeatmapCellsTable.PAGE;
import static io.lakeprint.common.tables.HeatmapCellsTable.USERS;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.HeatmapCellsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.reports.HeatmapDefinition.Kind;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * When and where people do things: rows of {@link FactsTransform} in, {@code
 * behaviour.heatmap_cells} out. Pages and elements beyond the most used ones are one.
 */
record HeatmapTransform(Telling telling) {

  Dataset<Row> apply(Dataset<Row> facts) {
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(
        List.of(
            HEATMAP_KIND.is(kind()),
            PAGE.is(col(Facts.PAGE)),
            ELEMENT.is(col(Facts.ELEMENT)),
            CELL_X.is(col(Facts.X)),
            CELL_Y.is(col(Facts.Y)),
            EVENTS.is(EVENTS.col()),
            USERS.is(USERS.col()),
            ALL_EVENTS.is(ALL_EVENTS.col()),
            EVENT_RATIO.is(EVENTS.col().divide(ALL_EVENTS.col())),
            CELL_COMPLETE.is(CELL_COMPLETE.col())));
    return Telling.entries(facts, Facts.HEATS)
        .transform(rows -> pruned(rows, Facts.PAGE, HeatmapDefinition::mostPages))
        .transform(rows -> pruned(rows, Facts.ELEMENT, HeatmapDefinition::mostElements))
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .transform(this::counted)
        .select(columns.toArray(Column[]::new))
        .select(HeatmapCellsTable.SPEC.cols());
  }

  private Column kind() {
    return telling.of(
        told ->
            lit(
                told.as(HeatmapDefinition.class)
                    .map(report -> report.kind().name().toLowerCase(Locale.ROOT))
                    .orElse("")));
  }

  /** A map without pages, or elements, has null there, which stays. */
  private Dataset<Row> pruned(
      Dataset<Row> rows, String side, ToIntFunction<HeatmapDefinition> most) {
    Column kept =
        telling.of(told -> lit(told.as(HeatmapDefinition.class).map(most::applyAsInt).orElse(0)));
    String plain = "plain";
    return Telling.mostFrequent(
            rows.withColumn(plain, col(side)), rows.where(col(side).isNotNull()), side, kept)
        .withColumn(side, when(col(plain).isNotNull(), col(side)))
        .drop(plain);
  }

  private Dataset<Row> counted(Dataset<Row> cells) {
    WindowSpec map =
        Window.partitionBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            col(Facts.PAGE));
    // Every page view is at the top of its page.
    Column all =
        when(
                kind().equalTo(Kind.REACH.name().toLowerCase(Locale.ROOT)),
                max(EVENTS.col()).over(map))
            .otherwise(sum(EVENTS.col()).over(map));
    return cells
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            col(Facts.PAGE),
            col(Facts.ELEMENT),
            col(Facts.X),
            col(Facts.Y))
        .agg(
            sum(Facts.TIMES_DONE).as(EVENTS.name()),
            countDistinct(EventsTable.ONE_ID.col()).as(USERS.name()),
            bool_and(col(Facts.COMPLETE)).as(CELL_COMPLETE.name()))
        .withColumn(ALL_EVENTS.name(), all);
  }
}

package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.PathSequencesTable.ALL_PATHS;
import static io.lakeprint.common.tables.PathSequencesTable.NODES_JSON;
import static io.lakeprint.common.tables.PathSequencesTable.NODE_COUNT;
import static io.lakeprint.common.tables.PathSequencesTable.PATHS;
import static io.lakeprint.common.tables.PathSequencesTable.PATH_RATIO;
import static io.lakeprint.common.tables.PathSequencesTable.WINDOW_COMPLETE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;

import io.lakeprint.common.tables.PathSequencesTable;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.fpm.PrefixSpan;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which sequences of nodes many paths have: rows of {@link FactsTransform} in, {@code
 * behaviour.path_sequences} out. By PrefixSpan (Pei and others, 2001) of MLlib, which reads the
 * paths of each report that wants them several times.
 */
record PathSequencesTransform(Telling telling) {

  private static final String FREQUENCY = "freq";
  private static final String SEQUENCE = "sequence";

  Dataset<Row> apply(Dataset<Row> facts) {
    Dataset<Row> walks = Telling.entries(facts, Facts.WALKS);
    Dataset<Row> none =
        walks.where(lit(false)).select(Telling.SERIES, col(Facts.NODES), lit(0L).as(PATHS.name()));
    Dataset<Row> found =
        IntStream.range(0, telling.told().size())
            .boxed()
            .flatMap(series -> frequent(walks, series).stream())
            .reduce(none, Dataset::unionByName);
    Dataset<Row> all =
        walks
            .groupBy(Telling.SERIES, col(Facts.DAY))
            .agg(
                count(lit(1)).as(ALL_PATHS.name()),
                bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()));
    return found.join(all, Facts.SERIES).select(columns()).select(PathSequencesTable.SPEC.cols());
  }

  private Optional<Dataset<Row>> frequent(Dataset<Row> walks, int series) {
    ReportPlan.Told told = telling.told().get(series);
    if (told.series().periods().grain() != Grain.TOTAL) {
      return Optional.empty();
    }
    return told.as(PathDefinition.class)
        .flatMap(PathDefinition::sequences)
        .map(wanted -> frequent(walks.where(Telling.SERIES.equalTo(series)), series, wanted));
  }

  private static Dataset<Row> frequent(
      Dataset<Row> walks, int series, PathDefinition.Sequences wanted) {
    // A step is one node: a set of one.
    Dataset<Row> paths =
        walks.select(transform(col(Facts.NODES), node -> array(node)).as(SEQUENCE));
    return new PrefixSpan()
        .setSequenceCol(SEQUENCE)
        .setMinSupport(wanted.support())
        .setMaxPatternLength(wanted.longest())
        .findFrequentSequentialPatterns(paths)
        .where(size(col(SEQUENCE)).geq(2))
        .select(
            lit(series).as(Facts.SERIES),
            flatten(col(SEQUENCE)).as(Facts.NODES),
            col(FREQUENCY).as(PATHS.name()));
  }

  private Column[] columns() {
    return Stream.of(
            Stream.of(
                telling.reportId(), telling.version(), telling.grain(), Telling.periodStart()),
            Telling.everybody().stream(),
            Stream.of(
                NODES_JSON.is(to_json(col(Facts.NODES))),
                NODE_COUNT.is(size(col(Facts.NODES))),
                PATHS.is(PATHS.col()),
                ALL_PATHS.is(ALL_PATHS.col()),
                PATH_RATIO.is(PATHS.col().divide(ALL_PATHS.col())),
                WINDOW_COMPLETE.is(WINDOW_COMPLETE.col())))
        .flatMap(part -> part)
        .toArray(Column[]::new);
  }
}

package io.lakeprint.jobs.behaviour.metrics;

import static io.lakeprint.common.tables.MetricValuesTable.AS_OF;
import static io.lakeprint.common.tables.MetricValuesTable.BETTER;
import static io.lakeprint.common.tables.MetricValuesTable.BREAKDOWN_NAME;
import static io.lakeprint.common.tables.MetricValuesTable.BREAKDOWN_VALUE;
import static io.lakeprint.common.tables.MetricValuesTable.CELL_COMPLETE;
import static io.lakeprint.common.tables.MetricValuesTable.DENOMINATOR;
import static io.lakeprint.common.tables.MetricValuesTable.EVIDENCE_HASH;
import static io.lakeprint.common.tables.MetricValuesTable.NAME_EN;
import static io.lakeprint.common.tables.MetricValuesTable.NAME_ZH;
import static io.lakeprint.common.tables.MetricValuesTable.NUMERATOR;
import static io.lakeprint.common.tables.MetricValuesTable.PERIOD_GRAIN;
import static io.lakeprint.common.tables.MetricValuesTable.PERIOD_START;
import static io.lakeprint.common.tables.MetricValuesTable.PREVIOUS_CHANGE_RATIO;
import static io.lakeprint.common.tables.MetricValuesTable.PREVIOUS_VALUE;
import static io.lakeprint.common.tables.MetricValuesTable.REPORT_ID;
import static io.lakeprint.common.tables.MetricValuesTable.REPORT_VERSION;
import static io.lakeprint.common.tables.MetricValuesTable.UNIT;
import static io.lakeprint.common.tables.MetricValuesTable.VALUE;
import static io.lakeprint.common.tables.MetricValuesTable.YEAR_AGO_CHANGE_RATIO;
import static io.lakeprint.common.tables.MetricValuesTable.YEAR_AGO_VALUE;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.CURRENCY;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.MEASURE;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.OF_CURRENCY;
import static io.lakeprint.jobs.behaviour.metrics.MeasuresTransform.GRAIN;
import static io.lakeprint.jobs.behaviour.metrics.MeasuresTransform.PERIOD;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.Types;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The value of every metric in every period, beside the period before and a year ago: rows of
 * {@link MeasuresTransform} in, {@code behaviour.metric_values} out. What was said of a period that
 * is over stays, unless events changed: that people turn out to be others changes no figure that
 * somebody has read.
 *
 * @param plan the metrics
 * @param periods the periods
 * @param first the first day that is told
 * @param asOf the last day that is known
 */
record MetricValuesTransform(
    MetricPlan plan, PeriodColumns periods, LocalDate first, LocalDate asOf) {

  private static final String OWN = "own";
  private static final String ALL = "all_measures";
  private static final String METRIC = "metric";
  private static final String THEN = "then_start";
  private static final String TOLD = "is_told";

  /**
   * The rows that the table holds after this run.
   *
   * @param measures what is counted now
   * @param evidence rows of {@link EvidenceTransform} for the periods that are told
   * @param said rows of {@code behaviour.metric_values} before this run
   */
  Dataset<Row> apply(Dataset<Row> measures, Dataset<Row> evidence, Dataset<Row> said) {
    Dataset<Row> kept = said.where(isDefined());
    Dataset<Row> told =
        compared(keeping(counted(measures), evidence, kept))
            .where(isTold())
            .select(columns())
            .select(MetricValuesTable.SPEC.cols());
    Dataset<Row> elsewhere =
        kept.where(isTold().and(AS_OF.col().leq(lit(asOf))).unary_$bang())
            .as("said")
            .join(told.as("told"), same("said", "told", MetricValuesTable.SPEC.key()), "left_anti");
    return told.unionByName(elsewhere.select(MetricValuesTable.SPEC.cols()));
  }

  /** What is no longer defined is no longer told. */
  private Column isDefined() {
    return REPORT_ID.col().isin(plan.metrics().stream().map(MetricPlan.Metric::id).toArray());
  }

  private static Column same(String left, String right, List<ColumnSpec> columns) {
    return columns.stream()
        .map(column -> column.of(left).eqNullSafe(column.of(right)))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** Periods of this run: the whole of the first one, up to that of the as-of day. */
  private Column isTold() {
    return PERIOD_START.col().geq(firstOfGrain()).and(PERIOD_START.col().leq(lit(asOf)));
  }

  private Dataset<Row> counted(Dataset<Row> measures) {
    Dataset<Row> found =
        measures
            .groupBy(GRAIN, PERIOD, OF_CURRENCY, CURRENCY)
            .agg(
                map_from_entries(collect_list(struct(col(MEASURE), col(MeasuresTransform.VALUE))))
                    .as(OWN));
    Dataset<Row> all = found.where(col(OF_CURRENCY).unary_$bang());
    Dataset<Row> whole = all.select(col(GRAIN), col(PERIOD), col(OWN).as(ALL));
    Dataset<Row> plain =
        all.withColumn(ALL, col(OWN)).transform(rows -> metrics(rows, plan.metrics(false)));
    Dataset<Row> money =
        found
            .where(col(OF_CURRENCY))
            .join(
                whole,
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(GRAIN, PERIOD)).toSeq(),
                "left")
            .transform(rows -> metrics(rows, plan.metrics(true)));
    return plain.unionByName(money);
  }

  /**
   * Figures of this run, or those said before where they stay: of periods that this run does not
   * tell, of periods that were over and whose evidence is the same, and those of a later as-of.
   */
  private Dataset<Row> keeping(Dataset<Row> counted, Dataset<Row> evidence, Dataset<Row> said) {
    Dataset<Row> now =
        counted
            .withColumn(REPORT_ID.name(), of(metric -> lit(metric.id())))
            .withColumn(REPORT_VERSION.name(), of(metric -> lit(metric.version())))
            .withColumn(CELL_COMPLETE.name(), isOver())
            .withColumn(TOLD, isTold())
            .as("now")
            .join(
                broadcast(evidence.as("evidence")),
                PERIOD_GRAIN
                    .of("now")
                    .equalTo(col("evidence." + GRAIN))
                    .and(PERIOD_START.of("now").equalTo(col("evidence." + PERIOD))),
                "left")
            .withColumn(EVIDENCE_HASH.name(), of(metric -> EvidenceTransform.of(plan, metric)))
            .select(col("now.*"), EVIDENCE_HASH.col());
    Column same =
        same(
            "now",
            "said",
            List.of(
                REPORT_ID, REPORT_VERSION, PERIOD_GRAIN, PERIOD_START, MetricValuesTable.CURRENCY));
    Column isKept =
        col(TOLD)
            .unary_$bang()
            .or(AS_OF.of("said").gt(lit(asOf)))
            .or(
                CELL_COMPLETE
                    .of("said")
                    .and(EVIDENCE_HASH.of("said").equalTo(EVIDENCE_HASH.of("now"))));
    Column keeps = coalesce(AS_OF.of("said").isNotNull().and(isKept), lit(false));
    Column[] stays =
        Stream.of(NUMERATOR, DENOMINATOR, VALUE, CELL_COMPLETE, EVIDENCE_HASH)
            .map(
                column ->
                    when(keeps, column.of("said")).otherwise(column.of("now")).as(column.name()))
            .toArray(Column[]::new);
    return now.as("now")
        .join(said.as("said"), same, "left")
        .select(
            Stream.concat(
                    Stream.of(
                        PERIOD_GRAIN.of("now"),
                        PERIOD_START.of("now"),
                        col("now." + CURRENCY),
                        col("now." + METRIC),
                        when(keeps, AS_OF.of("said")).otherwise(lit(asOf)).as(AS_OF.name())),
                    Arrays.stream(stays))
                .toArray(Column[]::new));
  }

  /** Whether the period is over at the end of the as-of day. */
  private Column isOver() {
    return periods.next(PERIOD_GRAIN.col(), PERIOD_START.col()).leq(lit(asOf.plusDays(1)));
  }

  /** Of the first period the whole is told. */
  private Column firstOfGrain() {
    Column value = lit(first);
    for (Grain grain : periods.grains()) {
      value =
          when(
                  PERIOD_GRAIN.col().equalTo(PeriodColumns.written(grain)),
                  periods.first(grain, lit(first)))
              .otherwise(value);
    }
    return value;
  }

  private Dataset<Row> metrics(Dataset<Row> rows, List<MetricPlan.Metric> told) {
    Column[] each =
        told.stream()
            .map(
                metric -> {
                  Column above = sum(metric.numerator());
                  Column below =
                      metric
                          .denominator()
                          .map(this::sum)
                          .orElseGet(() -> lit(null).cast(MeasureRowsTransform.EXACT));
                  return struct(
                      lit(plan.metrics().indexOf(metric)).as(METRIC),
                      above.as(NUMERATOR.name()),
                      below.as(DENOMINATOR.name()));
                })
            .toArray(Column[]::new);
    Column list =
        told.isEmpty()
            ? array()
                .cast(
                    "array<struct<metric: int, numerator: decimal(28,4), denominator:"
                        + " decimal(28,4)>>")
            : array(each);
    return rows.select(
            col(GRAIN).as(PERIOD_GRAIN.name()),
            col(PERIOD).as(PERIOD_START.name()),
            col(CURRENCY),
            explode(list).as(OWN))
        .select(PERIOD_GRAIN.col(), PERIOD_START.col(), col(CURRENCY), col(OWN + ".*"))
        .withColumn(VALUE.name(), value());
  }

  private static Column value() {
    Column numerator = NUMERATOR.col().cast(Types.DOUBLE);
    return when(DENOMINATOR.col().isNull(), numerator)
        .when(
            DENOMINATOR.col().notEqual(lit(0)),
            numerator.divide(DENOMINATOR.col().cast(Types.DOUBLE)));
  }

  /** What is not found is nothing: zero. */
  private Column sum(Formula formula) {
    Map<String, MetricPlan.Measure> byId =
        plan.measures().stream()
            .collect(Collectors.toMap(MetricPlan.Measure::id, Function.identity()));
    Column total = lit(0).cast(MeasureRowsTransform.EXACT);
    for (Formula.Term term : formula.terms()) {
      MetricPlan.Measure measure = Optional.ofNullable(byId.get(term.measure())).orElseThrow();
      // What a source without currencies counts, it counts for all of them.
      Column from = col(measure.definition().from().hasCurrency() ? OWN : ALL);
      Column value = coalesce(try_element_at(from, lit(measure.number())), lit(0));
      total =
          (term.isAdded() ? total.plus(value) : total.minus(value))
              .cast(MeasureRowsTransform.EXACT);
    }
    return total;
  }

  private Dataset<Row> compared(Dataset<Row> values) {
    Column grain = PERIOD_GRAIN.col();
    Column start = PERIOD_START.col();
    return values
        .transform(rows -> beside(rows, values, PREVIOUS_VALUE, periods.previous(grain, start)))
        .transform(rows -> beside(rows, values, YEAR_AGO_VALUE, periods.yearAgo(grain, start)));
  }

  /** Each row with the value of its metric in the period that begins {@code at}. */
  private static Dataset<Row> beside(
      Dataset<Row> rows, Dataset<Row> values, ColumnSpec column, Column at) {
    Column same =
        col("now." + METRIC)
            .equalTo(col("then." + METRIC))
            .and(PERIOD_GRAIN.of("now").equalTo(PERIOD_GRAIN.of("then")))
            .and(col("now." + CURRENCY).eqNullSafe(col("then." + CURRENCY)))
            .and(col("now." + THEN).equalTo(PERIOD_START.of("then")));
    return rows.withColumn(THEN, at)
        .as("now")
        .join(values.as("then"), same, "left")
        .select(col("now.*"), VALUE.of("then").as(column.name()))
        .drop(THEN);
  }

  private Column[] columns() {
    Column complete = CELL_COMPLETE.col();
    return new Column[] {
      REPORT_ID.is(of(metric -> lit(metric.id()))),
      REPORT_VERSION.is(of(metric -> lit(metric.version()))),
      PERIOD_GRAIN.is(PERIOD_GRAIN.col()),
      PERIOD_START.is(PERIOD_START.col()),
      BREAKDOWN_NAME.is(lit(ReportColumns.ALL)),
      BREAKDOWN_VALUE.is(lit(ReportColumns.ALL)),
      MetricValuesTable.CURRENCY.is(col(CURRENCY)),
      NAME_ZH.is(of(metric -> lit(metric.definition().nameZh()))),
      NAME_EN.is(of(metric -> lit(metric.definition().nameEn()))),
      UNIT.is(of(metric -> lit(metric.definition().unit().name().toLowerCase(Locale.ROOT)))),
      BETTER.is(of(metric -> lit(metric.definition().better().name().toLowerCase(Locale.ROOT)))),
      NUMERATOR.is(NUMERATOR.col()),
      DENOMINATOR.is(DENOMINATOR.col()),
      VALUE.is(VALUE.col()),
      PREVIOUS_VALUE.is(PREVIOUS_VALUE.col()),
      PREVIOUS_CHANGE_RATIO.is(change(PREVIOUS_VALUE, complete)),
      YEAR_AGO_VALUE.is(YEAR_AGO_VALUE.col()),
      YEAR_AGO_CHANGE_RATIO.is(change(YEAR_AGO_VALUE, complete)),
      CELL_COMPLETE.is(complete),
      AS_OF.is(AS_OF.col()),
      EVIDENCE_HASH.is(EVIDENCE_HASH.col())
    };
  }

  /** A period that is not over has no change: it would be compared with a longer one. */
  private static Column change(ColumnSpec then, Column complete) {
    return when(
        complete.and(then.col().notEqual(lit(0d))),
        VALUE.col().minus(then.col()).divide(abs(then.col())));
  }

  private Column of(Function<MetricPlan.Metric, Column> of) {
    Column[] values = plan.metrics().stream().map(of).toArray(Column[]::new);
    return element_at(array(values), col(METRIC).plus(1));
  }
}

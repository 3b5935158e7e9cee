package io.lakeprint.jobs.behaviour.metrics;

import static io.lakeprint.jobs.behaviour.metrics.MeasuresTransform.GRAIN;
import static io.lakeprint.jobs.behaviour.metrics.MeasuresTransform.PERIOD;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the metrics of each period follow from, as numbers that change when events do and stay when
 * only the people behind them turn out to be others: one row per period, with {@link #of} for each
 * metric.
 *
 * <p>A day of activity is hashed after what two people of one anchor did is added up, because who
 * they are may change; sessions follow from the same events. Hashes are joined by exclusive or:
 * their order does not matter.
 *
 * @param periods the periods
 */
record EvidenceTransform(PeriodColumns periods) {

  private static final String SOURCE = "source";
  private static final String DAY = "day";
  private static final String HASH = "hash";
  private static final String TIMES = "times";
  private static final String AMOUNT = "sum_of_amount";
  private static final String PIECES = "sum_of_quantity";
  private static final String ANCHORS = "weighed_anchors";

  /** A prime: anchors weigh differently, and their sums fit. */
  private static final int WEIGHTS = 1_000_003;

  /** What sessions are made of are the events of activity. */
  private static final List<MeasureSource> SOURCES =
      List.of(MeasureSource.ACTIVITY, MeasureSource.ORDERS, MeasureSource.COSTS);

  /**
   * The rows.
   *
   * @param told columns {@code grain} and {@code period}: the periods to tell of, each once
   */
  Dataset<Row> apply(
      Dataset<Row> told, Dataset<Row> activity, Dataset<Row> orders, Dataset<Row> costs) {
    Dataset<Row> days =
        activity(activity)
            .unionByName(whole(orders, MeasureSource.ORDERS))
            .unionByName(whole(costs, MeasureSource.COSTS));
    Column isUpToIt = col(DAY).lt(periods.next(col(GRAIN), col(PERIOD)));
    Column[] hashes =
        SOURCES.stream()
            .flatMap(
                source ->
                    Stream.of(
                        hash(source, col(DAY).geq(col(PERIOD))).as(own(source)),
                        hash(source, lit(true)).as(history(source))))
            .toArray(Column[]::new);
    // A row per day and source: some thousands.
    return told.join(broadcast(days), isUpToIt, "left")
        .groupBy(col(GRAIN), col(PERIOD))
        .agg(hashes[0], Arrays.copyOfRange(hashes, 1, hashes.length));
  }

  /**
   * What a metric follows from: its own period, or all up to it where it tells who is new, back or
   * lost.
   */
  static Column of(MetricPlan plan, MetricPlan.Metric metric) {
    List<MeasureDefinition> measures =
        Stream.concat(
                metric.numerator().terms().stream(),
                metric.denominator().stream().flatMap(formula -> formula.terms().stream()))
            .map(term -> plan.measure(term.measure()).definition())
            .toList();
    boolean needsHistory = measures.stream().anyMatch(measure -> measure.tell().needsHistory());
    Column[] evidence =
        measures.stream()
            .map(MeasureDefinition::from)
            .map(from -> from == MeasureSource.SESSIONS ? MeasureSource.ACTIVITY : from)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .map(source -> col(needsHistory ? history(source) : own(source)))
            .toArray(Column[]::new);
    return xxhash64(evidence);
  }

  private static Column hash(MeasureSource source, Column counts) {
    return coalesce(
        bit_xor(when(col(SOURCE).equalTo(source.name()).and(counts), col(HASH))), lit(0L));
  }

  private static String own(MeasureSource source) {
    return "own_" + source;
  }

  private static String history(MeasureSource source) {
    return "history_" + source;
  }

  /** Sums over people: who did a thing may change, how often it was done may not. */
  private static Dataset<Row> activity(Dataset<Row> rows) {
    Column[] key =
        DailyActivityTable.SPEC.key().stream()
            .filter(column -> !column.equals(DailyActivityTable.ONE_ID))
            .filter(column -> !column.equals(DailyActivityTable.ANCHOR_NODE))
            .map(ColumnSpec::col)
            .toArray(Column[]::new);
    Column anchors =
        pmod(xxhash64(DailyActivityTable.ANCHOR_NODE.col()), lit((long) WEIGHTS))
            .cast("decimal(20,0)")
            .multiply(DailyActivityTable.EVENT_COUNT.col().cast("decimal(18,0)"));
    return rows.groupBy(key)
        .agg(
            sum(DailyActivityTable.EVENT_COUNT.col()).as(TIMES),
            sum(DailyActivityTable.AMOUNT.col()).as(AMOUNT),
            sum(DailyActivityTable.QUANTITY.col()).as(PIECES),
            sum(anchors).as(ANCHORS))
        .select(
            lit(MeasureSource.ACTIVITY.name()).as(SOURCE),
            DailyActivityTable.EVENT_DATE.col().as(DAY),
            xxhash64(
                    Stream.concat(
                            Arrays.stream(key),
                            Stream.of(TIMES, AMOUNT, PIECES, ANCHORS).map(name -> col(name)))
                        .toArray(Column[]::new))
                .as(HASH))
        .transform(EvidenceTransform::byDay);
  }

  /** Everything that a row says, but whose it is. */
  private static Dataset<Row> whole(Dataset<Row> rows, MeasureSource source) {
    Column[] said =
        source.table().columns().stream()
            .filter(column -> !column.audit() && !source.isPerson(column))
            .map(ColumnSpec::col)
            .toArray(Column[]::new);
    return rows.select(
            lit(source.name()).as(SOURCE), source.date().col().as(DAY), xxhash64(said).as(HASH))
        .transform(EvidenceTransform::byDay);
  }

  private static Dataset<Row> byDay(Dataset<Row> rows) {
    return rows.groupBy(col(SOURCE), col(DAY)).agg(bit_xor(col(HASH)).as(HASH));
  }
}

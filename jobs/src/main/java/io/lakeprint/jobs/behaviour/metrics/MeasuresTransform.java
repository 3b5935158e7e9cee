package io.lakeprint.jobs.behaviour.metrics;

import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.AMOUNT;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.CURRENCY;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.DAY;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.EXACT;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.MEASURE;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.OF_CURRENCY;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.PERSON;
import static io.lakeprint.jobs.behaviour.metrics.MeasureRowsTransform.TIMES;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.jobs.behaviour.metrics.MeasureDefinition.Tell;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The value of every measure in every period: rows of {@link MeasureRowsTransform} in; columns
 * {@code measure}, {@code of_currency}, {@code currency}, {@link #GRAIN}, {@link #PERIOD}, {@link
 * #VALUE} out, one row each. A measure without anything in a period has no row there.
 */
record MeasuresTransform(MetricPlan plan, PeriodColumns periods) {

  static final String GRAIN = "grain";
  static final String PERIOD = "period";
  static final String VALUE = "value";

  private static final String IN = "in";
  private static final String AS = "as";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final Column[] SERIES = {
    col(MEASURE), col(OF_CURRENCY), col(CURRENCY), col(GRAIN)
  };

  Dataset<Row> apply(Dataset<Row> rows) {
    Column ofPeople = ofMeasure(measure -> lit(measure.definition().tell().isOfPeople()));
    Dataset<Row> things = things(rows.where(ofPeople.unary_$bang()));
    Dataset<Row> people = people(rows.where(ofPeople.and(col(PERSON).isNotNull())));
    return things.unionByName(people);
  }

  private Dataset<Row> things(Dataset<Row> rows) {
    Column adds = ofMeasure(measure -> lit(measure.definition().tell() == Tell.SUM));
    Column times = sum(TIMES).cast(EXACT);
    Column amount = coalesce(sum(AMOUNT), lit(0)).cast(EXACT);
    return rows.groupBy(col(MEASURE), col(OF_CURRENCY), col(CURRENCY), col(DAY))
        .agg(sum(TIMES).as(TIMES), sum(AMOUNT).as(AMOUNT))
        .transform(this::byPeriod)
        .groupBy(Stream.concat(Stream.of(SERIES), Stream.of(col(PERIOD))).toArray(Column[]::new))
        .agg(when(adds, amount).otherwise(times).as(VALUE));
  }

  private Dataset<Row> people(Dataset<Row> rows) {
    Column enough = ofMeasure(measure -> lit(measure.definition().atLeast()));
    Column tell = ofMeasure(measure -> lit(measure.definition().tell().name()));
    WindowSpec person =
        Window.partitionBy(
                Stream.concat(Stream.of(SERIES), Stream.of(col(PERSON))).toArray(Column[]::new))
            .orderBy(col(PERIOD));
    Column next = periods.next(col(GRAIN), col(PERIOD));
    Column standing =
        when(col(BEFORE).isNull(), lit(Tell.NEW.name()))
            .when(
                col(BEFORE).equalTo(periods.previous(col(GRAIN), col(PERIOD))),
                lit(Tell.RETURNING.name()))
            .otherwise(lit(Tell.RESURRECTING.name()));
    Column lost =
        when(col(AFTER).isNull().or(col(AFTER).notEqual(next)), in(next, lit(Tell.LOST.name())));
    return rows.transform(this::byPeriod)
        .groupBy(
            Stream.concat(Stream.of(SERIES), Stream.of(col(PERIOD), col(PERSON)))
                .toArray(Column[]::new))
        .agg(sum(TIMES).as(TIMES))
        .where(col(TIMES).geq(enough))
        .withColumn(BEFORE, lag(col(PERIOD), 1).over(person))
        .withColumn(AFTER, lead(col(PERIOD), 1).over(person))
        .select(
            Stream.concat(
                    Stream.of(SERIES),
                    Stream.of(
                        explode(
                                array_compact(
                                    array(
                                        in(col(PERIOD), lit(Tell.PEOPLE.name())),
                                        in(col(PERIOD), standing),
                                        lost)))
                            .as(IN)))
                .toArray(Column[]::new))
        .where(col(IN).getField(AS).equalTo(tell))
        .groupBy(
            Stream.concat(Stream.of(SERIES), Stream.of(col(IN).getField(PERIOD).as(PERIOD)))
                .toArray(Column[]::new))
        .agg(count(lit(1)).cast(EXACT).as(VALUE));
  }

  private static Column in(Column period, Column as) {
    return struct(period.as(PERIOD), as.as(AS));
  }

  private Dataset<Row> byPeriod(Dataset<Row> rows) {
    Column[] each =
        periods.grains().stream()
            .map(
                grain ->
                    struct(
                        lit(PeriodColumns.written(grain)).as(GRAIN),
                        periods.first(grain, col(DAY)).as(PERIOD)))
            .toArray(Column[]::new);
    return rows.withColumn(IN, explode(array(each)))
        .withColumn(GRAIN, col(IN).getField(GRAIN))
        .withColumn(PERIOD, col(IN).getField(PERIOD))
        .drop(IN);
  }

  private Column ofMeasure(Function<MetricPlan.Measure, Column> of) {
    Column[] values = plan.measures().stream().map(of).toArray(Column[]::new);
    return element_at(array(values), col(MEASURE).plus(1));
  }
}

package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.AttributionCreditsTable.AMOUNT;
import static io.lakeprint.common.tables.AttributionCreditsTable.CONVERSIONS;
import static io.lakeprint.common.tables.AttributionCreditsTable.CONVERSION_RATIO;
import static io.lakeprint.common.tables.AttributionCreditsTable.COST_AMOUNT;
import static io.lakeprint.common.tables.AttributionCreditsTable.CREDITED_AMOUNT;
import static io.lakeprint.common.tables.AttributionCreditsTable.CREDITED_CONVERSIONS;
import static io.lakeprint.common.tables.AttributionCreditsTable.CURRENCY;
import static io.lakeprint.common.tables.AttributionCreditsTable.MODEL;
import static io.lakeprint.common.tables.AttributionCreditsTable.RETURN_ON_COST;
import static io.lakeprint.common.tables.AttributionCreditsTable.TOUCHPOINT;
import static io.lakeprint.common.tables.AttributionCreditsTable.USERS;
import static io.lakeprint.common.tables.AttributionCreditsTable.WINDOW_COMPLETE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.AttributionCreditsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome;
import io.lakeprint.jobs.behaviour.kernel.CreditRule;
import io.lakeprint.jobs.behaviour.kernel.Shares;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import io.lakeprint.jobs.behaviour.reports.udf.MarkovFunction;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Whose doing conversions are: rows of {@link FactsTransform} and {@code reference.ad_costs} in,
 * {@code behaviour.attribution_credits} out.
 *
 * <p>Under every model the credits of a period and currency add up to its conversions, and their
 * amounts to what these are worth, to the last digit. What a touchpoint cost stands beside its
 * credit, also where it has none. Touchpoints beyond the most frequent ones are one, before the
 * Markov chain is solved too.
 */
record AttributionTransform(Telling telling) {

  /** The one model that looks at all ways of a period together. */
  static final String MARKOV = "markov";

  private static final List<CreditRule> RULES = List.of(CreditRule.values());
  private static final DataType WHOLE = DataTypes.createDecimalType(38, 0);
  private static final String UNITS = MarkovFunction.UNITS;
  private static final String WORTH = MarkovFunction.AMOUNT;
  private static final String ALL_UNITS = "all_units";
  private static final String ALL_WORTH = "all_worth";
  private static final String CREDIT = "credit";
  private static final String MOVES = "all_moves";
  private static final String TOTALS = "totals";
  private static final Column DAY = col(Facts.DAY);
  private static final Object[] ENDS = {
    AttributionOutcome.NO_TOUCH,
    AttributionOutcome.START,
    AttributionOutcome.CONVERSION,
    AttributionOutcome.NO_CONVERSION
  };

  Dataset<Row> apply(Dataset<Row> facts, Dataset<Row> costs) {
    Dataset<Row> told =
        Telling.entries(facts, Facts.CREDITS)
            .withColumn(Facts.COST, lit(null).cast(Types.MONEY))
            .unionByName(new CostsTransform(telling).apply(costs), true);
    Dataset<Row> counted =
        told.where(col(Facts.TOUCHPOINT).notEqual(lit(AttributionOutcome.NO_TOUCH)));
    Dataset<Row> credits = summed(pruned(told, counted, Facts.TOUCHPOINT));
    Dataset<Row> moves = Telling.entries(facts, Facts.MOVES);
    Dataset<Row> leaving = pruned(moves, named(counted, Facts.FROM), Facts.FROM);
    Dataset<Row> chain = pruned(leaving, named(counted, Facts.TO), Facts.TO);
    return byRule(credits).unionByName(markov(credits, chain)).transform(this::columns);
  }

  private static Dataset<Row> named(Dataset<Row> counted, String name) {
    return counted.withColumnRenamed(Facts.TOUCHPOINT, name);
  }

  private Dataset<Row> pruned(Dataset<Row> rows, Dataset<Row> counted, String touchpoint) {
    Column most =
        telling.of(
            series ->
                lit(
                    series
                        .as(AttributionDefinition.class)
                        .map(AttributionDefinition::most)
                        .orElse(0)));
    return Telling.mostFrequentBut(rows, counted, touchpoint, most, ENDS);
  }

  /** One row per touchpoint, with the credit of every rule; lists are summed place by place. */
  private static Dataset<Row> summed(Dataset<Row> told) {
    Stream<Column> sums =
        RULES.stream()
            .flatMap(
                rule ->
                    Stream.of(
                        coalesce(sum(at(Facts.CONVERSIONS, rule)), lit(0L)).as(UNITS + rule),
                        coalesce(sum(at(Facts.AMOUNTS, rule).cast(WHOLE)), lit(0).cast(WHOLE))
                            .as(WORTH + rule)));
    Column[] measures =
        Stream.concat(
                sums,
                Stream.of(
                    sum(Facts.COST).cast(Types.MONEY).as(Facts.COST),
                    bool_and(col(Facts.COMPLETE)).as(Facts.COMPLETE)))
            .toArray(Column[]::new);
    return told.groupBy(Telling.SERIES, DAY, col(Facts.CURRENCY), col(Facts.TOUCHPOINT))
        .agg(countDistinct(EventsTable.ONE_ID.col()).as(USERS.name()), measures);
  }

  private static Column at(String list, CreditRule rule) {
    return element_at(col(list), lit(RULES.indexOf(rule) + 1));
  }

  private static Dataset<Row> byRule(Dataset<Row> credits) {
    Column[] each =
        RULES.stream()
            .map(
                rule ->
                    struct(
                        lit(rule.name().toLowerCase(Locale.ROOT)).as(MODEL.name()),
                        col(UNITS + rule).as(UNITS),
                        col(WORTH + rule).as(WORTH)))
            .toArray(Column[]::new);
    return credits
        .select(
            Telling.SERIES,
            DAY,
            col(Facts.CURRENCY),
            col(Facts.TOUCHPOINT),
            col(Facts.COMPLETE),
            USERS.col(),
            col(Facts.COST),
            explode(array(each)).as(CREDIT))
        .select(col("*"), col(CREDIT + ".*"))
        .drop(CREDIT);
  }

  private static Dataset<Row> markov(Dataset<Row> credits, Dataset<Row> moves) {
    Dataset<Row> counted =
        moves
            .groupBy(Telling.SERIES, DAY, col(Facts.FROM), col(Facts.TO))
            .agg(
                sum(Facts.TIMES_DONE).as(Facts.TIMES_DONE),
                bool_and(col(Facts.COMPLETE)).as(Facts.COMPLETE))
            .groupBy(Telling.SERIES, DAY)
            .agg(
                collect_list(struct(col(Facts.FROM), col(Facts.TO), col(Facts.TIMES_DONE)))
                    .as(MOVES),
                bool_and(col(Facts.COMPLETE)).as(Facts.COMPLETE));
    Column worth = sum(WORTH + CreditRule.LINEAR).cast(DataTypes.LongType).as(WORTH);
    Dataset<Row> totals =
        credits
            .groupBy(Telling.SERIES, DAY, col(Facts.CURRENCY))
            .agg(sum(UNITS + CreditRule.LINEAR).as(UNITS), worth)
            .groupBy(Telling.SERIES, DAY)
            .agg(
                sort_array(collect_list(struct(col(Facts.CURRENCY), col(UNITS), col(WORTH))))
                    .as(TOTALS));
    return joined(counted, totals, Facts.SERIES, Facts.DAY)
        .select(
            Telling.SERIES,
            DAY,
            col(Facts.COMPLETE),
            explode(MarkovFunction.create().apply(col(MOVES), col(TOTALS))).as(CREDIT))
        .select(Telling.SERIES, DAY, col(Facts.COMPLETE), col(CREDIT + ".*"))
        .withColumn(WORTH, col(WORTH).cast(WHOLE))
        .transform(shares -> besidePeople(shares, credits))
        .withColumn(MODEL.name(), lit(MARKOV));
  }

  /**
   * Shares beside people and costs. A touchpoint may have no convert in a currency, and yet a share
   * of its conversions; it may have a cost, and no share.
   */
  private static Dataset<Row> besidePeople(Dataset<Row> shares, Dataset<Row> credits) {
    Column none = lit(null);
    Dataset<Row> told =
        shares
            .withColumn(USERS.name(), none.cast("bigint"))
            .withColumn(Facts.COST, none.cast(Types.MONEY))
            .unionByName(
                credits.select(
                    Telling.SERIES,
                    DAY,
                    none.cast("boolean").as(Facts.COMPLETE),
                    col(Facts.CURRENCY),
                    col(Facts.TOUCHPOINT),
                    lit(0L).as(UNITS),
                    lit(0).cast(WHOLE).as(WORTH),
                    USERS.col(),
                    col(Facts.COST)));
    Column known = min(Facts.COMPLETE).over(Window.partitionBy(Telling.SERIES, DAY));
    return told.groupBy(Telling.SERIES, DAY, col(Facts.CURRENCY), col(Facts.TOUCHPOINT))
        .agg(
            min(Facts.COMPLETE).as(Facts.COMPLETE),
            sum(UNITS).as(UNITS),
            sum(WORTH).cast(WHOLE).as(WORTH),
            coalesce(sum(USERS.col()), lit(0L)).as(USERS.name()),
            sum(Facts.COST).cast(Types.MONEY).as(Facts.COST))
        .withColumn(Facts.COMPLETE, coalesce(known, lit(false)));
  }

  private static Dataset<Row> joined(Dataset<Row> left, Dataset<Row> right, String... on) {
    return left.join(
        right, scala.jdk.javaapi.CollectionConverters.asScala(List.of(on)).toSeq(), "inner");
  }

  private Dataset<Row> columns(Dataset<Row> rows) {
    Column whole = lit(Shares.CONVERSION);
    var period = Window.partitionBy(Telling.SERIES, DAY, col(Facts.CURRENCY), MODEL.col());
    return rows.withColumn(ALL_UNITS, sum(UNITS).over(period))
        .withColumn(ALL_WORTH, sum(WORTH).over(period))
        .select(
            Stream.of(
                    Stream.of(
                        telling.reportId(),
                        telling.version(),
                        telling.grain(),
                        Telling.periodStart()),
                    Telling.everybody().stream(),
                    Stream.of(
                        MODEL.is(MODEL.col()),
                        TOUCHPOINT.is(col(Facts.TOUCHPOINT)),
                        CURRENCY.is(col(Facts.CURRENCY)),
                        CREDITED_CONVERSIONS.is(col(UNITS).cast(WHOLE).divide(whole)),
                        CONVERSIONS.is(col(ALL_UNITS).divide(whole)),
                        CONVERSION_RATIO.is(
                            when(col(ALL_UNITS).gt(0), col(UNITS).divide(col(ALL_UNITS)))),
                        CREDITED_AMOUNT.is(col(WORTH).divide(lit(10_000))),
                        AMOUNT.is(col(ALL_WORTH).divide(lit(10_000))),
                        USERS.is(USERS.col()),
                        COST_AMOUNT.is(col(Facts.COST)),
                        RETURN_ON_COST.is(
                            when(
                                col(Facts.COST).gt(0),
                                col(WORTH).divide(lit(10_000)).divide(col(Facts.COST)))),
                        WINDOW_COMPLETE.is(col(Facts.COMPLETE))))
                .flatMap(part -> part)
                .toArray(Column[]::new))
        .select(AttributionCreditsTable.SPEC.cols());
  }
}

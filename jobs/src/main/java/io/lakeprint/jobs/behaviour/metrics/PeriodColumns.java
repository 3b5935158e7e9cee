package io.lakeprint.jobs.behaviour.metrics;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.jobs.behaviour.kernel.Grain;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/**
 * Periods as columns: first days of days, weeks and months.
 *
 * @param grains lengths of period
 * @param weekStart the first day of a week
 */
record PeriodColumns(List<Grain> grains, DayOfWeek weekStart) {

  static String written(Grain grain) {
    return grain.name().toLowerCase(Locale.ROOT);
  }

  /** First day of the period that holds a day. */
  Column first(Grain grain, Column day) {
    return switch (grain) {
      case DAY -> day;
      case WEEK -> date_sub(day, pmod(weekday(day).minus(weekStart.getValue() - 1), lit(7)));
      case MONTH -> trunc(day, "month");
      case TOTAL -> throw new IllegalStateException("a total is no period of metrics");
    };
  }

  /** First day of the next period. */
  Column next(Column grain, Column first) {
    return byGrain(
        grain,
        g ->
            switch (g) {
              case DAY -> date_add(first, 1);
              case WEEK -> date_add(first, 7);
              default -> add_months(first, 1);
            });
  }

  /** First day of the period before. */
  Column previous(Column grain, Column first) {
    return byGrain(
        grain,
        g ->
            switch (g) {
              case DAY -> date_sub(first, 1);
              case WEEK -> date_sub(first, 7);
              default -> add_months(first, -1);
            });
  }

  /** First day of the same day or month of the year before, or of the week 52 weeks before. */
  Column yearAgo(Column grain, Column first) {
    return byGrain(grain, g -> g == Grain.WEEK ? date_sub(first, 364) : add_months(first, -12));
  }

  private Column byGrain(Column grain, Function<Grain, Column> of) {
    Column value = lit(null).cast("date");
    for (Grain each : grains) {
      value = when(grain.equalTo(written(each)), of.apply(each)).otherwise(value);
    }
    return value;
  }
}

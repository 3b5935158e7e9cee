package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * When the calendar alone next moves a row into or out of any of some windows. That follows from
 * the age of the row, so one lookup per row serves all windows, however many there are.
 *
 * @param windows over the same rows
 * @param asOf the day at whose end rows have their age
 */
record Turns(List<Window> windows, LocalDate asOf) {

  /**
   * The day on which any row of a person turns, as an aggregate over rows up to the as-of day; null
   * = never. Empty when none ever does.
   *
   * @param about whether a row counts if its day does
   */
  Optional<Column> ofAny(Column about, Column day) {
    return lookup(date_diff(lit(asOf), day)).map(turn -> on(min(when(about, turn))));
  }

  /** The same where only the last row of a person matters. */
  Optional<Column> ofLast(Column about, Column day) {
    return lookup(date_diff(lit(asOf), max(when(about, day)))).map(this::on);
  }

  private Column on(Column daysFromNow) {
    return date_add(lit(asOf), daysFromNow);
  }

  /** Days from now on which something of that age turns; null = never. */
  private Optional<Column> lookup(Column age) {
    int reach = windows.stream().mapToInt(window -> window.reach(asOf)).max().orElse(-1);
    if (reach < 0) {
      return Optional.empty();
    }
    int[] turns = IntStream.rangeClosed(0, reach).map(this::turn).toArray();
    return Optional.of(nullif(get(lit(turns), age), lit(0)));
  }

  private int turn(int age) {
    LocalDate day = asOf.minusDays(age);
    OptionalLong first =
        windows.stream()
            .flatMap(window -> window.turns(day, asOf).stream())
            .mapToLong(turn -> ChronoUnit.DAYS.between(asOf, turn))
            .min();
    return Math.toIntExact(first.orElse(0));
  }
}

package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
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
public record Turns(List<? extends CalendarDays> windows, LocalDate asOf) {

  /**
   * The day on which any row of a person turns, as an aggregate over rows up to the as-of day; null
   * = never. Empty when none ever does.
   *
   * @param about whether a row counts if its day does
   */
  public Optional<Column> ofAny(Column about, Column day) {
    int[] turns = byAge().stream().mapToInt(Integer::intValue).toArray();
    Column turn = nullif(get(lit(turns), date_diff(lit(asOf), day)), lit(0));
    return turns.length == 0
        ? Optional.empty()
        : Optional.of(date_add(lit(asOf), min(when(about, turn))));
  }

  /** By age in days: days from the as-of day on which a row of that age turns; 0 = never. */
  public List<Integer> byAge() {
    int reach = windows.stream().mapToInt(window -> window.reach(asOf)).max().orElse(-1);
    return IntStream.rangeClosed(0, reach).map(this::turn).boxed().toList();
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

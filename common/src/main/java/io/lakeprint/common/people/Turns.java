package io.lakeprint.common.people;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * When the calendar alone next moves a row into or out of any of some windows. That follows from
 * the age of the row, so one lookup per row serves all windows, however many there are.
 *
 * @param windows over the same rows
 * @param asOf the day at whose end rows have their age
 */
public record Turns(List<? extends CalendarDays> windows, LocalDate asOf) {

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

package io.lakeprint.common.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When the calendar moves a day into or out of the days of a count. */
class DeedDaysTest {

  private static final int WALK = 130;

  @Test
  void turnsWhenWalkingDayByDaySaysSo() {
    for (String window :
        List.of(
            "1d",
            "7d",
            "40d",
            "this-week",
            "this-month",
            "lifetime",
            "2026-02-10..2026-02-27",
            "2026-01-01..2026-12-31")) {
      for (DeedDays days :
          List.of(
              DeedDays.of(window),
              DeedDays.of(window).before(3),
              DeedDays.ending(5, 9),
              DeedDays.ending(31, 31))) {
        for (LocalDate asOf : List.of(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1))) {
          for (int age = 0; age < 70; age++) {
            LocalDate day = asOf.minusDays(age);
            Optional<LocalDate> walked = walked(days, day, asOf);
            assertThat(days.turns(day, asOf))
                .as("%s in %s on %s", day, days, asOf)
                .isEqualTo(walked);
            if (walked.isPresent()) {
              assertThat(days.reach(asOf)).as("%s on %s", days, asOf).isGreaterThanOrEqualTo(age);
            }
          }
        }
      }
    }
  }

  private static Optional<LocalDate> walked(DeedDays days, LocalDate day, LocalDate asOf) {
    boolean now = days.on(asOf).holds(day);
    return Stream.iterate(asOf.plusDays(1), later -> later.plusDays(1))
        .limit(WALK)
        .filter(later -> days.on(later).holds(day) != now)
        .findFirst();
  }
}

package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When the calendar moves a day into a window or out of it, against walking through the days. */
class WindowTest {

  private static final List<String> WINDOWS =
      List.of(
          "1d",
          "7d",
          "30d",
          "365d",
          "7d-before",
          "30d-before",
          "1d-a-year-ago",
          "30d-a-year-ago",
          "this-week",
          "this-month",
          "this-week-a-year-ago",
          "this-month-a-year-ago",
          "lifetime");

  /** Longer than any of them, twice over. */
  private static final int LONGEST = 800;

  @Test
  void turnsOnTheFirstDayThatSaysOtherwise() {
    Random random = new Random(4);
    for (String text : WINDOWS) {
      Window window = Window.parse(text);
      for (int i = 0; i < 300; i++) {
        // Around 29 February 2024 in one case of three.
        LocalDate asOf =
            i % 3 == 0
                ? LocalDate.of(2024, 2, 20).plusDays(random.nextInt(20) + 366L * random.nextInt(2))
                : LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1_200));
        LocalDate day = asOf.minusDays(random.nextInt(LONGEST));
        assertThat(window.turns(day, asOf))
            .as("%s of %s at %s", text, day, asOf)
            .isEqualTo(walked(window, day, asOf));
      }
    }
  }

  @Test
  void nothingTurnsThatIsOlderThanItsReach() {
    LocalDate asOf = LocalDate.of(2024, 3, 31);
    for (String text : WINDOWS) {
      Window window = Window.parse(text);
      for (int age = window.reach(asOf) + 1; age < LONGEST; age++) {
        assertThat(walked(window, asOf.minusDays(age), asOf)).as("%s at %d", text, age).isEmpty();
      }
    }
  }

  private static Optional<LocalDate> walked(Window window, LocalDate day, LocalDate asOf) {
    boolean isIn = holds(window, day, asOf);
    for (int later = 1; later < 2 * LONGEST; later++) {
      if (holds(window, day, asOf.plusDays(later)) != isIn) {
        return Optional.of(asOf.plusDays(later));
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Window window, LocalDate day, LocalDate asOf) {
    return !day.isAfter(window.last(asOf))
        && window.first(asOf).map(first -> !day.isBefore(first)).orElse(true);
  }
}

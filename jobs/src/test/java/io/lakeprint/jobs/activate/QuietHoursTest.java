package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

  @ParameterizedTest
  @CsvSource({
    "21:30-08:00, 21:29, false",
    "21:30-08:00, 21:30, true",
    "21:30-08:00, 00:00, true",
    "21:30-08:00, 07:59, true",
    "21:30-08:00, 08:00, false",
    "12:00-14:00, 11:59, false",
    "12:00-14:00, 12:00, true",
    "12:00-14:00, 14:00, false"
  })
  void theyMayGoOverMidnightAndTheirEndIsNotQuiet(String hours, LocalTime time, boolean quiet) {
    assertThat(QuietHours.of(hours).has(time)).isEqualTo(quiet);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22-8", "22:00", "22:00-24:00", "09:00-09:00", "22:00 - 08:00"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuietHours.of(text))
        .withMessageContaining(text);
  }

  @Test
  void aConfigurationWithABadOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DestinationConfig(
                    java.util.Optional.of(
                        new DestinationConfig.Files(
                            "out", DestinationConfig.FileFormat.JSON, true, false, 1)),
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    java.util.Optional.of("late")))
        .withMessageContaining("late");
  }
}

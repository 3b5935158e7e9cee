package io.lakeprint.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("changes the time zone and the locale of the process")
class SimulatorTest {

  @TempDir private Path folder;

  @Test
  void writesTheSameBytesForTheSameSeedWhereverItRuns() {
    var first = digests(1, "a");
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(digests(1, "b")).isEqualTo(first);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void writesOtherBytesForAnotherSeed() {
    assertThat(digests(1, "a").get("manifest.json"))
        .isNotEqualTo(digests(2, "b").get("manifest.json"));
  }

  @Test
  void copesWithDaysOf23And25Hours() {
    SimulateConfig config =
        new SimulateConfig(
            5, 120, 260, LocalDate.of(2026, 3, 1), ZoneId.of("Europe/Berlin"), false);

    assertThat(new Simulator().write(config, FileSink.folder(folder)).events()).isPositive();
    assertThat(folder.resolve("web/dt=2026-03-29/part-0.jsonl")).exists();
    assertThat(folder.resolve("web/dt=2026-10-25/part-0.jsonl")).exists();
  }

  @Test
  void refusesWhatCannotBeSimulatedAndWhereItCannotWrite() throws IOException {
    assertThatThrownBy(
            () ->
                new SimulateConfig(
                    1, 0, 5, LocalDate.of(2026, 1, 1), ZoneId.of("Asia/Shanghai"), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("people = 0");
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> new Simulator().write(small(1), FileSink.folder(file)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot write simulated files to " + file);
  }

  private java.util.Map<String, String> digests(long seed, String name) {
    Path target = folder.resolve(name);
    new Simulator().write(small(seed), FileSink.folder(target));
    return new SimulatedFiles(target).digests();
  }

  private static SimulateConfig small(long seed) {
    return new SimulateConfig(
        seed, 150, 20, LocalDate.of(2026, 1, 1), ZoneId.of("Asia/Shanghai"), true);
  }
}

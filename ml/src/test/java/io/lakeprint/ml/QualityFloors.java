package io.lakeprint.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The committed floors of model quality, in {@code quality-floors.csv}. */
public final class QualityFloors {
  private static final String FILE = "/quality-floors.csv";

  private QualityFloors() {}

  /** One floor. */
  private record Floor(String name, double value, double tolerance, String direction) {
    static Floor of(String line) {
      List<String> parts = List.of(line.split(",")).stream().map(String::trim).toList();
      assertThat(parts).as(line).hasSize(4);
      assertThat(parts.get(3)).as(line).isIn("up", "down");
      return new Floor(
          parts.get(0),
          Double.parseDouble(parts.get(1)),
          Double.parseDouble(parts.get(2)),
          parts.get(3));
    }

    void hold(double measured) {
      if (direction.equals("up")) {
        assertThat(measured).as(name).isGreaterThanOrEqualTo(value - tolerance);
      } else {
        assertThat(measured).as(name).isLessThanOrEqualTo(value + tolerance);
      }
    }
  }

  /** Fails where a measured number is below its floor, or has none. */
  public static void hold(String prefix, Map<String, Double> measured) {
    Map<String, Floor> floors = read();
    measured.forEach(
        (metric, value) -> {
          Floor floor = floors.get(prefix + "." + metric);
          assertThat(floor).as(prefix + "." + metric + " in " + FILE).isNotNull();
          Objects.requireNonNull(floor).hold(value);
        });
  }

  private static Map<String, Floor> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(QualityFloors.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Floor::of)
          .collect(Collectors.toMap(Floor::name, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

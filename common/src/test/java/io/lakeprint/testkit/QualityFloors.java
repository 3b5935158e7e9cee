package io.lakeprint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The committed floors of model quality, in {@code quality-floors.csv}. What one test measures has
 * one prefix; {@code QualityFloorsTest} finds a prefix that no test measures.
 */
public final class QualityFloors {
  private static final String FILE = "/quality-floors.csv";

  private QualityFloors() {}

  /** One floor. */
  private record Floor(String name, double value, double tolerance, String direction) {
    static Floor of(String line) {
      List<String> parts = List.of(line.split(",")).stream().map(String::trim).toList();
      assertThat(parts).as(line).hasSize(4);
      assertThatNoException().as(line).isThrownBy(() -> Double.parseDouble(parts.get(1)));
      assertThat(Double.parseDouble(parts.get(2))).as(line).isNotNegative();
      assertThat(parts.get(3)).as(line).isIn("up", "down", "both");
      return new Floor(
          parts.get(0),
          Double.parseDouble(parts.get(1)),
          Double.parseDouble(parts.get(2)),
          parts.get(3));
    }

    String prefix() {
      return name.substring(0, name.lastIndexOf('.'));
    }

    void hold(double measured) {
      if (!direction.equals("down")) {
        assertThat(measured).as(name).isGreaterThanOrEqualTo(value - tolerance);
      }
      if (!direction.equals("up")) {
        assertThat(measured).as(name).isLessThanOrEqualTo(value + tolerance);
      }
    }
  }

  /**
   * Fails where a measured number is beyond its floor, or has none, or where a floor under the
   * prefix was not measured.
   *
   * @param measured by the last part of the floors' names
   */
  public static void hold(String prefix, Map<String, Double> measured) {
    Map<String, Floor> floors = new TreeMap<>();
    read().values().stream()
        .filter(floor -> floor.prefix().equals(prefix))
        .forEach(floor -> floors.put(floor.name().substring(prefix.length() + 1), floor));
    assertThat(measured.keySet()).as(prefix + " in " + FILE).isEqualTo(floors.keySet());
    floors.forEach((metric, floor) -> floor.hold(Objects.requireNonNull(measured.get(metric))));
  }

  /** What stands before the last dot of the floors' names. */
  public static Set<String> prefixes() {
    Set<String> prefixes = new TreeSet<>();
    read().values().forEach(floor -> prefixes.add(floor.prefix()));
    return prefixes;
  }

  private static Map<String, Floor> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(QualityFloors.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      Map<String, Floor> floors = new TreeMap<>();
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Floor::of)
          .forEach(floor -> assertThat(floors.put(floor.name(), floor)).as("twice").isNull());
      return floors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

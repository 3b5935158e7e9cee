package io.lakeprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.QualityFloors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A floor of model quality that nobody measures holds nothing. */
class QualityFloorsTest {

  /** Tests of all modules name the floors that they hold as text. */
  @Test
  void everyFloorIsMeasuredBySomeTest() throws IOException {
    String tests = "";
    for (String module : List.of("ml", "jobs")) {
      try (Stream<Path> files = Files.walk(ProjectRoot.path().resolve(module + "/src/test/java"))) {
        tests +=
            files
                .filter(file -> file.toString().endsWith("Test.java"))
                .map(QualityFloorsTest::text)
                .filter(text -> text.contains("QualityFloors.hold("))
                .collect(Collectors.joining());
      }
    }
    String all = tests;
    Set<String> prefixes = QualityFloors.prefixes();
    assertThat(prefixes).contains("telco.automl");
    assertThat(prefixes).allMatch(prefix -> all.contains('"' + prefix + '"'));
  }

  @Test
  void whatIsNotMeasuredOrHasNoFloorFails() {
    Map<String, Double> some = Map.of("p", 6.25, "q", 3.744);
    assertThatThrownBy(() -> QualityFloors.hold("cdnow.gamma-gamma", some))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cdnow.gamma-gamma")
        .hasMessageContaining("gamma");
    assertThatThrownBy(() -> QualityFloors.hold("nowhere", some))
        .isInstanceOf(AssertionError.class);
    for (double beyond : List.of(6.24, 6.26)) {
      assertThatThrownBy(
              () ->
                  QualityFloors.hold(
                      "cdnow.gamma-gamma", Map.of("p", beyond, "q", 3.744, "gamma", 15.444)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("cdnow.gamma-gamma.p");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}

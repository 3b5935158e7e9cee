package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md tells to do is there to be done. */
class OperationsDocTest {

  private static final Pattern COMMAND = Pattern.compile("`(?:bin/)?lakeprint ([a-z-]+)");

  @Test
  void everyExitCodeHasARow() throws IOException {
    assertThat(IntStream.rangeClosed(0, 5).mapToObj(code -> "\n| " + code + " | "))
        .allSatisfy(row -> assertThat(page()).containsOnlyOnce(row));
  }

  @Test
  void everyCommandIsOne() throws IOException {
    Set<String> named =
        COMMAND.matcher(page()).results().map(found -> found.group(1)).collect(Collectors.toSet());
    String known = InProcess.run(List.of("--help")).words();

    assertThat(named)
        .contains("check", "doctor", "audit", "optimize")
        .allSatisfy(command -> assertThat(known).containsPattern("(?m)^  " + command + " "));
  }

  private static String page() throws IOException {
    return Files.readString(ProjectRoot.path().resolve("docs/operations.md"));
  }
}

package io.lakeprint.jobs.identity.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class IdentityCommandsTest {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
  private final Console console = new Console(out, out, false, Map.of(), Clock.systemUTC());

  @Test
  void theJobKeepsItsOptionsAndListsItsSubcommands() {
    assertThat(Main.run(console, "identity", "--help")).isZero();
    assertThat(said())
        .contains("--accept-renames", "explain", "unlink", "audit", "reconcile", "withdraw");
    assertThat(Main.run(console, "identity", "unlink", "--help")).isZero();
    assertThat(said()).contains("--forever", "--dry-run", "--reason");
    assertThat(Main.run(console, "identity", "explian")).isEqualTo(2);
    assertThat(said()).contains("explain");
  }

  @Test
  void identifiersThatAreNotArgumentsComeFromStandardInput() {
    assertThat(explained("phone:1\nphone:2\n")).containsExactly("phone:1", "phone:2");
    assertThat(explained("phone:2\n", "-", "cookie:c")).containsExactly("phone:2", "cookie:c");
  }

  private java.util.List<String> explained(String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var explain = IdentityCommands.all(console, in).get(0);
    new CommandLine(explain).parseArgs(arguments);
    return ((IdentityCommands.About) explain).identifiers(2);
  }

  private String said() {
    String all = text.toString(StandardCharsets.UTF_8);
    text.reset();
    return all;
  }
}

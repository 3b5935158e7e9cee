package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentCommandsTest {

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
  private final Console console = new Console(out, out, false, Map.of(), Clock.systemUTC());

  @Test
  void theJobKeepsItsOptionsAndListsItsSubcommands() {
    assertThat(Main.run(console, "segments", "--help")).isZero();
    assertThat(said()).contains("--restate", "preview", "overlap", "lint", "catalog");
    assertThat(Main.run(console, "segments", "preview", "--help")).isZero();
    assertThat(said()).contains("--segment", "--examples", "--as-of");
    assertThat(Main.run(console, "segments", "preview")).isEqualTo(2);
    assertThat(said()).contains("--segment");
  }

  @Test
  void theCatalogueIsPrintedWithoutALake() {
    assertThat(Main.run(console, "segments", "catalog", "--format", "json")).isZero();
    assertThat(said()).contains("\"id\" : \"price_seekers\"", "\"name_zh\" : \"多次访问价格页未下单\"");
  }

  private String said() {
    String all = text.toString(StandardCharsets.UTF_8);
    text.reset();
    return all;
  }
}

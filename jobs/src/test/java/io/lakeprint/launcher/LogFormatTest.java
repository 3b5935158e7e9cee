package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/log4j2.properties} makes of an event. */
class LogFormatTest {

  private static final String FORMAT = "lakeprint.log.format";
  private static final String FILE = "lakeprint.log.file";

  @TempDir private Path folder;

  @AfterEach
  void forgetSettings() {
    System.clearProperty(FORMAT);
    System.clearProperty(FILE);
    ThreadContext.clearMap();
  }

  @Test
  void textIsForPeople() throws IOException {
    List<String> lines = logged("text");

    assertThat(lines.get(0)).contains("ERROR", "broken", "job=tags");
    assertThat(lines).anyMatch(line -> line.startsWith("\tat " + LogFormatTest.class.getName()));
  }

  @Test
  void jsonIsOneLineAnEventWithItsJobAndItsStackTrace() throws IOException {
    List<String> lines = logged("json");

    assertThat(lines).hasSize(1);
    JsonNode event = new ObjectMapper().readTree(lines.get(0));
    assertThat(event.path("@timestamp").asText()).endsWith("Z");
    assertThat(event.path("log.level").asText()).isEqualTo("ERROR");
    assertThat(event.path("message").asText()).isEqualTo("broken");
    assertThat(event.path("job").asText()).isEqualTo("tags");
    assertThat(event.path("error.stack_trace").asText()).contains("\tat ", "as it must");
  }

  /** Lines of the file after one error of a job. */
  private List<String> logged(String format) throws IOException {
    Path file = folder.resolve(format + ".log");
    System.setProperty(FORMAT, format);
    System.setProperty(FILE, file.toString());
    Path settings = ProjectRoot.path().resolve("bin/log4j2.properties");
    try (LoggerContext context = new LoggerContext(format, null, settings.toUri())) {
      context.start();
      ThreadContext.put("job", "tags");
      context.getLogger("io.lakeprint").error("broken", new IllegalStateException("as it must"));
    }
    return Files.readAllLines(file);
  }
}

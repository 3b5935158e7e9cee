package io.lakeprint.jobs.report.page;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes one HTML file of a page: styles, scripts, chart library and data inside, nothing to load.
 *
 * <p>Data is a block of JSON in which no {@code <} stands, so that no value can end it; the script
 * puts values into the page as text only. A content security policy allows the page's own two
 * scripts, by their hash, and no connection to anywhere.
 */
public final class Html {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** In the order in which one needs the other. */
  private static final List<String> SCRIPTS =
      List.of("words.js", "format.js", "dom.js", "colours.js", "charts.js", "tables.js", "page.js");

  private Html() {}

  /** The file's text. */
  public static String of(Page page) {
    // Maven writes there which version it brings.
    String library = resource(resource("/report/library.txt").strip()).strip();
    String script =
        SCRIPTS.stream()
            .map(name -> resource("/report/" + name))
            .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
    return resource("/report/page.html")
        .replace("{{policy}}", hash(library) + " " + hash(script))
        .replace("{{style}}", resource("/report/page.css"))
        .replace("{{library}}", library)
        .replace("{{script}}", script)
        .replace("{{data}}", json(page));
  }

  /** JSON that may stand in a script element: what could end the element is written as escapes. */
  static String json(Page page) {
    try {
      return JSON.writeValueAsString(page)
          .replace("<", "\\u003c")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page of plain values is always JSON", e);
    }
  }

  /** As a content security policy names a script. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String path) {
    try (InputStream in = requireNonNull(Html.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

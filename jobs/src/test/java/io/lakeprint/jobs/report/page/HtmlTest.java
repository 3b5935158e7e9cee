package io.lakeprint.jobs.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlTest {

  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  static Stream<String> hostile() {
    return Stream.of(
        "</script><script>alert(1)</script>",
        "</SCRIPT ><b>",
        "<!--<script>",
        "\"'`&amp;&lt;",
        "]]>\u2028\u2029\\u003c\u0000",
        "{{style}} {{data}} $1 \\1",
        "\u202eesrever 🛒 شراء");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aNameStaysANameWhateverItHolds(String name) throws Exception {
    List<String[]> scripts = scripts(Html.of(page(name)));

    assertThat(scripts).as("data, library and the page's own").hasSize(3);
    assertThat(scripts.get(0)[0]).contains("application/json");
    JsonNode told = new ObjectMapper().readTree(scripts.get(0)[1]);
    assertThat(told.at("/sections/0/blocks/0/rows/0/0").asText()).isEqualTo(name);
    assertThat(told.at("/title/zh").asText()).isEqualTo(name);
  }

  @Test
  void onlyItsOwnTwoScriptsMayRunAndNothingIsLoaded() throws Exception {
    String html = Html.of(page("plain"));
    List<String[]> scripts = scripts(html);

    String policy = html.replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1");
    assertThat(policy)
        .contains("default-src 'none'", hash(scripts.get(1)[1]), hash(scripts.get(2)[1]));
    String document = SCRIPT.matcher(html).replaceAll("");
    assertThat(document)
        .doesNotContainPattern("(?i)\\bsrc\\s*=")
        .doesNotContainPattern("(?i)url\\(")
        .doesNotContain("@import", "http:", "https:");
    assertThat(document.split("href=", -1)).as("the icon that is none").hasSize(2);
  }

  @Test
  void twoPartsWithOneAnchorAreADefect() {
    Section section = new Section("same", Text.same("a"), Text.same("b"), List.of());
    assertThatThrownBy(
            () -> new Page(Text.same("t"), "2026-01-01", "UTC", "", "", List.of(section, section)))
        .hasMessageContaining("same");
  }

  private static Page page(String name) {
    Rows rows = Rows.of(Field.of("name", name, name, Format.TEXT)).add(name);
    Block block = Block.shown(Block.Look.TABLE, "block", Text.same(name), "run", rows);
    return new Page(
        Text.same(name),
        "2026-01-01",
        "UTC",
        "2026-01-02T00:00:00Z",
        "run",
        List.of(new Section("section", Text.same(name), Text.same(name), List.of(block))));
  }

  /** Attributes and text of each script, as a browser finds their ends. */
  private static List<String[]> scripts(String html) {
    List<String[]> scripts = new ArrayList<>();
    Matcher matcher = SCRIPT.matcher(html);
    while (matcher.find()) {
      scripts.add(new String[] {matcher.group(1), matcher.group(2)});
    }
    return scripts;
  }

  private static String hash(String script) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}

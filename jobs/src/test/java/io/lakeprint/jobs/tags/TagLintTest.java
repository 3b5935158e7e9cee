package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.Problems.Problem;
import io.lakeprint.common.definitions.Lint;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TagLintTest {

  private final SparkSession spark;

  TagLintTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void tellsEverythingOddAtOnce() throws IOException {
    Lint lint = TagLint.of(Catalogues.of(TagCompilerTest.resource("oddities.conf")), spark);

    assertThat(lint.errors()).isEmpty();
    assertThat(lint.warnings().stream().map(Problem::toString))
        .containsExactly(TagCompilerTest.resource("oddities.txt").lines().toArray(String[]::new));
  }

  @Test
  void whatARunWouldRefuseIsAnError() {
    Lint lint =
        TagLint.of(
            Catalogues.of(
                TagsTransformTest.statistic("a", "long", "count_of('purchase') / 0")
                    + TagsTransformTest.statistic("b", "long", "count_off('purchase')")),
            spark);

    assertThat(lint.errors().stream().map(Problem::toString))
        .containsExactly(
            "tags.definitions.a.expression: / at character 22: the divisor may be 0; write"
                + " nullif(…, 0) around it",
            "tags.definitions.b.expression: unknown function 'count_off'. Did you mean"
                + " 'count_of'?");
  }

  @Test
  void anEventThatSettingsNameIsNotUnknown() {
    String used = TagsTransformTest.statistic("a", "long", "count_of('page_view')");

    assertThat(lines(used)).noneMatch(line -> line.contains("standard events"));
    assertThat(lines(used.replace("page_view", "page_veiw")))
        .anyMatch(
            line ->
                line.startsWith(
                    "tags.definitions.a.expression: count_of at character 1: unknown event"
                        + " 'page_veiw'. Did you mean 'page_view'? It is none of"));
  }

  private List<String> lines(String definitions) {
    return TagLint.of(Catalogues.of(definitions), spark).warnings().stream()
        .map(Problem::toString)
        .toList();
  }
}

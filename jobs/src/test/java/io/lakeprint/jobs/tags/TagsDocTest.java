package io.lakeprint.jobs.tags;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.definitions.Operator;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class TagsDocTest {

  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExamplesOfThePageAreACatalogue(SparkSession spark, @TempDir Path folder)
      throws IOException {
    // All examples of the page are one configuration: packs, limits of a score, tags of one's own.
    String examples =
        EXAMPLE.matcher(page()).results().map(example -> example.group(1)).collect(joining());
    Path file = Files.writeString(folder.resolve("mine.conf"), examples);

    TagsConfig config =
        ConfigLoader.load(List.of(file.toString()), List.of(), getClass().getClassLoader())
            .bind(TagsConfig.PATH, TagsConfig.class);

    assertThat(Catalogues.plan(spark, config).tags())
        .containsKeys(
            "service_contact_count_90d",
            "needs_care",
            "came_back_to_the_cart",
            "tea_habit",
            "days_since_purchase",
            "win_back")
        .extractingByKey("monetary_score")
        .satisfies(score -> assertThat(score.steps()).hasSize(3));
  }

  @Test
  void thePageNamesEveryFunctionTypeAndOperator() throws IOException {
    String page = page();

    assertThat(TagFunctions.statistics()).allSatisfy(name -> assertThat(page).contains(name + "("));
    assertThat(Arrays.stream(ValueType.values()).map(ValueType::written))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(Arrays.stream(Operator.values()).map(Operator::written))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  private static String page() throws IOException {
    return Files.readString(ProjectRoot.path().resolve("docs/tags.md"));
  }
}

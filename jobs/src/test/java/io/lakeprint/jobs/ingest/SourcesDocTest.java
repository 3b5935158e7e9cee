package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.jobs.ingest.read.ProblemCodes;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SourcesDocTest {

  @Test
  void theExampleOfThePageGivesWhatThePageSays(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("till.csv"), block("csv"));
    Path conf = Files.writeString(folder.resolve("shop.conf"), block("hocon"));
    PresetEvents source =
        new PresetEvents(
            spark,
            "sources.till",
            ConfigLoader.load(
                List.of(conf.toString()), List.of(), getClass().getClassLoader(), Map.of()));

    List<Row> rows =
        source
            .mapped(file)
            .orderBy(RecordColumns.OFFSET)
            .select(
                functions.expr(
                    "IF(_reject_code IS NULL, concat_ws(' | ', event_name, event_time, order_id,"
                        + " quantity, amount, concat('{', concat_ws(', ', transform("
                        + "map_entries(properties), e -> concat(e.key, '=', e.value))), '}'), '-'),"
                        + " concat('- | - | - | - | - | - | ', _reject_code))"))
            .collectAsList();

    assertThat(rows).extracting(row -> row.getString(0)).isEqualTo(block("text").lines().toList());
  }

  @Test
  void thePageNamesEveryKeyCodeAndPreset() throws IOException {
    String page = page();
    assertThat(ProblemCodes.ALL).allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
    assertThat(List.of("segment", "sensors", "snowplow", "ga4", "cloudevents", "ncsa", "w3c"))
        .allSatisfy(preset -> assertThat(page).contains("| `" + preset + "` |"));
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }

  private static String page() throws IOException {
    return Files.readString(ProjectRoot.path().resolve("docs/sources.md"));
  }
}

package io.lakeprint.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TablesContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where the page is written, and what its settings say. */
@ExtendWith(SparkExtension.class)
class ReportFileTest {

  @TempDir private Path folder;

  @Test
  void aFileIsWrittenAndOneThatCannotBeIsExplained(SparkSession spark) throws IOException {
    Path target = folder.resolve("a folder");
    TablesContext context =
        SampleTables.in(spark, "report.target=" + target, "report.title-en=My shop");
    run(context);
    run(context);

    assertThat(target.resolve("index.html")).content().contains("My shop");
    try (var files = Files.list(target)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.endsWith(".crc"))
          .containsExactly("index.html");
    }
    Path file = Files.writeString(folder.resolve("file"), "");
    TablesContext nowhere =
        new TablesContext(
            spark, ZoneOffset.UTC, SampleTables.AS_OF, "report.target=" + file + "/report");
    assertThatThrownBy(() -> run(nowhere))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("REPORT_NOT_WRITABLE")
        .hasMessageContaining("report.target");
  }

  @Test
  void theExampleOfThePageIsASetting() throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/report.md"));
    Matcher example = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(folder.resolve("mine.conf"), example.group(1));
    ReportConfig config =
        ConfigLoader.load(List.of(file.toString()), List.of(), getClass().getClassLoader())
            .bind("report", ReportConfig.class);
    assertThat(config).isEqualTo(new ReportConfig("s3a://shop/report", "某某商城", "My shop", 180, 10));
  }

  private static void run(TablesContext context) {
    new ReportJob().run(context, context.settings("report", ReportConfig.class));
  }
}

package io.lakeprint.jobs.behaviour.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.jobs.behaviour.kernel.AttributionSpec;
import io.lakeprint.jobs.behaviour.kernel.DistributionSpec;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class BehaviourDocTest {

  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleOfThePageRuns(SparkSession spark, @TempDir Path folder) throws IOException {
    Matcher example = EXAMPLE.matcher(page());
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(folder.resolve("mine.conf"), example.group(1));
    ReportsConfig config =
        ConfigLoader.load(List.of(file.toString()), List.of(), getClass().getClassLoader())
            .bind(ReportsConfig.PATH, ReportsConfig.class);

    ReportPlan plan = ReportCompiler.compile(config, Set.of(), Told.AS_OF, Told.DAYS);
    List<Event> log =
        List.of(
            Event.of("ann", "2026-02-02T10:00:00Z", "purchase"),
            Event.of("ann", "2026-03-02T10:00:00Z", "purchase"));
    Dataset<Row> facts = Told.facts(plan, Told.events(spark, log), Told.noSessions(spark));

    assertThat(
            Told.rows(
                new RetentionCellsTransform(new Telling(plan.series()))
                    .apply(facts)
                    .where("report_id = 'monthly_buyers'"),
                "period_start",
                "cell_no",
                "first_offset",
                "last_offset",
                "returned_users",
                "cell_complete"))
        .containsExactly(
            "2026-02-01 0 0 0 1 true",
            "2026-02-01 1 1 1 1 true",
            "2026-02-01 2 2 3 0 false",
            "2026-02-01 3 4 6 0 false");
  }

  @Test
  void thePageNamesEveryChoice() throws IOException {
    String page = page();
    assertThat(
            Stream.of(
                    Grain.values(),
                    FunnelSpec.Order.values(),
                    FunnelSpec.Entry.values(),
                    FunnelSpec.Count.values(),
                    FunnelSpec.Attribution.values(),
                    RetentionSpec.Kind.values(),
                    RetentionSpec.Clock.values(),
                    PathSpec.Unit.values(),
                    AttributionSpec.Repeats.values(),
                    HeatmapDefinition.Kind.values(),
                    DistributionSpec.Measure.values())
                .flatMap(Arrays::stream)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  private static String page() throws IOException {
    return Files.readString(ProjectRoot.path().resolve("docs/behaviour.md"));
  }
}

package io.lakeprint.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class SimulateJobTest {

  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void take(SparkSession session) {
    spark = session;
  }

  @Test
  void isFoundByItsNameAndBindsItsDefaults() {
    ClassLoader loader = SimulateJobTest.class.getClassLoader();
    assertThat(ServiceLoader.load(JobCatalog.class, loader))
        .flatMap(JobCatalog::jobs)
        .anyMatch(job -> job.spec().name().equals("simulate"));
    SimulateJobConfig config =
        ConfigLoader.load(List.of(), List.of(), loader).bind("simulate", SimulateJobConfig.class);
    assertThat(config.in(ZoneId.of("Asia/Shanghai"))).isEqualTo(SimulateConfig.demo());
  }

  @Test
  void leavesNothingOfALongerSimulationBehind() {
    run(12, false);
    assertThat(folder.resolve("lake/web/dt=2026-01-12")).exists();
    JobReport report = run(6, false);

    assertThat(folder.resolve("lake/web/dt=2026-01-12")).doesNotExist();
    assertThat(folder.resolve("lake/manifest.json")).exists();
    assertThat(report.notes()).singleElement().asString().contains("2026-01-01 to 2026-01-06");
  }

  @Test
  void writesTheSameThroughHadoopAsIntoALocalFolder() {
    run(6, false);
    Path local = folder.resolve("local");
    new Simulator().write(config(6).in(zone()), FileSink.folder(local));

    assertThat(new SimulatedFiles(folder.resolve("lake")).digests())
        .containsAllEntriesOf(new SimulatedFiles(local).digests());
  }

  @Test
  void dryRunWritesNothing() {
    assertThat(run(6, true).notes()).isNotEmpty();
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void refusesAFolderWithFilesOfSomebodyElse() throws IOException {
    Path foreign = Files.createDirectories(folder.resolve("lake/web"));

    assertThatThrownBy(() -> run(6, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lake/web");
    assertThat(foreign).exists();
  }

  private JobReport run(int days, boolean dryRun) {
    TrialContext context = TrialContext.at(spark, folder.resolve("tables"), zone(), START);
    return new SimulateJob().run(dryRun ? context.dry() : context, config(days));
  }

  private SimulateJobConfig config(int days) {
    return new SimulateJobConfig(folder.resolve("lake").toString(), 3, 80, days, START, true);
  }

  private static ZoneId zone() {
    return ZoneId.of("Asia/Shanghai");
  }
}

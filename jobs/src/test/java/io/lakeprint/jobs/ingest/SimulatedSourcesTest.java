package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.jobs.ingest.read.SourceFile;
import io.lakeprint.jobs.simulate.ChannelCounts;
import io.lakeprint.jobs.simulate.FileSink;
import io.lakeprint.jobs.simulate.SimulateConfig;
import io.lakeprint.jobs.simulate.SimulationSummary;
import io.lakeprint.jobs.simulate.Simulator;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo's sources read what the simulator writes: all of it, and nothing that was spoilt. */
@ExtendWith(SparkExtension.class)
class SimulatedSourcesTest {

  @Test
  void everyGoodRecordIsAnEventAndEverySpoiltOneARefusal(SparkSession spark, @TempDir Path folder) {
    SimulateConfig demo = SimulateConfig.demo();
    SimulationSummary summary =
        new Simulator()
            .write(
                new SimulateConfig(7, 400, 20, demo.start(), demo.zone(), true),
                FileSink.folder(folder));
    LakeConfig lake =
        ConfigLoader.load(
            List.of(ProjectRoot.path().resolve("conf/demo.conf").toString()),
            List.of("simulate.target=" + folder),
            getClass().getClassLoader(),
            Map.of());

    summary
        .channels()
        .forEach(
            (channel, counts) ->
                check(new PresetEvents(spark, "sources." + channel, lake), channel, counts));
  }

  private static void check(PresetEvents source, String channel, ChannelCounts counts) {
    String path = source.source().path();
    List<SourceFile> files = SourceListing.of(path, new Configuration()).sourceFiles();
    Dataset<Row> mapped = source.mapped(files);
    Row row =
        mapped
            .select(functions.count(functions.lit(1)), functions.count(MappedColumns.REJECT_CODE))
            .head();
    assertThat(row.getLong(0)).as("%s: records", channel).isEqualTo(counts.records());
    assertThat(row.getLong(1)).as("%s: refused", channel).isEqualTo(counts.malformed());
  }
}

package io.lakeprint.jobs.realdata;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.run.TimeSettings;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A lake of one of the public data sets, as its file in conf/ describes it. */
final class RealLake {

  private RealLake() {}

  /** The context of {@code conf/<name>.conf} over {@code data}, with its lake in {@code folder}. */
  static TrialContext of(String name, Path data, SparkSession spark, Path folder) {
    LakeConfig config =
        ConfigLoader.load(
            List.of(ProjectRoot.path().resolve("conf/" + name + ".conf").toString()),
            List.of("privacy.demo-secret=true"),
            RealLake.class.getClassLoader(),
            Map.of("LAKEPRINT_DATA", data.toString()));
    TimeSettings time = config.bind("time", TimeSettings.class);
    TrialContext trial = TrialContext.at(spark, folder, time.zone(), time.asOf().orElseThrow());
    return new TrialContext(trial.lake(), trial.asOf(), trial.zone(), config, false);
  }
}

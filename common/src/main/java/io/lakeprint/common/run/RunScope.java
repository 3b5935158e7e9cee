package io.lakeprint.common.run;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.lake.CommitStamp;
import io.lakeprint.common.lake.DeltaLake;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Everything the jobs of one run share.
 *
 * @param spark session that the jobs' own sessions derive from
 * @param config resolved configuration
 * @param lakeSettings where the lake is
 * @param settings how to run
 * @param manifest what the lake froze
 * @param identity what this run is called
 * @param options what the command line asked for
 * @param terminal what a person sees
 */
public record RunScope(
    SparkSession spark,
    LakeConfig config,
    LakeSettings lakeSettings,
    RunSettings settings,
    LakeManifest manifest,
    RunIdentity identity,
    Options options,
    Terminal terminal) {

  /**
   * What the command line asked for.
   *
   * @param dryRun stop before the first write
   * @param explain print the plan of what is written
   * @param restate let an older as-of overwrite the current state
   * @param anew run jobs even where nothing has changed since they last ran
   */
  public record Options(boolean dryRun, boolean explain, boolean restate, boolean anew) {}

  /** The same for another day. */
  RunScope at(LocalDate asOf) {
    return new RunScope(
        spark,
        config,
        lakeSettings,
        settings,
        manifest,
        new RunIdentity(
            identity.runId(),
            identity.externalRunId(),
            asOf,
            identity.configHash(),
            identity.version()),
        options,
        terminal);
  }

  /** The lake, for {@code job}. */
  public Lake open(String job) {
    Lake lake = writable(job);
    return options.dryRun() || options.explain() ? new PreviewLake(lake, options, terminal) : lake;
  }

  /** The lake for what a run writes about itself, which no preview concerns. */
  Lake writable(String job) {
    return DeltaLake.open(
        spark,
        lakeSettings,
        manifest,
        new CommitStamp(identity.runId(), job, identity.asOf()),
        notice -> terminal.line(job + ": " + notice));
  }

  /** Versions of the tables that some job reads as the last run left them. */
  Map<String, Long> previousVersions(List<Job<?>> jobs) {
    Lake lake = open("run");
    Map<String, Long> versions = new LinkedHashMap<>();
    for (Job<?> job : jobs) {
      for (JobInput input : job.spec().inputs()) {
        if (input.previous()) {
          TableSpec table = input.table();
          versions.computeIfAbsent(table.name(), name -> lake.version(table));
        }
      }
    }
    return versions;
  }
}

package io.lakeprint.common.cli.doctor;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.lake.StorageProbe;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.run.Plan;
import io.lakeprint.common.run.TimeSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Looks at everything that a run rests on, from the machine up to the last runs. Changes nothing: a
 * file that it writes to try the storage is gone afterwards.
 *
 * @param checks the configuration, checked
 * @param jobs the jobs that there are
 * @param now what time it is
 */
public record Doctor(CheckContext checks, JobRegistry jobs, Instant now) {

  /** What it finds, in the order in which things are to be mended. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(MachineChecks.of(spark()).findings());
    findings.add(configuration());
    Optional<LakeSettings> lake = bind("lake", LakeSettings.class);
    Optional<TimeSettings> time = bind("time", TimeSettings.class);
    Optional<IdSecret> secret = secret(findings);
    if (lake.isPresent() && time.isPresent()) {
      String root = lake.get().root();
      findings.add(storage(root));
      secret.ifPresent(known -> findings.add(manifest(lake.get(), time.get(), known)));
      TableFindings tables = new TableFindings(spark(), root);
      findings.addAll(tables.all());
      findings.addAll(new LedgerFindings(planned(), now, time.get().zone()).all(tables.ledger()));
    }
    return findings;
  }

  private Finding configuration() {
    List<Problems.Problem> problems = checks.problems().found();
    if (problems.isEmpty()) {
      int definitions = checks.defined().values().stream().mapToInt(ids -> ids.size()).sum();
      return Finding.ok(
          "configuration", definitions + " definitions of " + jobs.all().size() + " jobs");
    }
    String first = problems.get(0).toString();
    return Finding.fail(
        "configuration",
        problems.size() == 1 ? first : problems.size() + " problems, the first: " + first,
        "lakeprint check tells everything that is wrong with it");
  }

  /** The secret, told by its fingerprint; empty where there is none. */
  private Optional<IdSecret> secret(List<Finding> findings) {
    Optional<PrivacyConfig> privacy = bind(PrivacyConfig.PATH, PrivacyConfig.class);
    if (privacy.isEmpty()) {
      return Optional.empty();
    }
    try {
      IdSecret secret = IdSecret.from(privacy.get(), hadoop());
      findings.add(
          secret.isDemo()
              ? Finding.warn(
                  "secret",
                  "the demo's, which everybody knows: identifiers of real people are not protected",
                  "set LAKEPRINT_ID_SECRET before real people come into the lake")
              : Finding.ok("secret", "there, with fingerprint " + secret.fingerprint()));
      return Optional.of(secret);
    } catch (LakeprintException e) {
      findings.add(Finding.fail("secret", e));
      return Optional.empty();
    }
  }

  private Finding storage(String root) {
    return StorageProbe.of(root, hadoop())
        .map(
            refused ->
                Finding.fail(
                    "storage",
                    "cannot " + refused.step() + " below " + root + ": " + refused.reason(),
                    "give this user the right to write there, or set lake.root"))
        .orElse(Finding.ok("storage", root + " can be written, listed, renamed and deleted in"));
  }

  private Finding manifest(LakeSettings lake, TimeSettings time, IdSecret secret) {
    LakeManifest wanted = new LakeManifest(time.zone(), lake.currency(), secret.fingerprint());
    try {
      return wanted.isThatOf(lake.root(), hadoop())
          ? Finding.ok(
              "lake", "made with zone " + time.zone() + ", " + lake.currency() + " and this secret")
          : Finding.ok("lake", "not there yet; the first run makes it");
    } catch (LakeprintException e) {
      return Finding.fail("lake", e);
    }
  }

  private Set<String> planned() {
    return Plan.of(jobs.all()).order().stream()
        .map(job -> job.spec().name())
        .collect(Collectors.toSet());
  }

  private <T extends Record> Optional<T> bind(String path, Class<T> type) {
    LakeConfig config = checks.config();
    return config.bind(path, type, new Problems());
  }

  private SparkSession spark() {
    return checks.spark();
  }

  private Configuration hadoop() {
    return spark().sparkContext().hadoopConfiguration();
  }
}

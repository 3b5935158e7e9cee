package io.lakeprint.common.cli;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.AsOf;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.GraphRunner;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.Plan;
import io.lakeprint.common.run.Reconciliation;
import io.lakeprint.common.run.RunErrors;
import io.lakeprint.common.run.RunIdentity;
import io.lakeprint.common.run.RunScope;
import io.lakeprint.common.run.RunSettings;
import io.lakeprint.common.run.Terminal;
import io.lakeprint.common.run.TimeSettings;
import io.lakeprint.common.time.BusinessDays;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the options of a command to jobs that run: configuration first, Spark only when it is good.
 */
public final class Launch {

  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Console console;
  private final RunOptions options;

  public Launch(Console console, RunOptions options) {
    this.console = console;
    this.options = options;
  }

  /** Runs the given jobs, in the order of the plan where they take part in it. */
  public void jobs(JobRegistry registry, List<Job<?>> jobs) {
    launch(registry, jobs);
  }

  /** Runs one job; returns what it reports. */
  JobReport job(JobRegistry registry, Job<?> job) {
    return launch(registry, List.of(job)).report(job);
  }

  /** Compares the tables of the named jobs, or of all that write nothing but state. */
  void reconcile(JobRegistry registry, List<String> names) {
    names.forEach(registry::job);
    List<Job<?>> jobs = Reconciliation.comparable(Plan.of(registry.all()).order(), names);
    new Reconciliation(scope(jobs, console.terminal()), console.clock(), console.out()::println)
        .of(jobs);
  }

  /** Runs the plan, or the part of it that {@code run.jobs} names, and closes with a summary. */
  public void plan(JobRegistry registry) {
    LakeConfig config = options.load();
    List<String> names = config.bind("run", RunSettings.class).jobs();
    names.forEach(registry::job);
    List<Job<?>> jobs =
        Plan.of(registry.all()).order().stream()
            .filter(job -> names.isEmpty() || names.contains(job.spec().name()))
            .toList();
    RunScope scope = launch(registry, jobs).scope();
    if (!options.dryRun) {
      console.out().print(RunSummary.of(scope.open("summary"), scope.identity()));
    }
  }

  private Done launch(JobRegistry registry, List<Job<?>> jobs) {
    Terminal terminal = console.terminal();
    RunIdentity[] identity = new RunIdentity[1];
    try {
      RunScope scope = scope(jobs, terminal);
      identity[0] = scope.identity();
      GraphRunner runner = new GraphRunner(scope, console.clock());
      try (Interruption interruption = new Interruption(() -> stop(runner, scope))) {
        Map<String, JobReport> reports = runner.run(jobs, Plan.of(registry.all()));
        ResultFile.write(options.result, ResultFile.done(scope.identity(), reports));
        return new Done(scope, reports);
      }
    } catch (RuntimeException | Error e) {
      ResultFile.write(options.result, ResultFile.failed(identity[0], e));
      throw e;
    }
  }

  /** A run that ended well. */
  private record Done(RunScope scope, Map<String, JobReport> reports) {
    JobReport report(Job<?> job) {
      return Objects.requireNonNull(reports.get(job.spec().name()));
    }
  }

  /** Ctrl-C, or a scheduler's signal: the ledger says so, and what is asked for in a file too. */
  private void stop(GraphRunner runner, RunScope scope) {
    TransientException stopped = RunErrors.stopped();
    scope.terminal().close();
    console.err().println(stopped.getMessage());
    runner.stop();
    ResultFile.write(options.result, ResultFile.failed(scope.identity(), stopped));
  }

  /** All mistakes of the settings are told at once, before anything is written. */
  private RunScope scope(List<Job<?>> jobs, Terminal terminal) {
    LakeConfig config = options.load();
    Problems problems = new Problems();
    config.checkSections(problems);
    var lake = config.bind("lake", LakeSettings.class, problems);
    var time = config.bind("time", TimeSettings.class, problems);
    var run = config.bind("run", RunSettings.class, problems);
    var privacy = config.bind(PrivacyConfig.PATH, PrivacyConfig.class, problems);
    Instant now = console.clock().instant();
    Optional<LocalDate> asOf =
        time.map(
            clock ->
                AsOf.resolve(options.asOf(), clock.asOf(), new BusinessDays(clock.zone()), now));
    SparkSession spark = Sessions.start(config);
    CheckContext checks = new CheckContext(config, spark, problems);
    jobs.forEach(checks::check);
    problems.throwIfAny();
    TimeSettings clock = time.orElseThrow();
    IdSecret secret =
        IdSecret.from(privacy.orElseThrow(), spark.sparkContext().hadoopConfiguration());
    LOG.info("configuration\n{}", config.rendered());
    return new RunScope(
        spark,
        config,
        lake.orElseThrow(),
        run.orElseThrow(),
        new LakeManifest(clock.zone(), lake.orElseThrow().currency(), secret.fingerprint()),
        new RunIdentity(
            runId(now),
            options.externalRunId(),
            asOf.orElseThrow(),
            config.hash(),
            Version.current()),
        new RunScope.Options(options.dryRun, options.explain, options.restate),
        terminal);
  }

  /** Time and four random bytes: sorts by time, and two runs of one second stay two. */
  private static String runId(Instant now) {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return STAMP.format(now) + "-" + HexFormat.of().formatHex(random);
  }
}

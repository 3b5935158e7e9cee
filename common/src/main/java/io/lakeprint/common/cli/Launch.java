package io.lakeprint.common.cli;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.lake.Lake;
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
import io.lakeprint.common.time.DayRange;
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
import org.apache.hadoop.conf.Configuration;
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

  /** The configuration, for a command that only looks at it. */
  public LakeConfig config() {
    return options.load();
  }

  /** The configuration and Spark, for a command that judges definitions: no lake is opened. */
  public CheckContext checks() {
    LakeConfig config = options.load();
    return new CheckContext(config, Sessions.start(config), new Problems());
  }

  /** The lake as {@code job} opens it; empty where no run has made one. */
  Optional<Lake> lake(String job) {
    RunScope scope = scope(List.of(), console.terminal());
    Configuration hadoop = scope.spark().sparkContext().hadoopConfiguration();
    return scope.manifest().isThatOf(scope.lakeSettings().root(), hadoop)
        ? Optional.of(scope.open(job))
        : Optional.empty();
  }

  /** Checks the settings and definitions of every job, as a run does before its first one. */
  CheckContext check(JobRegistry registry) {
    LakeConfig config = options.load();
    Problems problems = new Problems();
    Sections sections = Sections.of(config, problems);
    CheckContext checks = new CheckContext(config, Sessions.start(config), problems);
    checks.attempt("time.as-of", () -> sections.asOf(Optional.empty(), console.clock().instant()));
    sections
        .run()
        .ifPresent(run -> checks.attempt("run.jobs", () -> planned(registry, run.jobs())));
    registry.all().forEach(checks::check);
    return checks;
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
    Done done = launch(registry, planned(registry, names));
    if (!options.dryRun) {
      RunScope scope = done.scope();
      console
          .out()
          .print(RunSummary.of(scope.open("summary"), scope.identity(), done.reports().values()));
    }
  }

  /**
   * Runs the plan as of one day after the other, the oldest first; each day is a run of its own.
   *
   * <p>Tables keyed by a day get each of them; tables of the present and journals go forward with
   * the days, and stay as they are on days before the one that they hold. Jobs that follow from no
   * table take what is new in their sources whatever the day: they run with the first day only.
   *
   * @param names jobs of the plan; empty = all
   * @param to empty = the last complete day
   * @throws io.lakeprint.common.error.UsageException for days that are no range, and for jobs that
   *     are not in the plan, before anything runs
   */
  void backfill(JobRegistry registry, List<String> names, String from, Optional<String> to) {
    DayRange days = days(from, to);
    List<Job<?>> first = planned(registry, names);
    List<Job<?>> then = first.stream().filter(job -> job.spec().follows()).toList();
    for (LocalDate day = days.from(); days.contains(day); day = day.plusDays(1)) {
      long number = new DayRange(days.from(), day).length();
      console.out().println("as of " + day + " (" + number + " of " + days.length() + ")");
      try {
        new Launch(console, options.asOf(day))
            .launch(registry, day.equals(days.from()) ? first : then);
      } catch (RuntimeException | Error e) {
        console
            .err()
            .println("ended at " + day + "; go on with --from " + day + " --to " + days.to());
        throw e;
      }
    }
  }

  private DayRange days(String from, Optional<String> to) {
    if (options.asOf().isPresent()) {
      throw RunErrors.backfillAsOf();
    }
    TimeSettings clock = options.load().bind("time", TimeSettings.class);
    BusinessDays days = new BusinessDays(clock.zone());
    Instant now = console.clock().instant();
    LocalDate last = AsOf.resolve(to, Optional.empty(), days, now);
    LocalDate first = AsOf.resolve(Optional.of(from), Optional.empty(), days, now);
    if (first.isAfter(last)) {
      throw RunErrors.backfillOrder(first, last);
    }
    return new DayRange(first, last);
  }

  private static List<Job<?>> planned(JobRegistry registry, List<String> names) {
    names.forEach(registry::job);
    List<Job<?>> plan = Plan.of(registry.all()).order();
    List<String> known = plan.stream().map(job -> job.spec().name()).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw RunErrors.notPlanned(name, known);
      }
    }
    return plan.stream()
        .filter(job -> names.isEmpty() || names.contains(job.spec().name()))
        .toList();
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

  /** The sections that every run needs; empty = it has problems, which are noted. */
  private record Sections(
      Optional<LakeSettings> lake,
      Optional<TimeSettings> time,
      Optional<RunSettings> run,
      Optional<PrivacyConfig> privacy) {

    static Sections of(LakeConfig config, Problems problems) {
      config.checkSections(problems);
      return new Sections(
          config.bind("lake", LakeSettings.class, problems),
          config.bind("time", TimeSettings.class, problems),
          config.bind("run", RunSettings.class, problems),
          config.bind(PrivacyConfig.PATH, PrivacyConfig.class, problems));
    }

    Optional<LocalDate> asOf(Optional<String> given, Instant now) {
      return time.map(
          clock -> AsOf.resolve(given, clock.asOf(), new BusinessDays(clock.zone()), now));
    }
  }

  /** All mistakes of the settings are told at once, before anything is written. */
  private RunScope scope(List<Job<?>> jobs, Terminal terminal) {
    LakeConfig config = options.load();
    Problems problems = new Problems();
    Sections sections = Sections.of(config, problems);
    Instant now = console.clock().instant();
    Optional<LocalDate> asOf = sections.asOf(options.asOf(), now);
    SparkSession spark = Sessions.start(config);
    CheckContext checks = new CheckContext(config, spark, problems);
    jobs.forEach(checks::checkCall);
    problems.throwIfAny();
    TimeSettings clock = sections.time().orElseThrow();
    LakeSettings lake = sections.lake().orElseThrow();
    IdSecret secret =
        IdSecret.from(sections.privacy().orElseThrow(), spark.sparkContext().hadoopConfiguration());
    LOG.info("configuration\n{}", config.rendered());
    return new RunScope(
        spark,
        config,
        lake,
        sections.run().orElseThrow(),
        new LakeManifest(clock.zone(), lake.currency(), secret.fingerprint()),
        new RunIdentity(
            runId(now),
            options.externalRunId(),
            asOf.orElseThrow(),
            config.hash(),
            Version.ofBuild()),
        new RunScope.Options(options.dryRun, options.explain, options.restate, options.anew),
        terminal);
  }

  /** Time and four random bytes: sorts by time, and two runs of one second stay two. */
  private static String runId(Instant now) {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return STAMP.format(now) + "-" + HexFormat.of().formatHex(random);
  }
}

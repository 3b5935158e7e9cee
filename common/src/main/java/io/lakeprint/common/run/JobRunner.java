package io.lakeprint.common.run;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs one job: checks its inputs, binds its configuration, records how it went. */
final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final RunScope scope;
  private final RunLedger ledger;
  private final PastRuns past;
  private final TableChecks checks;
  private final Map<String, Long> previousVersions;
  private final Clock clock;

  JobRunner(
      RunScope scope,
      RunLedger ledger,
      PastRuns past,
      TableChecks checks,
      Map<String, Long> previousVersions,
      Clock clock) {
    this.scope = scope;
    this.ledger = ledger;
    this.past = past;
    this.checks = checks;
    this.previousVersions = previousVersions;
    this.clock = clock;
  }

  /** What the job reports; throws what it failed with, translated. */
  <C extends Record> JobReport run(Job<C> job) {
    String name = job.spec().name();
    MDC.put("run_id", scope.identity().runId());
    MDC.put("job", name);
    scope.terminal().status(name, name);
    LedgerEntry entry = LedgerEntry.running(name, clock.instant(), Map.of());
    try {
      Lake lake = scope.open(name);
      JobReport report;
      Map<String, Long> outputs;
      try (Lease alone = outputs(lake, job.spec())) {
        entry = LedgerEntry.running(name, entry.startedAt(), inputVersions(job.spec(), lake));
        ledger.record(entry);
        LOG.info("{} as of {}", name, scope.identity().asOf());
        report = runIn(lake, job, entry.inputVersions());
        outputs = outputVersions(job.spec(), lake);
      }
      ledger.record(entry.ended(LedgerEntry.End.done(clock.instant(), report, outputs)));
      LOG.info("{} wrote {} rows", name, report.rowsWritten());
      return report;
    } catch (RuntimeException | Error e) {
      Optional<LakeprintException> known = Failures.known(e);
      LOG.error("{} failed", name, e);
      ledger.record(
          entry.ended(
              LedgerEntry.End.failed(clock.instant(), known.isPresent() ? known.get() : e)));
      if (known.isPresent()) {
        throw known.get();
      }
      throw e;
    } finally {
      scope.terminal().clear(name);
      SparkSession.clearActiveSession();
      MDC.clear();
    }
  }

  private <C extends Record> JobReport runIn(
      Lake lake, Job<C> job, Map<String, Long> inputVersions) {
    JobSpec<C> spec = job.spec();
    // Plans that Delta makes on the way ask the thread for its session.
    SparkSession.setActiveSession(lake.spark());
    lake.spark().sparkContext().setJobGroup(spec.name(), spec.summary(), true);
    C config = scope.config().bind(spec.configPath(), spec.config());
    Map<String, Long> before = outputVersions(spec, lake);
    Optional<JobReport> needless = leftAlone(spec).or(() -> unchanged(spec, inputVersions, before));
    if (needless.isPresent()) {
      return needless.get();
    }
    JobReport report = job.run(new RunningJob(scope, spec, lake, previousVersions, clock), config);
    if (scope.settings().checkTables() && !scope.options().dryRun()) {
      checks.check(lake, scope.identity().runId(), spec.name(), report, before, clock.instant());
    }
    return report;
  }

  /**
   * Keeps other runs from writing the tables that follow from what the job reads, from before it
   * reads until it has written: two that find a table empty would both fill it. Always in the order
   * of names, so that two jobs never wait for each other.
   */
  private Lease outputs(Lake lake, JobSpec<?> spec) {
    Deque<Lease> taken = new ArrayDeque<>();
    Lease all = () -> taken.forEach(Lease::close);
    if (scope.options().dryRun()) {
      return all;
    }
    try {
      spec.outputs().stream()
          .filter(TableSpec::followsFromInputs)
          .sorted(Comparator.comparing(TableSpec::name))
          .forEach(table -> taken.push(lake.lease(table)));
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /**
   * The state of the present and journals only move forward: an older as-of is left alone unless it
   * is meant. A job whose tables all take any as-of runs.
   */
  private Optional<JobReport> leftAlone(JobSpec<?> spec) {
    if (scope.options().restate() || spec.outputs().stream().allMatch(TableSpec::takesAnyAsOf)) {
      return Optional.empty();
    }
    LocalDate asOf = scope.identity().asOf();
    return past.newestAsOf(spec.name())
        .filter(state -> state.isAfter(asOf))
        .map(
            state ->
                JobReport.of()
                    .note(
                        "as-of "
                            + asOf
                            + " is older than the state of "
                            + state
                            + ": left alone"
                            + " (--restate overwrites it)"));
  }

  /**
   * The same inputs, settings, day and program give the tables that are there. Only for jobs whose
   * tables follow from tables alone.
   */
  private Optional<JobReport> unchanged(
      JobSpec<?> spec, Map<String, Long> inputs, Map<String, Long> outputs) {
    RunScope.Options options = scope.options();
    if (!spec.followsFromTablesOnly()
        || options.anew()
        || options.restate()
        || options.dryRun()
        || options.explain()) {
      return Optional.empty();
    }
    return past.last(spec.name())
        .filter(last -> last.isOf(scope.identity()) && last.found(inputs, outputs))
        .map(
            last ->
                JobReport.of()
                    .note(
                        "unchanged since run " + last.runId() + " (--anew runs it all the same)"));
  }

  /** Of those that no other job writes too. */
  private static Map<String, Long> outputVersions(JobSpec<?> spec, Lake lake) {
    Map<String, Long> versions = new LinkedHashMap<>();
    for (TableSpec table : spec.outputs()) {
      if (table.kind() != TableKind.OPS) {
        versions.put(table.name(), lake.version(table));
      }
    }
    return versions;
  }

  private static Map<String, Long> inputVersions(JobSpec<?> spec, Lake lake) {
    Map<String, Long> versions = new LinkedHashMap<>();
    for (JobInput input : spec.inputs()) {
      long version = lake.version(input.table());
      if (version < 0 && !input.optional()) {
        throw new InputContractException(
            "INPUT_MISSING",
            spec.name() + " reads " + input.table().name() + ", which does not exist yet.",
            "No job has written it in this lake.",
            "Run lakeprint run, or the job that writes it (see lakeprint plan).");
      }
      versions.put(input.table().name(), version);
    }
    return versions;
  }
}

package io.lakeprint.common.run;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs of a plan in one process, several at once, each after those it waits for.
 *
 * <p>What a job refuses (an input off contract, a gate) keeps those from starting that wait for it;
 * the others go on, and the run ends with the refusal. After any other failure no further job
 * starts. Jobs that are at work are let finish either way, because what they write is good.
 */
public final class GraphRunner {

  private final RunScope scope;
  private final Clock clock;
  private volatile @Nullable RunLedger open;

  public GraphRunner(RunScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /**
   * Runs {@code jobs}, which wait for each other as {@code plan} says.
   *
   * @return one report per job, by name, in the order of finishing
   */
  public Map<String, JobReport> run(List<Job<?>> jobs, Plan plan) {
    ExecutorService pool = Executors.newFixedThreadPool(scope.settings().parallel());
    TableChecks checks = new TableChecks();
    try (RunLedger ledger = new RunLedger(scope)) {
      open = ledger;
      JobRunner runner =
          new JobRunner(
              scope,
              ledger,
              new PastRuns(scope.writable("past runs"), ledger),
              checks,
              scope.previousVersions(jobs),
              clock);
      Schedule schedule = new Schedule(jobs, plan);
      try {
        Map<String, JobReport> reports = schedule.run(pool, job -> timed(runner, job));
        publish(checks, ledger);
        return reports;
      } catch (InputContractException | GateRefusedException e) {
        publish(checks, ledger);
        List<String> left = schedule.left();
        if (!left.isEmpty()) {
          scope
              .terminal()
              .line("not run, for want of what was refused: " + String.join(", ", left));
        }
        throw e;
      }
    } finally {
      pool.shutdown();
    }
  }

  /**
   * Ends what is at work, now: the process is about to end. Called from another thread than {@link
   * #run}.
   */
  public void stop() {
    RunLedger ledger = open;
    if (ledger != null) {
      // First the word, then the deed: a job that is cut off must not call it a failure of its own.
      ledger.stop(clock.instant());
      scope.spark().sparkContext().cancelJobsWithTag(tag());
      ledger.flush();
    }
  }

  /** Marks this run's Spark jobs: others that share the session are not its to stop. */
  private String tag() {
    return "lakeprint-" + scope.identity().runId();
  }

  private void publish(TableChecks checks, RunLedger ledger) {
    if (!scope.options().dryRun()) {
      checks.publish(scope.open("quality"), scope.identity().runId());
      TableStatus.publish(scope, ledger.entries(), clock.instant());
    }
  }

  private JobReport timed(JobRunner runner, Job<?> job) {
    // Threads that the job starts inherit the tag.
    scope.spark().sparkContext().addJobTag(tag());
    Instant start = clock.instant();
    JobReport report = runner.run(job);
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
    scope
        .terminal()
        .line(String.format("%-16s %6.1f s  %s", job.spec().name(), seconds, outcome(report)));
    return report;
  }

  private static String outcome(JobReport report) {
    List<String> parts = new ArrayList<>();
    report
        .records()
        .ifPresent(
            records ->
                parts.add(
                    String.format(
                        "%,d records = %,d accepted + %,d duplicate + %,d rejected",
                        records.read(),
                        records.accepted(),
                        records.duplicate(),
                        records.rejected())));
    String written =
        report.writes().stream()
            .filter(write -> write.rows() > 0)
            .map(write -> String.format("%s %,d", write.table().name(), write.rows()))
            .collect(Collectors.joining(", "));
    if (!written.isEmpty()) {
      parts.add(written);
    }
    report.places().forEach(place -> parts.add(place.where()));
    parts.addAll(report.notes());
    return parts.isEmpty() ? "nothing to change" : String.join("; ", parts);
  }

  /** One job at work. */
  @FunctionalInterface
  private interface Work {
    JobReport on(Job<?> job);
  }

  /** A job that ended well. */
  private record Finished(String job, JobReport report) {}

  /** Hands out jobs as soon as what they wait for is done. */
  private static final class Schedule {
    private final Map<String, Job<?>> waiting = new HashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    Schedule(List<Job<?>> jobs, Plan plan) {
      for (Job<?> job : jobs) {
        order.add(job.spec().name());
        waiting.put(job.spec().name(), job);
      }
      waiting
          .keySet()
          .forEach(
              name -> {
                Set<String> wanted = new HashSet<>(plan.before(name));
                wanted.retainAll(waiting.keySet());
                before.put(name, wanted);
              });
    }

    Map<String, JobReport> run(ExecutorService pool, Work work) {
      CompletionService<Finished> done = new ExecutorCompletionService<>(pool);
      Map<String, JobReport> reports = new java.util.LinkedHashMap<>();
      Throwable failure = null;
      boolean goesOn = true;
      int running = start(done, work);
      while (running > 0) {
        try {
          Future<Finished> next = done.take();
          running--;
          Finished finished = Futures.await(next);
          reports.put(finished.job(), finished.report());
          before.values().forEach(names -> names.remove(finished.job()));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted", e);
        } catch (RuntimeException | Error e) {
          goesOn &= isRefusal(e);
          failure = worse(failure, e);
        }
        if (goesOn) {
          running += start(done, work);
        }
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      return reports;
    }

    /** The jobs that never started. */
    List<String> left() {
      return order.stream().filter(waiting::containsKey).toList();
    }

    /** What the run ends with: the first failure, but a refusal only where nothing else failed. */
    private static Throwable worse(@Nullable Throwable first, Throwable next) {
      if (first == null) {
        return next;
      }
      Throwable worse = isRefusal(first) && !isRefusal(next) ? next : first;
      worse.addSuppressed(worse == first ? next : first);
      return worse;
    }

    private static boolean isRefusal(Throwable failure) {
      return failure instanceof InputContractException || failure instanceof GateRefusedException;
    }

    private int start(CompletionService<Finished> done, Work work) {
      int started = 0;
      for (String name : order) {
        if (waiting.containsKey(name) && before.getOrDefault(name, Set.of()).isEmpty()) {
          Job<?> job = waiting.remove(name);
          done.submit(() -> new Finished(name, work.on(job)));
          started++;
        }
      }
      return started;
    }
  }
}

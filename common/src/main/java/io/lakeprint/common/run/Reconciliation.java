package io.lakeprint.common.run;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.lake.Difference;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.Restatement;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares tables of state with their full rebuild, job by job, each from its inputs as they stand
 * in the lake; writes nothing. That each table equals the rebuild from the one before it makes all
 * of them equal to the rebuild from events.
 */
public final class Reconciliation {

  private final RunScope scope;
  private final Clock clock;
  private final List<Difference> differences = new ArrayList<>();

  public Reconciliation(RunScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /**
   * Whether all a job writes is a function of what it reads: no journal, nothing kept as it was.
   */
  public static boolean covers(JobSpec<?> job) {
    List<TableSpec> written =
        job.outputs().stream().filter(table -> table.kind() != TableKind.OPS).toList();
    return !written.isEmpty()
        && written.stream()
            .allMatch(
                table ->
                    table.kind() == TableKind.STATE && table.restatement() != Restatement.AS_WAS);
  }

  /**
   * Compares the tables of the jobs, and tells the outcome line by line.
   *
   * @throws GateRefusedException {@code STATE_DIFFERS} when one differs, after all were compared
   */
  public void of(List<Job<?>> jobs) {
    jobs.forEach(this::compare);
    List<String> differing =
        differences.stream()
            .filter(difference -> !difference.isNone())
            .map(difference -> difference.table().name())
            .toList();
    if (!differing.isEmpty()) {
      throw new GateRefusedException(
          "STATE_DIFFERS",
          "Not equal to their full rebuild: " + String.join(", ", differing) + ".",
          "They were changed by hand, or a step missed a change: that is a defect.",
          "Report it with the rows above; moving the table away lets its job make it anew.");
    }
  }

  private <C extends Record> void compare(Job<C> job) {
    JobSpec<C> spec = job.spec();
    Lake lake = scope.open(spec.name());
    if (!spec.outputs().stream().allMatch(lake::exists)) {
      scope.terminal().line(spec.name() + ": not in this lake yet");
      return;
    }
    Lake reconciling = new ReconcileLake(lake, this::tell);
    job.run(
        new RunningJob(scope, spec, reconciling, Map.of(), clock),
        scope.config().bind(spec.configPath(), spec.config()));
    scope.terminal().clear(spec.name());
  }

  private void tell(Difference difference) {
    differences.add(difference);
    scope.terminal().line(difference.toString());
  }
}

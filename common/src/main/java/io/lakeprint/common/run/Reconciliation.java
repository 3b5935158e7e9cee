package io.lakeprint.common.run;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.lake.Difference;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.Restatement;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares tables of state with their full rebuild, job by job, each from its inputs as they stand
 * in the lake; writes nothing. That each table equals the rebuild from the one before it makes all
 * of them equal to the rebuild from events.
 */
public final class Reconciliation {

  private final RunScope scope;
  private final Clock clock;
  private final Consumer<String> out;
  private final List<Difference> differences = new ArrayList<>();

  /**
   * @param out gets the outcome, a table at a time
   */
  public Reconciliation(RunScope scope, Clock clock, Consumer<String> out) {
    this.scope = scope;
    this.clock = clock;
    this.out = out;
  }

  /**
   * The jobs of some names whose tables can be compared, or all of them where none is named.
   *
   * @throws io.lakeprint.common.error.UsageException {@code NOTHING_TO_COMPARE} when a named one
   *     writes something else than state
   */
  public static List<Job<?>> comparable(List<Job<?>> jobs, List<String> names) {
    List<Job<?>> comparable = jobs.stream().filter(job -> writesState(job.spec())).toList();
    List<String> known = comparable.stream().map(job -> job.spec().name()).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw RunErrors.nothingToCompare(name, known);
      }
    }
    return comparable.stream()
        .filter(job -> names.isEmpty() || names.contains(job.spec().name()))
        .toList();
  }

  /** Whether all a job writes is a function of what it reads, and none is kept as it was. */
  private static boolean writesState(JobSpec<?> job) {
    List<TableSpec> written =
        job.outputs().stream().filter(table -> table.kind() != TableKind.OPS).toList();
    return !written.isEmpty()
        && written.stream()
            .allMatch(
                table ->
                    table.kind() == TableKind.STATE && table.restatement() != Restatement.AS_WAS);
  }

  /**
   * Compares the tables of the jobs.
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

  /** At the day at whose end the tables hold, which may be another for each job. */
  private <C extends Record> void compare(Job<C> job) {
    JobSpec<C> spec = job.spec();
    Lake lake = scope.open(spec.name());
    Optional<LocalDate> asOf =
        spec.outputs().stream()
            .filter(table -> table.kind() == TableKind.STATE)
            .map(lake::asOf)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    if (asOf.isEmpty()) {
      out.accept(spec.name() + ": made nothing in this lake yet");
      return;
    }
    job.run(
        new RunningJob(
            scope.at(asOf.get()), spec, new ReconcileLake(lake, this::tell), Map.of(), clock),
        scope.config().bind(spec.configPath(), spec.config()));
    scope.terminal().clear(spec.name());
  }

  private void tell(Difference difference) {
    differences.add(difference);
    out.accept(difference.toString());
  }
}

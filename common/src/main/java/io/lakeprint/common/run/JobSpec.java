package io.lakeprint.common.run;

import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;

/**
 * What a job is.
 *
 * @param name name on the command line, kebab-case
 * @param area group in the help: ingest, identity, behaviour, profile, ml, activation, operate
 * @param summary one line for the help
 * @param configPath section of the configuration that {@code config} is bound to
 * @param config its configuration record
 * @param inputs tables it reads; an order between jobs follows from them
 * @param outputs tables it writes; no two jobs of the plan write the same one, unless of kind OPS
 * @param updates tables of other jobs of which it changes rows, as identity says on events whose
 *     they are: orders nothing, but a scheduler lets no two writers meet
 * @param reachesOut whether it acts outside the lake, so that another run of it is never needless
 * @param inPlan whether {@code lakeprint run} runs it, beside being callable by name
 * @param <C> its configuration
 */
public record JobSpec<C extends Record>(
    String name,
    String area,
    String summary,
    String configPath,
    Class<C> config,
    List<JobInput> inputs,
    List<TableSpec> outputs,
    List<TableSpec> updates,
    boolean reachesOut,
    boolean inPlan) {

  public JobSpec {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    updates = List.copyOf(updates);
  }

  /** A job that writes no table of another one. */
  public JobSpec(
      String name,
      String area,
      String summary,
      String configPath,
      Class<C> config,
      List<JobInput> inputs,
      List<TableSpec> outputs,
      boolean inPlan) {
    this(name, area, summary, configPath, config, inputs, outputs, List.of(), false, inPlan);
  }

  /** The same job, which also changes rows of these tables of others. */
  public JobSpec<C> updating(TableSpec... tables) {
    return new JobSpec<>(
        name,
        area,
        summary,
        configPath,
        config,
        inputs,
        outputs,
        List.of(tables),
        reachesOut,
        inPlan);
  }

  /** The same job, which also acts outside the lake. */
  public JobSpec<C> reachingOut() {
    return new JobSpec<>(
        name, area, summary, configPath, config, inputs, outputs, updates, true, inPlan);
  }

  /** Whether what it writes follows from tables of the lake, as they are in the same run. */
  public boolean follows() {
    return !inputs.stream().allMatch(JobInput::previous);
  }

  /**
   * Whether what it writes follows from tables of the lake and the configuration, and from nothing
   * else: a job of the plan that reads no source and changes nothing of others or outside.
   */
  boolean followsFromTablesOnly() {
    return inPlan
        && !reachesOut
        && updates.isEmpty()
        && follows()
        && outputs.stream().anyMatch(table -> table.kind() != TableKind.OPS)
        && inputs.stream().allMatch(input -> !input.previous() || outputs.contains(input.table()));
  }

  /** A job of the plan. */
  public static <C extends Record> JobSpec<C> planned(
      String name,
      String area,
      String summary,
      Class<C> config,
      List<JobInput> inputs,
      List<TableSpec> outputs) {
    return new JobSpec<>(name, area, summary, name, config, inputs, outputs, true);
  }

  /** A job that runs only when it is called by name. */
  public static <C extends Record> JobSpec<C> onDemand(
      String name,
      String area,
      String summary,
      Class<C> config,
      List<JobInput> inputs,
      List<TableSpec> outputs) {
    return new JobSpec<>(name, area, summary, name, config, inputs, outputs, false);
  }
}

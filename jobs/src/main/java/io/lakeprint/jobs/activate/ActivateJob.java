package io.lakeprint.jobs.activate;

import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.AssignmentsTable;
import io.lakeprint.common.tables.DeliveriesTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.TouchesTable;
import io.lakeprint.common.tables.VaultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the tools that act what changed in their audiences since they were last told. One
 * activation after the other; one that fails keeps no other from being sent.
 */
public final class ActivateJob implements Job<ActivationsConfig> {

  private static final Logger LOG = LoggerFactory.getLogger(ActivateJob.class);

  private static final JobSpec<ActivationsConfig> SPEC =
      new JobSpec<>(
              "activate",
              "activation",
              "Send what changed in audiences to the tools that act on them",
              ActivationsConfig.PATH,
              ActivationsConfig.class,
              List.of(
                  JobInput.optional(PortraitsTable.SPEC),
                  JobInput.optional(SegmentMembersTable.SPEC),
                  JobInput.optional(PredictionsTable.SPEC),
                  JobInput.optional(OneIdAliasesTable.SPEC),
                  JobInput.optional(IdentityMapTable.SPEC),
                  JobInput.optional(IdLinksTable.SPEC),
                  JobInput.optional(VaultTable.SPEC)),
              List.of(
                  AssignmentsTable.SPEC, OutboxTable.SPEC, DeliveriesTable.SPEC, TouchesTable.SPEC),
              true)
          .reachingOut();

  @Override
  public JobSpec<ActivationsConfig> spec() {
    return SPEC;
  }

  @Override
  public void check(CheckContext context, ActivationsConfig config) {
    context.define("activations", config.definitions().keySet());
    if (config.definitions().isEmpty()) {
      return;
    }
    context.settings(PrivacyConfig.PATH, PrivacyConfig.class);
    Optional<IdentifiersConfig> identifiers =
        context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    Optional<TagsConfig> tags = context.settings(TagsConfig.PATH, TagsConfig.class);
    Optional<PortraitsConfig> portraits =
        context.settings(PortraitsConfig.PATH, PortraitsConfig.class);
    if (identifiers.isPresent() && tags.isPresent() && portraits.isPresent()) {
      PortraitColumns columns =
          new PortraitColumns(new TagColumns(tags.get().definitions()), portraits.get().models());
      new ActivationCheck(identifiers.get(), columns.table(), context.spark())
          .check(config, context.problems());
    }
  }

  /**
   * @throws LakeprintException what the first activation that failed failed with, one that a run
   *     alone does not mend before one that it may
   */
  @Override
  public JobReport run(JobContext context, ActivationsConfig config) {
    List<String> notes = new ArrayList<>(Forgotten.told(context.lake(), config));
    if (config.definitions().isEmpty()) {
      notes.add("no activation is defined");
      return new JobReport(Optional.empty(), List.of(), notes);
    }
    Map<String, ActivationDefinition> chosen = new TreeMap<>(config.definitions());
    if (!config.only().isEmpty()) {
      chosen.keySet().retainAll(Set.copyOf(config.only()));
    }
    Activations activations = new Activations(context, config);
    Map<String, WriteResult> writes = new TreeMap<>();
    List<LakeprintException> failures = new ArrayList<>();
    for (Map.Entry<String, ActivationDefinition> entry : chosen.entrySet()) {
      context.progress(entry.getKey());
      try {
        JobReport sent = activations.run(entry.getKey(), entry.getValue());
        sent.writes().forEach(write -> add(writes, write));
        notes.addAll(sent.notes());
      } catch (LakeprintException e) {
        LOG.error("{} failed", entry.getKey(), e);
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw worst(failures);
    }
    return new JobReport(Optional.empty(), List.copyOf(writes.values()), notes);
  }

  /** Each activation writes the same tables: told as one write per table. */
  private static void add(Map<String, WriteResult> writes, WriteResult write) {
    writes.merge(
        write.table().name(),
        write,
        (left, right) ->
            new WriteResult(
                left.table(),
                Math.max(left.version(), right.version()),
                left.inserted() + right.inserted(),
                left.updated() + right.updated(),
                left.deleted() + right.deleted()));
  }

  /** What somebody has to look at goes before what may pass by itself. */
  private static LakeprintException worst(List<LakeprintException> failures) {
    return failures.stream()
        .filter(failure -> !(failure instanceof TransientException))
        .findFirst()
        .orElse(failures.get(0));
  }
}

package io.lakeprint.jobs.ingest;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.common.vault.VaultCheck;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.udf.IngestFunctions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all sources of a run share: identifiers, privacy, the business days. */
final class Sources {

  private final IngestConfig config;
  private final BusinessDays days;
  private final PrivacyConfig privacy;
  private final IdSecret secret;
  private final IdResolver resolver;

  Sources(JobContext context, IngestConfig config) {
    IngestFunctions.register(context.spark());
    this.config = config;
    this.days = new BusinessDays(context.zone());
    this.privacy = context.settings(PrivacyConfig.PATH, PrivacyConfig.class);
    this.secret = IdSecret.from(privacy, context.spark().sparkContext().hadoopConfiguration());
    this.resolver =
        new IdResolver(context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class), secret);
  }

  /** The sources to read, by name. */
  static Map<String, SourceConfig> selected(IngestConfig config) {
    if (config.sources().isEmpty()) {
      throw IngestErrors.noSources();
    }
    Map<String, SourceConfig> selected = new TreeMap<>(config.sources());
    for (String name : config.only()) {
      if (!selected.containsKey(name)) {
        throw IngestErrors.unknownSource(name, selected.keySet());
      }
    }
    if (!config.only().isEmpty()) {
      selected.keySet().retainAll(Set.copyOf(config.only()));
    }
    return selected;
  }

  /** Days are reloaded of one source, and only of files: of what else is there to read again? */
  static void requireReloadable(IngestConfig config) {
    if (config.reload().isEmpty()) {
      return;
    }
    if (config.source().isEmpty()) {
      throw IngestErrors.reloadWithoutSource(config.reload());
    }
    SourceConfig source = config.sources().get(config.source());
    if (source != null && !source.format().isFiles()) {
      throw IngestErrors.reloadOfNoFiles(config.source(), source.format());
    }
  }

  SourceMapping mapping(String name, SourceConfig source, Instant now) {
    return new SourceMapping(name, source, days, resolver, privacy.urlParameters(), now);
  }

  RejectedTransform rejected(String name, Instant now) {
    return new RejectedTransform(
        name, seal(name), now, days.dayOf(now).plusDays(config.rejectedRetentionDays()));
  }

  /** Closes and opens records of the source that are kept as they came. */
  RecordSeal seal(String name) {
    return new RecordSeal(secret.records(), name);
  }

  /**
   * Before anything is sealed, while nobody changes the keys: the lease of ingest is held.
   *
   * @throws io.lakeprint.common.error.UsageException when the vault was closed with other keys
   */
  void requireVault(Lake lake) {
    new VaultCheck(lake, secret.vaultKeys()).requireForSealing();
  }

  static void checkColumns(String name, SourceConfig source) {
    Set<String> known = SourceMapping.selectable();
    Set<String> unknown = new TreeSet<>(source.select().keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw IngestErrors.unknownColumns(name, unknown, known);
    }
  }
}

package io.lakeprint.jobs.vault;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.common.vault.VaultCheck;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Seals what the vault holds with the keys of {@code privacy.vault}, in one commit. Killed before
 * it, nothing has changed; run again, it changes nothing. Tokens, and with them people, stay.
 */
public final class RotateVaultJob implements Job<RotateVaultConfig> {

  private static final JobSpec<RotateVaultConfig> SPEC =
      JobSpec.onDemand(
          "rotate-vault",
          "operate",
          "Seal the values of the vault with new keys",
          RotateVaultConfig.class,
          List.of(JobInput.previous(VaultTable.SPEC)),
          List.of(VaultTable.SPEC));

  @Override
  public JobSpec<RotateVaultConfig> spec() {
    return SPEC;
  }

  @Override
  public void check(CheckContext context, RotateVaultConfig config) {
    context.settings(PrivacyConfig.PATH, PrivacyConfig.class);
  }

  /**
   * @throws io.lakeprint.common.error.UsageException when a secret is not that of the vault, or a
   *     version was left out
   * @throws InputContractException {@code VAULT_BROKEN} when single values do not open; nothing was
   *     written
   */
  @Override
  public JobReport run(JobContext context, RotateVaultConfig config) {
    Lake lake = context.lake();
    VaultKeys keys =
        IdSecret.from(
                context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
                context.spark().sparkContext().hadoopConfiguration())
            .vaultKeys();
    // Ingest and replay, which add to the vault, hold this lease.
    try (Lease alone = lake.lease(SourceFilesTable.SPEC)) {
      new VaultCheck(lake, keys).requireForOpening();
      Dataset<Row> old =
          lake.read(VaultTable.SPEC).where(VaultTable.KEY_VERSION.col().notEqual(keys.version()));
      try (Cached sealed = Cached.of(new ResealTransform(keys).apply(old))) {
        requireWhole(sealed.rows());
        WriteResult write = lake.replace(VaultTable.SPEC, old, sealed.rows());
        return JobReport.of(write).note(told(write, keys));
      }
    }
  }

  private static void requireWhole(Dataset<Row> sealed) {
    long broken = sealed.where(VaultTable.SEALED_VALUE.col().isNull()).count();
    if (broken > 0) {
      throw new InputContractException(
          "VAULT_BROKEN",
          String.format(Locale.ROOT, "%,d values of the vault do not open.", broken),
          "They were changed by hand, or sealed with another secret than the others; nothing was"
              + " written.",
          "Restore vault.identifiers from its backup, then run again.");
    }
  }

  private static String told(WriteResult write, VaultKeys keys) {
    return write.updated() == 0
        ? "every value is sealed with key version " + keys.version()
        : String.format(
            Locale.ROOT,
            "%,d values are sealed with key version %d; the old ones stay readable in the table's"
                + " history until optimize deletes their files",
            write.updated(),
            keys.version());
  }
}

package io.lakeprint.common.vault;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.tables.VaultTable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Whether the keys of a run are those of the vault, before anything is sealed or opened: a value
 * sealed with a wrong key would be lost, and nobody would notice before it is wanted. One value of
 * each version is tried; they are authenticated, so a wrong key opens none.
 *
 * @param lake the lake
 * @param keys keys of the run
 */
public record VaultCheck(Lake lake, VaultKeys keys) {

  /**
   * Requires that the vault's newest keys are those of this run, as far as it has been sealed with
   * them.
   *
   * @throws UsageException {@code VAULT_KEY_OLD} or {@code VAULT_SECRET_DIFFERS}
   */
  public void requireForSealing() {
    Row versions = versions();
    if (!versions.isNullAt(1)) {
      requireNewest(versions.getInt(1));
      tryOne(keys.version());
    }
  }

  /**
   * Requires that every value can be opened.
   *
   * @throws UsageException {@code VAULT_KEY_OLD}, {@code VAULT_KEYS_BEHIND} or {@code
   *     VAULT_SECRET_DIFFERS}
   */
  public void requireForOpening() {
    Row versions = versions();
    if (!versions.isNullAt(1)) {
      requireNewest(versions.getInt(1));
      if (versions.getInt(0) < keys.version() - 1) {
        throw behind(versions.getInt(0), keys.version());
      }
      tryOne(keys.version() - 1);
      tryOne(keys.version());
    }
  }

  /** Oldest and newest version of a key; both null where nothing is kept. */
  private Row versions() {
    return lake.read(VaultTable.SPEC)
        .agg(min(VaultTable.KEY_VERSION.col()), max(VaultTable.KEY_VERSION.col()))
        .head();
  }

  private void requireNewest(int newest) {
    if (newest > keys.version()) {
      throw new UsageException(
          "VAULT_KEY_OLD",
          "The vault has values of key version "
              + newest
              + ", this run has privacy.vault.key-version = "
              + keys.version()
              + ".",
          "The keys have been changed since; what is sealed with old ones would be lost to others.",
          "Set privacy.vault.key-version = "
              + newest
              + " and its secret in LAKEPRINT_VAULT_SECRET.");
    }
  }

  private void tryOne(int version) {
    List<Row> one =
        lake.read(VaultTable.SPEC)
            .where(VaultTable.KEY_VERSION.col().equalTo(version))
            .select(VaultTable.ID_TYPE.col(), VaultTable.SCOPE.col(), VaultTable.SEALED_VALUE.col())
            .takeAsList(1);
    for (Row row : one) {
      if (keys.open(row.getString(0), row.getString(1), row.getString(2), version) == null) {
        throw differs(version);
      }
    }
  }

  private UsageException differs(int version) {
    return new UsageException(
        "VAULT_SECRET_DIFFERS",
        "A value of the vault of key version " + version + " does not open.",
        "It was sealed with another secret than this run has for that version.",
        "Set the secret that the vault was closed with: "
            + (version == 1
                ? "that of identifier tokens"
                : version == keys.version()
                    ? "LAKEPRINT_VAULT_SECRET"
                    : "LAKEPRINT_VAULT_SECRET_BEFORE")
            + ".");
  }

  private static UsageException behind(int oldest, int version) {
    return new UsageException(
        "VAULT_KEYS_BEHIND",
        "The vault has values of key version "
            + oldest
            + ", privacy.vault.key-version is "
            + version
            + ".",
        "Keys are changed one version at a time, and values of "
            + oldest
            + " have not been sealed anew.",
        "Set privacy.vault.key-version = "
            + (oldest + 1)
            + " with the secrets of that time, run rotate-vault, then go on.");
  }
}

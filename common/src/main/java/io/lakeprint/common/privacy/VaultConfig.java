package io.lakeprint.common.privacy;

import io.lakeprint.common.config.Secret;
import java.util.Optional;

/**
 * Section {@code privacy.vault}: which keys the vault is closed and opened with.
 *
 * @param keyVersion version that identifiers are sealed with; 1 derives from the lake's secret
 * @param secret what later versions derive from
 * @param secretBefore what the version before derives from, where that is not 1
 */
public record VaultConfig(int keyVersion, Optional<Secret> secret, Optional<Secret> secretBefore) {

  public VaultConfig {
    require(keyVersion >= 1, "key-version must be at least 1, got " + keyVersion);
    require(
        keyVersion == 1 || secret.isPresent(),
        "key-version "
            + keyVersion
            + " needs a secret of its own: set LAKEPRINT_VAULT_SECRET, made with 'openssl rand"
            + " -hex 32'");
    require(
        keyVersion > 1 || secret.isEmpty(),
        "a secret of the vault is set, but key-version is still 1, which does not use it: raise"
            + " key-version to 2, or unset LAKEPRINT_VAULT_SECRET");
    require(
        keyVersion <= 2 || secretBefore.isPresent(),
        "key-version "
            + keyVersion
            + " needs the secret of the version before: set LAKEPRINT_VAULT_SECRET_BEFORE");
    require(
        keyVersion > 2 || secretBefore.isEmpty(),
        "a secret before this one is set, but version 1 derives from the lake's secret: unset"
            + " LAKEPRINT_VAULT_SECRET_BEFORE, or raise key-version");
  }

  /** The keys that a lake starts with. */
  static VaultConfig first() {
    return new VaultConfig(1, Optional.empty(), Optional.empty());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

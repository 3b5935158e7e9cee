package io.lakeprint.common.privacy;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a vault may have been closed with: those of now, and while values are still to be
 * sealed anew those of before. Keep it inside function objects. Not thread-safe. Deterministic.
 */
public final class VaultKeys implements Serializable {

  private static final long serialVersionUID = 1L;

  private final VaultCipher now;
  private final @Nullable VaultCipher before;

  VaultKeys(VaultCipher now, Optional<VaultCipher> before) {
    this.now = now;
    this.before = before.orElse(null);
  }

  /** Version of the keys that close it now. */
  public int version() {
    return now.version();
  }

  /**
   * The clear value; null when there is no key of that version, or the value was sealed with
   * another secret or for another identifier.
   */
  public @Nullable String open(String type, String scope, String sealed, int version) {
    VaultCipher cipher =
        version == now.version()
            ? now
            : before != null && version == before.version() ? before : null;
    if (cipher == null) {
      return null;
    }
    try {
      return cipher.decrypt(type, scope, sealed);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The value sealed with the keys of now; null where {@link #open} is. */
  public @Nullable String reseal(String type, String scope, String sealed, int version) {
    String clear = open(type, scope, sealed, version);
    return clear == null ? null : now.encrypt(type, scope, clear);
  }

  @Override
  public String toString() {
    return "VaultKeys[v" + version() + ", ***]";
  }
}

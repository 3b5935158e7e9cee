package io.lakeprint.common.ids;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of one record after the value gate.
 *
 * @param ids in their stored form, each once, by priority, then type, scope and value
 * @param anchorNode node of the first; null when there is none
 * @param dropped {@code type:rule} of each value that was dropped, sorted
 * @param vaulted values to keep encrypted, in the order of {@code ids}; empty unless asked for
 */
public record ResolvedIds(
    List<Identifier> ids,
    @Nullable Long anchorNode,
    List<String> dropped,
    List<VaultEntry> vaulted) {

  /**
   * One encrypted value.
   *
   * @param type declared type
   * @param scope app or platform; empty = everywhere
   * @param token its stored form
   * @param sealed encrypted canonical value, see {@code VaultCipher}
   * @param keyVersion version of the key
   */
  public record VaultEntry(
      String type, String scope, String token, String sealed, int keyVersion) {}
}

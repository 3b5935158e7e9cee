package io.lakeprint.common.privacy;

import io.lakeprint.common.config.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code privacy}.
 *
 * @param idSecret secret of identifier tokens, from the environment
 * @param idSecretFile local path or Hadoop URI of a file that holds it
 * @param idSecretAlias its alias in the Hadoop credential providers
 * @param vault keys of the vault, once they are other than the first
 * @param demoSecret whether the published demo secret may be used instead
 * @param urlParameters names of query parameters to keep; {@code utm_*} stands for a prefix
 */
public record PrivacyConfig(
    Optional<Secret> idSecret,
    Optional<String> idSecretFile,
    Optional<String> idSecretAlias,
    VaultConfig vault,
    boolean demoSecret,
    List<String> urlParameters) {

  /** Where the section stands in the configuration. */
  public static final String PATH = "privacy";

  public PrivacyConfig {
    for (String name : urlParameters) {
      int star = name.indexOf('*');
      if (name.isEmpty() || (star >= 0 && star != name.length() - 1)) {
        throw new IllegalArgumentException(
            "url-parameters: '" + name + "' must be a name, or a prefix that ends with *");
      }
    }
  }
}

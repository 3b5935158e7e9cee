package io.lakeprint.common.privacy;

import io.lakeprint.common.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The secret of a lake: from it derive the key of identifier tokens, the first keys of the vault,
 * those of records kept as they came, and the fingerprint by which a lake tells its own secret from
 * another. Tokens stay what they are for as long as the lake lives; the vault may get other keys,
 * from secrets of their own ({@link VaultConfig}).
 *
 * <p>Lives on the driver only. Executors get derived keys inside function objects.
 */
public final class IdSecret {

  /** A shorter one could be found by trying: phone numbers are known plain texts. */
  public static final int MINIMUM_LENGTH = 32;

  private static final String DEMO = "lakeprint demo secret, known to everybody";
  private static final int FINGERPRINT_BYTES = 8;

  private final byte[] secret;
  private final VaultConfig vault;

  private IdSecret(byte[] secret, VaultConfig vault) {
    this.secret = secret;
    this.vault = vault;
  }

  /**
   * A secret of this text.
   *
   * @throws io.lakeprint.common.error.UsageException when it is shorter than {@value
   *     #MINIMUM_LENGTH} characters
   */
  public static IdSecret of(Secret text) {
    return new IdSecret(bytes(text), VaultConfig.first());
  }

  private static byte[] bytes(Secret text) {
    String clear = text.reveal().strip();
    if (clear.length() < MINIMUM_LENGTH) {
      throw PrivacyErrors.secretShort(clear.length(), MINIMUM_LENGTH);
    }
    return clear.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The configured secret: the environment's, else the file's, else the credential provider's, else
   * the demo's where that is allowed.
   *
   * @param hadoop file systems and {@code hadoop.security.credential.provider.path}
   * @throws io.lakeprint.common.error.UsageException when there is none, or it is unreadable or
   *     short
   */
  public static IdSecret from(PrivacyConfig config, Configuration hadoop) {
    return new IdSecret(configured(config, hadoop).secret, config.vault());
  }

  private static IdSecret configured(PrivacyConfig config, Configuration hadoop) {
    if (config.idSecret().isPresent()) {
      return of(config.idSecret().get());
    }
    if (config.idSecretFile().isPresent()) {
      return of(readFile(config.idSecretFile().get(), hadoop));
    }
    if (config.idSecretAlias().isPresent()) {
      return of(readAlias(config.idSecretAlias().get(), hadoop));
    }
    if (config.demoSecret()) {
      return demo();
    }
    throw PrivacyErrors.secretMissing();
  }

  /** The published secret of the demo: it protects nobody. */
  public static IdSecret demo() {
    return of(Secret.of(DEMO));
  }

  /** Whether this is the secret that everybody knows. */
  public boolean isDemo() {
    return fingerprint().equals(demo().fingerprint());
  }

  /** 16 hexadecimal digits that tell two secrets apart and reveal neither. */
  public String fingerprint() {
    byte[] derived = Hkdf.derive(secret, "lakeprint fingerprint v1", FINGERPRINT_BYTES);
    return HexFormat.of().formatHex(derived);
  }

  /** What makes tokens; serializable, for function objects. */
  public Tokens tokens() {
    return new Tokens(Hkdf.derive(secret, "lakeprint token v1", Hkdf.HASH_BYTES));
  }

  /** What closes the vault; serializable, for function objects. */
  public VaultCipher vault() {
    return vault(vault.keyVersion(), vault.secret());
  }

  /** What opens the vault, also what was sealed before its keys were last changed; serializable. */
  public VaultKeys vaultKeys() {
    return new VaultKeys(
        vault(),
        vault.keyVersion() == 1
            ? Optional.empty()
            : Optional.of(vault(vault.keyVersion() - 1, vault.secretBefore())));
  }

  private VaultCipher vault(int version, Optional<Secret> own) {
    byte[] from = own.map(IdSecret::bytes).orElse(secret);
    return new VaultCipher(
        version,
        Hkdf.derive(from, "lakeprint vault v" + version, Hkdf.HASH_BYTES),
        Hkdf.derive(from, "lakeprint vault nonce v" + version, Hkdf.HASH_BYTES));
  }

  /** What opens and closes records that are kept as they came; serializable, as the vault's. */
  public VaultCipher records() {
    return new VaultCipher(
        1,
        Hkdf.derive(secret, "lakeprint records v1", Hkdf.HASH_BYTES),
        Hkdf.derive(secret, "lakeprint records nonce v1", Hkdf.HASH_BYTES));
  }

  private static Secret readFile(String file, Configuration hadoop) {
    Path path = new Path(file.contains(":") ? file : "file://" + absolute(file));
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return Secret.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw PrivacyErrors.secretUnreadable("file '" + file + "'", e);
    }
  }

  private static String absolute(String file) {
    return java.nio.file.Path.of(file).toAbsolutePath().toString();
  }

  private static Secret readAlias(String alias, Configuration hadoop) {
    try {
      char[] password = hadoop.getPassword(alias);
      if (password == null) {
        throw PrivacyErrors.secretUnreadable("credential alias '" + alias + "'", null);
      }
      return Secret.of(new String(password));
    } catch (IOException e) {
      throw PrivacyErrors.secretUnreadable("credential alias '" + alias + "'", e);
    }
  }

  @Override
  public String toString() {
    return "IdSecret[" + fingerprint() + (isDemo() ? ", demo" : "") + "]";
  }
}

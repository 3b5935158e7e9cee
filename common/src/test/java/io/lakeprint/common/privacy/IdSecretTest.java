package io.lakeprint.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.Secret;
import io.lakeprint.common.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdSecretTest {

  private static final String LONG_ENOUGH = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  @Test
  void comesFromTheEnvironmentFirst() {
    IdSecret secret =
        IdSecret.from(
            config(Map.of("LAKEPRINT_ID_SECRET", LONG_ENOUGH), "privacy.demo-secret=true"),
            new Configuration());

    assertThat(secret.fingerprint())
        .isEqualTo(IdSecret.of(Secret.of(LONG_ENOUGH)).fingerprint())
        .matches("[0-9a-f]{16}");
    assertThat(secret.isDemo()).isFalse();
  }

  @Test
  void comesFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), LONG_ENOUGH + "\n");

    for (String name : List.of(file.toString(), file.toUri().toString())) {
      assertThat(
              IdSecret.from(config(Map.of(), "privacy.id-secret-file=" + name), new Configuration())
                  .fingerprint())
          .isEqualTo(IdSecret.of(Secret.of(LONG_ENOUGH)).fingerprint());
    }
  }

  @Test
  void comesFromACredentialProvider() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(
        "hadoop.security.credential.provider.path",
        "jceks://file" + folder.resolve("keys.jceks").toUri().getPath());
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry("lakeprint.id", LONG_ENOUGH.toCharArray());
    provider.flush();

    IdSecret secret =
        IdSecret.from(config(Map.of(), "privacy.id-secret-alias=lakeprint.id"), hadoop);

    assertThat(secret.fingerprint()).isEqualTo(IdSecret.of(Secret.of(LONG_ENOUGH)).fingerprint());
    assertThatThrownBy(
            () -> IdSecret.from(config(Map.of(), "privacy.id-secret-alias=other"), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'other'");
  }

  @Test
  void refusesToStartWithoutOneUnlessItIsTheDemo() {
    assertThatThrownBy(() -> IdSecret.from(config(Map.of()), new Configuration()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("LAKEPRINT_ID_SECRET");
    IdSecret demo =
        IdSecret.from(config(Map.of(), "privacy.demo-secret=true"), new Configuration());
    assertThat(demo.isDemo()).isTrue();
    assertThat(demo).hasToString("IdSecret[" + demo.fingerprint() + ", demo]");
  }

  @Test
  void refusesAShortOneAndAMissingFile() {
    assertThatThrownBy(() -> IdSecret.of(Secret.of("hunter2")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("7 characters")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () ->
                IdSecret.from(
                    config(Map.of(), "privacy.id-secret-file=" + folder.resolve("none")),
                    new Configuration()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none");
  }

  @Test
  void derivesKeysAsRfc5869Says() {
    byte[] secret = HexFormat.of().parseHex("0b".repeat(22));
    byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
    byte[] info = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9");

    byte[] derived = Hkdf.expand(Hkdf.extract(salt, secret), info, 42);

    assertThat(HexFormat.of().formatHex(derived))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  @Test
  void theVaultOpensOnlyForItsOwnRowAndSecret() {
    VaultCipher vault = IdSecret.demo().vault();
    String sealed = vault.encrypt("phone", "", "+8613812345678");

    assertThat(vault.encrypt("phone", "", "+8613812345678")).isEqualTo(sealed);
    assertThat(vault.decrypt("phone", "", sealed)).isEqualTo("+8613812345678");
    assertThatIllegalArgumentException().isThrownBy(() -> vault.decrypt("email", "", sealed));
    assertThatIllegalArgumentException().isThrownBy(() -> vault.decrypt("phone", "", "AAAA"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdSecret.of(Secret.of(LONG_ENOUGH)).vault().decrypt("phone", "", sealed));
  }

  @Test
  void refusesAWildcardInTheMiddle() {
    assertThatThrownBy(() -> config(Map.of(), "privacy.url-parameters=[\"u*m\"]"))
        .hasMessageContaining("'u*m'");
  }

  private static PrivacyConfig config(Map<String, String> environment, String... overrides) {
    return ConfigLoader.load(
            List.of(), List.of(overrides), IdSecretTest.class.getClassLoader(), environment)
        .bind(PrivacyConfig.PATH, PrivacyConfig.class);
  }
}

package io.lakeprint.jobs.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.privacy.VaultCipher;
import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.common.vault.VaultCheck;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The keys of the vault are changed, and nothing is lost or seen. */
@ExtendWith(SparkExtension.class)
class RotateVaultJobTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final String TOKEN_SECRET = "0123456789abcdef0123456789abcdef";
  private static final String SECOND = "second-second-second-second-second";
  private static final String THIRD = "third-third-third-third-third-third";
  private static final List<String> PHONES =
      List.of("+8613812345678", "+8613900001111", "+8613666666666");

  private final SparkSession spark;
  private final Path folder;

  RotateVaultJobTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void everyValueOpensWithTheNewKeysAloneAndTokensStay() {
    LakeConfig first = config(1, Map.of());
    LakeConfig second = config(2, Map.of("LAKEPRINT_VAULT_SECRET", SECOND));
    LakeConfig third =
        config(3, Map.of("LAKEPRINT_VAULT_SECRET", THIRD, "LAKEPRINT_VAULT_SECRET_BEFORE", SECOND));
    fill(first, PHONES);

    assertThat(opened(second)).as("both keys open while it lasts").isEqualTo(PHONES);
    assertThat(context(second).run(new RotateVaultJob()).rowsWritten()).isEqualTo(3);
    assertThat(opened(second)).isEqualTo(PHONES);
    assertThat(versions()).containsOnly(2);
    long version = context(second).lake().version(VaultTable.SPEC);
    assertThat(context(second).run(new RotateVaultJob()).notes())
        .containsExactly("every value is sealed with key version 2");
    assertThat(context(second).lake().version(VaultTable.SPEC)).isEqualTo(version);

    assertThatThrownBy(() -> sealing(first))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("VAULT_KEY_OLD")
        .hasMessageContaining("privacy.vault.key-version = 2");
    LakeConfig wrong = config(2, Map.of("LAKEPRINT_VAULT_SECRET", THIRD));
    assertThatThrownBy(() -> sealing(wrong))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("LAKEPRINT_VAULT_SECRET")
        .hasMessageNotContaining(THIRD);

    context(third).run(new RotateVaultJob());
    assertThat(opened(third)).isEqualTo(PHONES);
    assertThat(versions()).containsOnly(3);
  }

  @Test
  void aVersionLeftOutOrAValueThatIsBrokenStopsItBeforeItWrites() {
    LakeConfig first = config(1, Map.of());
    fill(first, PHONES);
    LakeConfig third =
        config(3, Map.of("LAKEPRINT_VAULT_SECRET", THIRD, "LAKEPRINT_VAULT_SECRET_BEFORE", SECOND));
    assertThatThrownBy(() -> context(third).run(new RotateVaultJob()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("VAULT_KEYS_BEHIND");

    LakeConfig second = config(2, Map.of("LAKEPRINT_VAULT_SECRET", SECOND));
    VaultCipher cipher = secret(first).vault();
    context(first)
        .lake()
        .sync(
            VaultTable.SPEC,
            TableRows.of(VaultTable.SPEC)
                .row(row("a", cipher.encrypt("phone", "", PHONES.get(0))))
                .row(row("b", cipher.encrypt("phone", "", PHONES.get(1)).substring(3)))
                .on(spark));
    long version = context(first).lake().version(VaultTable.SPEC);
    assertThatThrownBy(() -> context(second).run(new RotateVaultJob()))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(InputContractException.class),
            e -> assertThat(e).hasMessageContaining("VAULT_SECRET_DIFFERS"));
    assertThat(context(first).lake().version(VaultTable.SPEC)).isEqualTo(version);
  }

  @Test
  void keysThatCannotBeMeantAreConfigurationMistakes() {
    assertThatThrownBy(() -> secret(config(2, Map.of())))
        .hasMessageContaining("LAKEPRINT_VAULT_SECRET");
    assertThatThrownBy(() -> secret(config(1, Map.of("LAKEPRINT_VAULT_SECRET", SECOND))))
        .hasMessageContaining("key-version is still 1");
    assertThatThrownBy(() -> secret(config(3, Map.of("LAKEPRINT_VAULT_SECRET", SECOND))))
        .hasMessageContaining("LAKEPRINT_VAULT_SECRET_BEFORE");
    assertThatThrownBy(() -> secret(config(2, Map.of("LAKEPRINT_VAULT_SECRET", "short"))).vault())
        .hasMessageContaining("5 characters");
  }

  private void fill(LakeConfig config, List<String> phones) {
    VaultCipher cipher = secret(config).vault();
    TableRows rows = TableRows.of(VaultTable.SPEC);
    for (String phone : phones) {
      rows.row(row(token(config, phone), cipher.encrypt("phone", "", phone)));
    }
    context(config).lake().sync(VaultTable.SPEC, rows.on(spark));
  }

  private static Object[] row(String token, String sealed) {
    return new Object[] {
      VaultTable.ID_TYPE,
      "phone",
      VaultTable.TOKEN,
      token,
      VaultTable.SEALED_VALUE,
      sealed,
      VaultTable.KEY_VERSION,
      1,
      VaultTable.BATCH_ID,
      "b1"
    };
  }

  private static String token(LakeConfig config, String phone) {
    return secret(config).tokens().token("phone", "", phone);
  }

  /** Clear values in the order of {@link #PHONES}, each found by its token. */
  private List<String> opened(LakeConfig config) {
    VaultKeys keys = secret(config).vaultKeys();
    List<Row> rows = context(config).lake().read(VaultTable.SPEC).collectAsList();
    return PHONES.stream()
        .map(phone -> token(config, phone))
        .map(
            token ->
                rows.stream()
                    .filter(row -> row.<String>getAs(VaultTable.TOKEN.name()).equals(token))
                    .findFirst()
                    .orElseThrow())
        .map(
            row ->
                String.valueOf(
                    keys.open(
                        "phone",
                        "",
                        row.getAs(VaultTable.SEALED_VALUE.name()),
                        row.<Integer>getAs(VaultTable.KEY_VERSION.name()))))
        .toList();
  }

  private List<Integer> versions() {
    return context(config(1, Map.of()))
        .lake()
        .read(VaultTable.SPEC)
        .select(VaultTable.KEY_VERSION.col())
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getInt(0))
        .toList();
  }

  private void sealing(LakeConfig config) {
    new VaultCheck(context(config).lake(), secret(config).vaultKeys()).requireForSealing();
  }

  private static IdSecret secret(LakeConfig config) {
    return IdSecret.from(config.bind(PrivacyConfig.PATH, PrivacyConfig.class), new Configuration());
  }

  private static LakeConfig config(int version, Map<String, String> environment) {
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put("LAKEPRINT_ID_SECRET", TOKEN_SECRET);
    return ConfigLoader.load(
        List.of(),
        List.of("privacy.vault.key-version=" + version),
        RotateVaultJobTest.class.getClassLoader(),
        all);
  }

  private TrialContext context(LakeConfig config) {
    TrialContext plain = TrialContext.at(spark, folder, ZONE, DAY);
    return new TrialContext(plain.lake(), DAY, ZONE, config, false);
  }
}

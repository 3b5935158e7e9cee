package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.Secret;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.MariaDb;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table of a real MariaDB is kept up to date, on a server that is not set up for it. */
@ExtendWith(SparkExtension.class)
class MariaDbDestinationTest {

  private static final StructType FIELDS =
      StructType.fromDDL("tier STRING, paid DECIMAL(18,4), seen TIMESTAMP, day DATE");

  private static MariaDb mariaDb;

  private final SparkSession spark;

  MariaDbDestinationTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  static void startDatabase(@TempDir Path data) {
    mariaDb = new MariaDb(data);
  }

  @AfterAll
  static void stopDatabase() {
    mariaDb.close();
  }

  @Test
  void rowsAreAddedChangedAndRemovedAndASecondTimeChangesNothing() {
    mariaDb.execute(
        "CREATE TABLE crm.vip (phone VARCHAR(64) PRIMARY KEY, tier TEXT, paid DECIMAL(18,4),"
            + " seen TIMESTAMP NULL, day DATE, note VARCHAR(20) DEFAULT 'untouched')");
    mariaDb.execute("INSERT INTO crm.vip (phone, tier) VALUES ('p1', 'old'), ('p2', 'gone')");
    JdbcDestination destination = destination("crm.vip");
    destination.check("phone", FIELDS);
    for (int time = 0; time < 2; time++) {
      destination.deliver(
          send(
              "('k0', 'add', 'p0'), ('k1', 'change', 'p1'), ('k2', 'remove', 'p2'),"
                  + " ('k3', 'add', 'P0')",
              "gold"),
          new Receipts());
      assertThat(
              mariaDb.texts(
                  "SELECT concat_ws(' ', phone, tier, paid, unix_timestamp(seen), day, note)"
                      + " FROM crm.vip ORDER BY phone"))
          .as("the moment, whatever the clocks of the server")
          .containsExactly(
              "P0 gold 12345678901234.5678 1772353800 2026-03-01 untouched",
              "p0 gold 12345678901234.5678 1772353800 2026-03-01 untouched",
              "p1 gold 12345678901234.5678 1772353800 2026-03-01 untouched");
    }
  }

  @Test
  void targetsWithoutFieldsAreKept() {
    mariaDb.execute("CREATE TABLE crm.bare (phone VARCHAR(64), UNIQUE KEY only_once (phone))");
    JdbcDestination destination = destination("crm.bare");
    destination.check("phone", new StructType());
    Send send =
        new Send(
            "vip",
            1,
            LocalDate.of(2026, 3, 1),
            "phone",
            spark.sql("SELECT 'k0' AS target_key, 'add' AS change, 'p0' AS phone"));
    destination.deliver(send, new Receipts());
    destination.deliver(send, new Receipts());
    assertThat(mariaDb.texts("SELECT phone FROM crm.bare")).containsExactly("p0");
  }

  /** It would take each row of each send as one more. */
  @Test
  void aTableWithoutAKeyOfTheTargetAloneIsRefused() {
    mariaDb.execute(
        "CREATE TABLE crm.keyless (id INT AUTO_INCREMENT PRIMARY KEY, phone VARCHAR(64), tier TEXT,"
            + " paid DECIMAL(18,4), seen TIMESTAMP NULL, day DATE, KEY (phone),"
            + " UNIQUE KEY (phone, day))");
    assertThatThrownBy(() -> destination("crm.keyless").check("phone", FIELDS))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("crm.keyless has no primary key or unique index of phone alone");
  }

  @Test
  void aTableThatDoesNotFitIsToldAndNoValueIsInTheWords() {
    mariaDb.execute("CREATE TABLE crm.narrow (phone VARCHAR(64) PRIMARY KEY, tier TEXT)");
    assertThatThrownBy(() -> destination("crm.narrow").check("phone", FIELDS))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("paid");
    assertThatThrownBy(() -> destination("crm.none").check("phone", FIELDS))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("crm.none");

    mariaDb.execute(
        "CREATE TABLE crm.short (phone VARCHAR(64) PRIMARY KEY, tier VARCHAR(3),"
            + " paid DECIMAL(18,4), seen DATETIME, day DATE)");
    assertThatThrownBy(
            () ->
                destination("crm.short")
                    .deliver(send("('k0', 'add', 'p0-x')", "platinum-x"), new Receipts()))
        .isInstanceOf(InputContractException.class)
        .satisfies(
            e ->
                assertThat(Throwables.getStackTrace(e))
                    .doesNotContain("p0-x")
                    .doesNotContain("platinum-x"));
    assertThat(mariaDb.texts("SELECT tier FROM crm.short")).as("not cut").isEmpty();
  }

  @Test
  void aDatabaseThatIsDownMayBeTriedAgainAndALoginIsCorrected() {
    assertThatThrownBy(
            () ->
                new JdbcDestination(
                        new DestinationConfig.Jdbc(
                            "jdbc:mariadb://127.0.0.1:1/crm",
                            Optional.of("root"),
                            Optional.empty(),
                            "vip",
                            1))
                    .check("phone", FIELDS))
        .isInstanceOf(TransientException.class);
    JdbcDestination stranger =
        new JdbcDestination(
            new DestinationConfig.Jdbc(
                mariaDb.url() + "crm",
                Optional.of("nobody_here"),
                Optional.of(Secret.of("wrong-password")),
                "vip",
                1));
    assertThatThrownBy(() -> stranger.check("phone", FIELDS))
        .isInstanceOf(UsageException.class)
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wrong-password"));
  }

  private static JdbcDestination destination(String table) {
    return new JdbcDestination(
        new DestinationConfig.Jdbc(
            mariaDb.url() + "crm", Optional.of(mariaDb.user()), Optional.empty(), table, 2));
  }

  private Send send(String rows, String tier) {
    return new Send(
        "vip",
        1,
        LocalDate.of(2026, 3, 1),
        "phone",
        spark
            .sql("SELECT * FROM VALUES " + rows + " AS t(target_key, change, phone)")
            .selectExpr(
                "*",
                "'" + tier + "' AS tier",
                "CAST('12345678901234.5678' AS DECIMAL(18,4)) AS paid",
                "TIMESTAMP'2026-03-01 08:30:00' AS seen",
                "DATE'2026-03-01' AS day"));
  }
}

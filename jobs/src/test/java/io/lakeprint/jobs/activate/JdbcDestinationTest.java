package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.Secret;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.Postgres;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table of a real PostgreSQL is kept up to date. */
@ExtendWith(SparkExtension.class)
class JdbcDestinationTest {

  private static final StructType FIELDS =
      StructType.fromDDL("tier STRING, decile INT, paid DECIMAL(18,4), seen TIMESTAMP, day DATE");

  private static Postgres postgres;

  private final SparkSession spark;

  JdbcDestinationTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  static void startDatabase(@TempDir Path data) {
    postgres = new Postgres(data);
    postgres.execute("CREATE SCHEMA crm");
    postgres.execute("CREATE ROLE sender LOGIN PASSWORD 'right'");
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @Test
  void rowsAreAddedChangedAndRemovedAndASecondTimeChangesNothing() {
    postgres.execute(
        "CREATE TABLE crm.vip (phone TEXT PRIMARY KEY, tier TEXT, decile INT, paid NUMERIC(18,4),"
            + " seen TIMESTAMPTZ, day DATE, note TEXT DEFAULT 'untouched')");
    postgres.execute("INSERT INTO crm.vip (phone, tier) VALUES ('p1', 'old'), ('p2', 'gone')");
    JdbcDestination destination = destination("crm.vip", postgres.url());
    destination.check("phone", FIELDS);
    for (int time = 0; time < 2; time++) {
      destination.deliver(
          send("('k0', 'add', 'p0'), ('k1', 'change', 'p1'), ('k2', 'remove', 'p2')"),
          new Receipts());
      assertThat(
              postgres.texts(
                  "SELECT concat_ws(' ', phone, tier, decile, paid, seen AT TIME ZONE 'UTC', day,"
                      + " note) FROM crm.vip ORDER BY phone"))
          .containsExactly(
              "p0 gold 1 12345678901234.5678 2026-03-01 08:30:00 2026-03-01 untouched",
              "p1 gold 1 12345678901234.5678 2026-03-01 08:30:00 2026-03-01 untouched");
    }
  }

  @Test
  void aTableThatDoesNotFitIsToldBeforeAnythingIsSentAndNoValueIsInTheWords() {
    postgres.execute("CREATE TABLE crm.narrow (phone TEXT PRIMARY KEY, tier TEXT)");
    assertThatThrownBy(() -> destination("crm.narrow", postgres.url()).check("phone", FIELDS))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("decile");
    assertThatThrownBy(() -> destination("crm.none", postgres.url()).check("phone", FIELDS))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("crm.none");

    postgres.execute(
        "CREATE TABLE crm.strict (phone TEXT PRIMARY KEY CHECK (length(phone) > 5), tier TEXT,"
            + " decile INT, paid NUMERIC, seen TIMESTAMPTZ, day DATE)");
    assertThatThrownBy(
            () ->
                destination("crm.strict", postgres.url())
                    .deliver(send("('k0', 'add', 'p0-x')"), new Receipts()))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("SQL state 23514")
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("p0-x"));
    postgres.execute("CREATE TABLE crm.keyless AS SELECT * FROM crm.strict");
    assertThatThrownBy(
            () ->
                destination("crm.keyless", postgres.url())
                    .deliver(send("('k0', 'add', 'p0-x')"), new Receipts()))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("primary key");
  }

  @Test
  void aDatabaseThatIsDownMayBeTriedAgainAndALoginIsCorrected() {
    assertThatThrownBy(
            () -> destination("crm.vip", "jdbc:postgresql://127.0.0.1:1/x").check("phone", FIELDS))
        .isInstanceOf(TransientException.class);
    JdbcDestination stranger =
        new JdbcDestination(
            new DestinationConfig.Jdbc(
                postgres.url(),
                Optional.of("nobody_here"),
                Optional.of(Secret.of("wrong-password")),
                "crm.vip",
                1));
    assertThatThrownBy(() -> stranger.check("phone", FIELDS))
        .isInstanceOf(UsageException.class)
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wrong-password"));
  }

  private static JdbcDestination destination(String table, String url) {
    return new JdbcDestination(
        new DestinationConfig.Jdbc(url, Optional.of(postgres.user()), Optional.empty(), table, 2));
  }

  private Send send(String rows) {
    Dataset<Row> all =
        spark
            .sql("SELECT * FROM VALUES " + rows + " AS t(target_key, change, phone)")
            .selectExpr(
                "*",
                "'gold' AS tier",
                "1 AS decile",
                "CAST('12345678901234.5678' AS DECIMAL(18,4)) AS paid",
                "TIMESTAMP'2026-03-01 08:30:00' AS seen",
                "DATE'2026-03-01' AS day");
    return new Send("vip", 1, LocalDate.of(2026, 3, 1), "phone", all);
  }
}

package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.testkit.Postgres;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table of a real PostgreSQL, by a wall clock, a moment and a number. */
@ExtendWith(SparkExtension.class)
class JdbcSourceTest {

  private static Postgres postgres;

  private final SparkSession spark;
  private final Path folder;

  JdbcSourceTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @BeforeAll
  static void startDatabase(@TempDir Path data) {
    postgres = new Postgres(data);
    postgres.execute(
        "CREATE TABLE orders (id BIGINT, sold_at TIMESTAMP, booked TIMESTAMPTZ, paid NUMERIC(18,4),"
            + " note JSONB)");
    sold(1, "2026-03-01 09:30:00.123456", "12345678901234.5678");
    sold(2, "2026-03-02 23:59:59.999999", "2");
    sold(3, "2026-03-03 00:00:00", "-3");
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  private static void sold(long id, String at, String paid) {
    postgres.execute(
        "INSERT INTO orders VALUES ("
            + id
            + ", '"
            + at
            + "', '"
            + at
            + "+08', "
            + paid
            + ", '{\"till\": 4}')");
  }

  @Test
  void aNumberThatGrowsIsAMarkTooAndAQueryATable() {
    TrialLake lake =
        lake(
            "numbers",
            "sources.orders.table=\"\"",
            "sources.orders.jdbc.query=\"SELECT * FROM orders WHERE id <> 2 AND id < 100\"",
            "sources.orders.mark=id");
    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(2, 1, 0, 1));
    assertThat(lake.ingest().read()).isZero();
    sold(99, "2026-02-01 10:00:00", "1");
    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(1, 1, 0, 0));
    postgres.execute("DELETE FROM orders WHERE id = 99");
  }

  @Test
  void whatIsWrongWithTheDatabaseIsSaid() {
    assertThatThrownBy(
            () -> lake("a", "sources.orders.mark=sold_at", "sources.orders.table=ordres").ingest())
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("ordres");
    assertThatThrownBy(
            () ->
                lake(
                        "b",
                        "sources.orders.mark=sold_at",
                        "sources.orders.jdbc.url=\"jdbc:postgresql://127.0.0.1:1/x\"")
                    .ingest())
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("orders");
    assertThatThrownBy(
            () ->
                lake(
                        "c",
                        "sources.orders.mark=sold_at",
                        "sources.orders.jdbc.url=\"jdbc:nosuch://x\"")
                    .ingest())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--jars");
    assertThatThrownBy(() -> lake("d", "sources.orders.mark=paid").ingest())
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("decimal(18,4)");
    assertThatThrownBy(() -> lake("e").ingest()).hasMessageContaining("mark is empty");
    assertThatThrownBy(
            () ->
                lake("f", "sources.orders.mark=id", "sources.orders.jdbc.password=literal")
                    .ingest())
        .hasMessageContaining("sources.orders.jdbc.password")
        .hasMessageContaining("environment");
  }

  private TrialLake lake(String name, String... more) {
    return TrialLake.of(
            spark,
            folder.resolve(name),
            "sources.orders.format=jdbc",
            "sources.orders.table=orders",
            "sources.orders.jdbc.url=\"" + postgres.url() + "\"",
            "sources.orders.jdbc.user=" + postgres.user(),
            "sources.orders.channel=store",
            "sources.orders.zone=Asia/Shanghai",
            "sources.orders.select={event_id=id, event_name=\"'purchase'\", event_time=sold_at,"
                + " received_at=booked, amount=paid}")
        .with(more);
  }
}

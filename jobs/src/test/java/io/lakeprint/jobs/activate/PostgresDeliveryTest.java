package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.LogLines;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Activation to a table of a real PostgreSQL. */
class PostgresDeliveryTest extends DeliveryScenario<MortalPostgres> {

  private static final String WRONG = "wrong-p4ss-of-the-crm";

  PostgresDeliveryTest(SparkSession spark, @TempDir Path folder) {
    super(spark, folder, new MortalPostgres(folder.resolve("postgres")));
    // A few rows would be one transaction, of which nothing arrives or all.
    spark.conf().set("spark.sql.adaptive.coalescePartitions.enabled", "false");
    lake.environment("CRM_PASSWORD", MortalPostgres.PASSWORD);
  }

  @Test
  void whatIsWrongIsToldInWordsAndTheRunAfterItIsMendedGoesOn() {
    lake.people("ann gold 0", "bob gold 1");
    assertThatThrownBy(
            () ->
                lake.run(
                    DAY,
                    "activations.destinations.crm.jdbc.url=\"jdbc:postgresql://127.0.0.1:1/x\""))
        .isInstanceOfSatisfying(
            TransientException.class, e -> assertThat(e.exitCode()).isEqualTo(5))
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("Run the same command again");
    lake.environment("CRM_PASSWORD", WRONG);
    try (LogLines log = LogLines.of("io.lakeprint")) {
      assertThatThrownBy(() -> lake.run(DAY))
          .isInstanceOfSatisfying(UsageException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining("password")
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(WRONG));
      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains("ACTIVATION_DATABASE_LOGIN"))
          .allSatisfy(line -> assertThat(line).doesNotContain(WRONG));
    }
    assertThat(receiver.changes()).isEmpty();

    lake.environment("CRM_PASSWORD", MortalPostgres.PASSWORD);
    lake.run(DAY);
    assertThat(receiver.contacts()).isEqualTo(Map.of(PHONE + 0, "gold", PHONE + 1, "gold"));
    assertThat(receiver.changes()).hasSize(2);
    theTableIsChangedBetweenTwoRuns();
  }

  private void theTableIsChangedBetweenTwoRuns() {
    lake.people("ann red 0", "bob red 1", "cat blue 2");
    receiver.execute("ALTER TABLE crm.vip RENAME COLUMN tier TO grade");
    assertThatThrownBy(() -> lake.run(DAY.plusDays(1)))
        .isInstanceOfSatisfying(
            InputContractException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
        .hasMessageContaining("tier")
        .hasMessageContaining("crm.vip is not, or no longer, as the activation needs it");
    assertThat(lake.states()).as("nothing was begun").containsOnly("sent");

    receiver.execute("ALTER TABLE crm.vip RENAME COLUMN grade TO tier");
    receiver.execute("ALTER TABLE crm.vip ALTER COLUMN tier TYPE INT USING 0");
    assertThatThrownBy(() -> lake.run(DAY.plusDays(1)))
        .isInstanceOfSatisfying(
            InputContractException.class, e -> assertThat(e.exitCode()).isEqualTo(3))
        .hasMessageContaining("type integer")
        .satisfies(
            e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(PHONE, "red", "blue"));
    assertThat(receiver.changes()).isEmpty();

    receiver.execute("ALTER TABLE crm.vip ALTER COLUMN tier TYPE TEXT");
    assertThat(lake.run(DAY.plusDays(2)).notes())
        .containsExactly(
            "vip_crm: an interrupted send is finished; 1 added, 2 changed, 0 removed at crm in send"
                + " 2 (1 batches)",
            "vip_crm: 3 people, 3 targets of type phone; nothing to send");
    assertThat(receiver.contacts())
        .isEqualTo(Map.of(PHONE + 0, "red", PHONE + 1, "red", PHONE + 2, "blue"));
    assertThat(receiver.changes()).hasSize(3);
  }
}

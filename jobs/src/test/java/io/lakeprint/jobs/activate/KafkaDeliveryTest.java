package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.KafkaBroker;
import io.lakeprint.testkit.LogLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Activation to a topic of a real broker. */
class KafkaDeliveryTest extends DeliveryScenario<MortalKafka> {

  private static final String KAFKA = "activations.destinations.crm.kafka.";
  private static final String WRONG = "wr0ng-one-of-the-crm";

  KafkaDeliveryTest(SparkSession spark, @TempDir Path folder) {
    super(spark, folder, new MortalKafka(folder.resolve("kafka")));
  }

  @Test
  void whatIsWrongIsToldInWordsAndTheRunAfterItIsMendedGoesOn() {
    lake.people("ann gold 0", "bob gold 1");
    assertThatThrownBy(() -> lake.run(DAY, KAFKA + "topic=not_there"))
        .isInstanceOfSatisfying(
            TransientException.class, e -> assertThat(e.exitCode()).isEqualTo(5))
        .hasMessageContaining("not_there")
        .hasMessageContaining("the topic is not there");
    assertThatThrownBy(() -> lake.run(DAY, KAFKA + "servers=\"127.0.0.1:1\""))
        .isInstanceOfSatisfying(
            TransientException.class, e -> assertThat(e.exitCode()).isEqualTo(5))
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("Run the same command again");
    try (LogLines log = LogLines.of("io.lakeprint", "org.apache.kafka")) {
      assertThatThrownBy(() -> lake.run(DAY, login(WRONG)))
          .isInstanceOfSatisfying(UsageException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining("does not accept who is calling")
          .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(WRONG));
      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains("ACTIVATION_KAFKA_LOGIN"))
          .anySatisfy(line -> assertThat(line).contains("sasl.jaas.config = [hidden]"))
          .allSatisfy(line -> assertThat(line).doesNotContain(WRONG));
    }
    assertThat(receiver.changes()).isEmpty();
    assertThat(lake.states()).containsExactly("pending", "pending");

    assertThat(lake.run(DAY, login(KafkaBroker.PASSWORD)).notes())
        .first()
        .asString()
        .startsWith("vip_crm: an interrupted send is finished; 2 added");
    assertThat(receiver.changes()).hasSize(2);
    assertThat(receiver.contacts()).isEqualTo(Map.of(PHONE + 0, "gold", PHONE + 1, "gold"));
    assertThat(lake.deliveries())
        .isEqualTo(List.of("1 0 delivered 2", "1 0 failed 2", "1 0 failed 2", "1 0 failed 2"));
  }

  private String[] login(String password) {
    lake.environment(
        "CRM_LOGIN",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + KafkaBroker.USER
            + "\" password=\""
            + password
            + "\";");
    return new String[] {
      KAFKA + "servers=\"" + receiver.loginServers() + "\"",
      KAFKA + "options={\"security.protocol\"=SASL_PLAINTEXT, \"sasl.mechanism\"=PLAIN}",
      KAFKA + "secret-options={\"sasl.jaas.config\"=${?CRM_LOGIN}}"
    };
  }
}

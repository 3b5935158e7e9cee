package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.TransientException;
import io.lakeprint.testkit.KafkaBroker;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A topic of a real broker. */
@ExtendWith(SparkExtension.class)
class KafkaDestinationTest {

  @Test
  void everyTargetIsAMessageThatSaysTheSameInEveryTry(SparkSession spark, @TempDir Path folder) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT * FROM VALUES ('k0', 'add', 'p0', 'gold'), ('k1', 'remove', 'p1', NULL)"
                + " AS t(target_key, change, phone, tier)");
    Send send = new Send("vip", 3, LocalDate.of(2026, 3, 1), "phone", rows);
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"))) {
      broker.createTopic("audience", 2);
      KafkaDestination destination = destination(broker.servers(), "audience");
      Receipts receipts = new Receipts();
      destination.deliver(send, receipts);
      destination.deliver(send, receipts);

      List<String> messages =
          spark
              .read()
              .format("kafka")
              .option("kafka.bootstrap.servers", broker.servers())
              .option("subscribe", "audience")
              .option("includeHeaders", true)
              .load()
              .selectExpr(
                  "concat_ws(' ', CAST(key AS STRING), headers[0].key,"
                      + " CAST(headers[0].value AS STRING), CAST(value AS STRING))")
              .collectAsList()
              .stream()
              .map(row -> row.getString(0))
              .sorted()
              .toList();
      String first =
          "k0 idempotency-key vip-3-k0 {\"activation\":\"vip\",\"send\":3,"
              + "\"as_of\":\"2026-03-01\",\"change\":\"add\",\"phone\":\"p0\",\"tier\":\"gold\"}";
      String second =
          "k1 idempotency-key vip-3-k1 {\"activation\":\"vip\",\"send\":3,"
              + "\"as_of\":\"2026-03-01\",\"change\":\"remove\",\"phone\":\"p1\",\"tier\":null}";
      assertThat(messages).containsExactly(first, first, second, second);
      assertThat(receipts.all()).extracting(Receipts.Receipt::targets).containsExactly(2L, 2L);

      assertThatThrownBy(
              () -> destination(broker.servers(), "no_such_topic").deliver(send, receipts))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("no_such_topic");
    }
  }

  private static KafkaDestination destination(String servers, String topic) {
    return new KafkaDestination(
        new DestinationConfig.Kafka(servers, topic, Map.of("max.block.ms", "2000"), Map.of()));
  }
}

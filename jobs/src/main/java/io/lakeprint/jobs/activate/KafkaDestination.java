package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.lakeprint.common.tables.OutboxTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A topic with a message per target. The key is the target's, so that what is said of one target
 * stays in order and a compacted topic keeps the last word; the header {@code idempotency-key} is
 * the same in every try, for consumers that want each message once.
 *
 * @param config the topic
 */
record KafkaDestination(DestinationConfig.Kafka config) implements Destination {

  private static final String IDEMPOTENCY_KEY = "idempotency-key";

  /** A topic takes every message; whether it is there shows when the first is sent. */
  @Override
  public void check(String target, StructType fields) {}

  @Override
  public void deliver(Send send, Receipts receipts) {
    long targets = send.rows().agg(count(lit(1))).head().getLong(0);
    String key = send.activation() + "-" + send.number();
    try {
      messages(send).write().format("kafka").options(options()).save();
    } catch (Exception e) {
      RuntimeException known = translated(e);
      receipts.failed(targets, 1, key, known.getClass().getSimpleName());
      throw known;
    }
    receipts.delivered(targets, 1, key, config.topic());
  }

  /** Rows as Spark's sink takes them. */
  private static Dataset<Row> messages(Send send) {
    List<Column> value =
        new ArrayList<>(
            List.of(
                lit(send.activation()).as("activation"),
                lit(send.number()).as("send"),
                lit(send.asOf().toString()).as("as_of")));
    for (String name : send.rows().columns()) {
      if (!name.equals(OutboxTable.TARGET_KEY.name())) {
        value.add(col(name));
      }
    }
    Column key = concat(lit(send.activation() + "-" + send.number() + "-"), targetKey());
    return send.rows()
        .select(
            targetKey().as("key"),
            to_json(struct(value.toArray(Column[]::new)), Map.of("ignoreNullFields", "false"))
                .as("value"),
            array(struct(lit(IDEMPOTENCY_KEY).as("key"), key.cast("binary").as("value")))
                .as("headers"));
  }

  private static Column targetKey() {
    return OutboxTable.TARGET_KEY.col();
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("kafka.max.block.ms", "30000");
    config.options().forEach((name, value) -> options.put("kafka." + name, value));
    config.secretOptions().forEach((name, value) -> options.put("kafka." + name, value.reveal()));
    options.put("kafka.bootstrap.servers", config.servers());
    options.put("topic", config.topic());
    return options;
  }

  private RuntimeException translated(Exception thrown) {
    String says = "";
    boolean stranger = false;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Failed to find data source: kafka")) {
        return ActivationErrors.noKafka();
      }
      if (cause.getClass().getName().startsWith("org.apache.kafka.")) {
        says = message.lines().findFirst().orElse("");
        stranger |= cause.getClass().getName().matches(".*\\.\\w*Auth\\w+Exception");
      }
    }
    if (says.isEmpty()) {
      return thrown instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(thrown.getMessage(), thrown);
    }
    return stranger
        ? ActivationErrors.kafkaLogin(config.servers(), config.topic(), says)
        : ActivationErrors.kafkaDown(config.servers(), config.topic(), says);
  }
}

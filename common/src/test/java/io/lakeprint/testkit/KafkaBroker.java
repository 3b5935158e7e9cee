package io.lakeprint.testkit;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, its own controller, on free ports of loopback; stops with {@link #close}.
 */
public final class KafkaBroker implements AutoCloseable {

  /** Who may use the listener that asks for a login (SASL PLAIN). */
  public static final String USER = "sender";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "right";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Where it listens.
   *
   * @param open for everybody
   * @param login for who logs in
   * @param controller for itself
   */
  record Ports(int open, int login, int controller) {

    static Ports free() {
      return new Ports(Loopback.freePort(), Loopback.freePort(), Loopback.freePort());
    }
  }

  private final KafkaRaftServer server;
  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;

  private KafkaBroker(KafkaRaftServer server, String servers) {
    this.server = server;
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Starts one that keeps its log below {@code folder}. */
  public static KafkaBroker start(Path folder) {
    return start(folder, Ports.free(), Map.of());
  }

  /** The same on given ports and with more settings; one that was there goes on with its log. */
  static KafkaBroker start(Path folder, Ports ports, Map<String, String> more) {
    String clients =
        "PLAINTEXT://127.0.0.1:" + ports.open() + ",LOGIN://127.0.0.1:" + ports.login();
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.controller()),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listeners", clients + ",CONTROLLER://127.0.0.1:" + ports.controller()),
            Map.entry("advertised.listeners", clients),
            Map.entry(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT"),
            Map.entry("sasl.enabled.mechanisms", "PLAIN"),
            Map.entry(
                "listener.name.login.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_"
                    + USER
                    + "=\""
                    + PASSWORD
                    + "\";"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("log.dirs", folder.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // It deletes nothing, and need not set 128 MB aside for it.
            Map.entry("log.cleaner.enable", "false")));
    settings.putAll(more);
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(folder);
    }
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, "127.0.0.1:" + ports.open());
  }

  private static void format(Path folder) {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + folder, e);
    }
  }

  /** host:port of the broker. */
  public String servers() {
    return servers;
  }

  /** Makes a topic and waits for it. */
  public void createTopic(String name, int partitions) {
    createTopic(servers, name, partitions);
  }

  static void createTopic(String servers, String name, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
    }
  }

  /** Writes one message and waits for it; without value it is a tombstone. */
  public void send(String topic, int partition, @Nullable String key, @Nullable String value) {
    await(producer.send(new ProducerRecord<>(topic, partition, bytes(key), bytes(value))));
  }

  @Override
  public void close() {
    producer.close();
    server.shutdown();
    server.awaitShutdown();
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> void await(java.util.concurrent.Future<T> future) {
    try {
      future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.lakeprint.jobs.activate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.testkit.KafkaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic of a real broker, and a consumer that keeps the last message of each target. Of a
 * delivery in which it is to die the broker acknowledges the first message and is killed before the
 * second is sent to it.
 */
final class MortalKafka implements MortalReceiver {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TopicPartition AUDIENCE = new TopicPartition("audience", 0);

  /** Who is killed by the next acknowledgement; the interceptor is made by Kafka. */
  private static final AtomicReference<KafkaProcess> DOOMED = new AtomicReference<>();

  private final KafkaProcess broker;
  private int told;

  MortalKafka(Path folder) {
    broker = KafkaProcess.start(folder);
    broker.createTopic(AUDIENCE.topic(), 1);
  }

  /** Runs in the thread that sends: while it kills, nothing goes out. */
  public static final class Killer implements ProducerInterceptor<byte[], byte[]> {

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> message) {
      return message;
    }

    @Override
    public void onAcknowledgement(RecordMetadata place, Exception failure) {
      KafkaProcess doomed = failure == null ? DOOMED.getAndSet(null) : null;
      if (doomed != null) {
        doomed.kill();
      }
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
  }

  /** One message in a request, one request at a time, and little patience. */
  @Override
  public String destination() {
    return "{kafka={servers=\""
        + broker.servers()
        + "\", topic="
        + AUDIENCE.topic()
        + ", options={\"interceptor.classes\"=\""
        + Killer.class.getName()
        + "\", \"batch.size\"=\"0\", \"linger.ms\"=\"0\","
        + " \"max.in.flight.requests.per.connection\"=\"1\","
        + " \"max.block.ms\"=\"3000\", \"request.timeout.ms\"=\"1000\","
        + " \"delivery.timeout.ms\"=\"2000\", \"reconnect.backoff.max.ms\"=\"100\"}}}";
  }

  /** Where it asks for a login. */
  String loginServers() {
    return broker.loginServers();
  }

  @Override
  public void dieInDelivery() {
    DOOMED.set(broker);
  }

  @Override
  public void startAgain() {
    broker.startAgain();
  }

  @Override
  public Map<String, String> contacts() {
    Map<String, JsonNode> last = new TreeMap<>();
    messages().forEach(message -> last.put(message.key(), json(message)));
    Map<String, String> contacts = new TreeMap<>();
    last.values().stream()
        .filter(contact -> !contact.path("change").asText().equals("remove"))
        .forEach(
            contact -> contacts.put(contact.path("phone").asText(), contact.path("tier").asText()));
    return contacts;
  }

  /** A message that came twice is one change: its key and all that it says are the same. */
  @Override
  public List<String> changes() {
    Map<String, String> once = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> message : messages()) {
      String key =
          new String(
              message.headers().lastHeader("idempotency-key").value(), StandardCharsets.UTF_8);
      String before = once.putIfAbsent(key, message.key() + " " + message.value());
      if (before != null && !before.equals(message.key() + " " + message.value())) {
        throw new IllegalStateException(key + " was said in two ways");
      }
    }
    List<String> changes =
        once.values().stream()
            .skip(told)
            .map(said -> json(said.substring(said.indexOf(' ') + 1)))
            .map(said -> said.path("change").asText() + " " + said.path("phone").asText())
            .toList();
    told += changes.size();
    return changes;
  }

  private List<ConsumerRecord<String, String>> messages() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.servers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(AUDIENCE));
      consumer.seekToBeginning(List.of(AUDIENCE));
      long end = consumer.endOffsets(List.of(AUDIENCE)).getOrDefault(AUDIENCE, 0L);
      List<ConsumerRecord<String, String>> messages = new ArrayList<>();
      while (consumer.position(AUDIENCE) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
      }
      return messages;
    }
  }

  private static JsonNode json(ConsumerRecord<String, String> message) {
    return json(message.value());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}

package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.lakeprint.common.tables.OutboxTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A webhook, told of batches one after the other. Each has an {@code Idempotency-Key} that follows
 * from its send and content, so that a service that keeps keys takes a batch once however often it
 * comes: after a lost answer, or in the run after one that was killed.
 *
 * @param config the service
 */
record HttpDestination(DestinationConfig.Http config) implements Destination {

  private static final String RECORD = "_record";

  /** A batch with whom it is about. */
  private record Batch(long number, List<String> keys, List<String> records) {}

  /** A service can only be asked by being told. */
  @Override
  public void check(String target, StructType fields) {}

  @Override
  public void deliver(Send send, Receipts receipts) {
    Requests requests = new Requests(client(), config, Pace.REAL);
    List<String> keys = new ArrayList<>();
    List<String> records = new ArrayList<>();
    long number = 0;
    // In order, one partition at a time: the same batches in every try.
    Iterator<Row> rows = send.rows().select(key(), record(send)).toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      keys.add(row.getString(0));
      records.add(row.getString(1));
      if (keys.size() == config.batchSize() || !rows.hasNext()) {
        deliver(send, new Batch(number++, keys, records), requests, receipts);
        keys.clear();
        records.clear();
      }
    }
  }

  private void deliver(Send send, Batch batch, Requests requests, Receipts receipts) {
    String key = idempotencyKey(send, batch);
    Requests.Answer answer = requests.post(request(send, batch, key));
    long targets = batch.keys().size();
    switch (answer.verdict()) {
      case TAKEN -> receipts.delivered(targets, answer.attempts(), key, answer.detail());
      case REFUSED -> {
        receipts.refused(List.copyOf(batch.keys()), answer.attempts(), key, answer.detail());
        if (receipts.refusedBatches() > config.maxRefused()) {
          throw ActivationErrors.serviceRefuses(config.url(), config.maxRefused(), answer.detail());
        }
      }
      case NOT_ALLOWED -> {
        receipts.failed(targets, answer.attempts(), key, answer.detail());
        throw ActivationErrors.serviceLogin(config.url(), answer.status());
      }
      case UNAVAILABLE -> {
        receipts.failed(targets, answer.attempts(), key, answer.detail());
        throw ActivationErrors.serviceDown(config.url(), config.attempts(), answer.detail());
      }
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  }

  private HttpRequest request(Send send, Batch batch, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(config.url()))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body(send, batch), StandardCharsets.UTF_8));
    config.headers().forEach(request::header);
    config.secretHeaders().forEach((name, value) -> request.header(name, value.reveal()));
    config.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
    return request.build();
  }

  private static String body(Send send, Batch batch) {
    return "{\"activation\":\""
        + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(send.activation()))
        + "\",\"send\":"
        + send.number()
        + ",\"batch\":"
        + batch.number()
        + ",\"as_of\":\""
        + send.asOf()
        + "\",\"records\":["
        + String.join(",", batch.records())
        + "]}";
  }

  private static Column key() {
    return OutboxTable.TARGET_KEY.col();
  }

  private static Column record(Send send) {
    Column[] all =
        Arrays.stream(send.rows().columns())
            .filter(name -> !name.equals(OutboxTable.TARGET_KEY.name()))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return to_json(struct(all), Map.of("ignoreNullFields", "false")).as(RECORD);
  }

  private static String idempotencyKey(Send send, Batch batch) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(
          (send.activation() + "/" + send.number() + "/" + batch.number())
              .getBytes(StandardCharsets.UTF_8));
      batch.records().forEach(record -> hash.update(record.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(hash.digest()).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.lakeprint.jobs.activate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * A service on loopback that keeps contacts and idempotency keys, and fails when it is told to:
 * what it holds is what a real one would hold.
 */
final class Receiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, String> contacts = new TreeMap<>();
  private final Set<String> keys = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final Queue<Integer> answers = new ArrayDeque<>();
  private String authorization = "";
  private boolean closed;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Receiver receiver = new Receiver(server);
      server.createContext("/contacts", receiver::handle);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/contacts";
  }

  /**
   * How the next requests are answered; after them, well. A negative status is sent after the
   * request was heard: the answer is lost, the deed is done.
   */
  synchronized void answer(Integer... statuses) {
    answers.clear();
    answers.addAll(List.of(statuses));
  }

  /** Phone and tier of every contact. */
  synchronized Map<String, String> contacts() {
    return new TreeMap<>(contacts);
  }

  /** What it took since the last time it was asked, as {@code change phone}. */
  synchronized List<String> changes() {
    List<String> taken = changes.stream().sorted().toList();
    changes.clear();
    return taken;
  }

  /** Idempotency key of every request, in order. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized String authorization() {
    return authorization;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    asked.add(key);
    byte[] body = exchange.getRequestBody().readAllBytes();
    Integer next = answers.poll();
    int status = next == null ? 200 : Math.abs(next);
    if ((next == null || next < 0) && keys.add(key)) {
      take(JSON.readTree(body));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void take(JsonNode batch) {
    for (JsonNode contact : batch.path("records")) {
      String change = contact.path("change").asText();
      String phone = contact.path("phone").asText();
      changes.add(change + " " + phone);
      if (change.equals("remove")) {
        contacts.remove(phone);
      } else {
        contacts.put(phone, contact.path("tier").asText());
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      server.stop(0);
    }
  }
}

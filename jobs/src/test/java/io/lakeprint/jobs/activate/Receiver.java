package io.lakeprint.jobs.activate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/**
 * A service on loopback that keeps contacts and idempotency keys, and fails when it is told to:
 * what it holds is what a real one would hold. A key that comes again with another batch it refuses
 * (422). With a file to keep them in it has them again when it is started anew.
 */
final class Receiver implements AutoCloseable {

  /** Hears a request, does nothing and says nothing, with the connection open. */
  static final int SILENT = 0;

  /** Does what it is told, says that it did, and never comes to the end of its answer. */
  static final int STUCK = -1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Optional<Path> kept;
  private final Map<String, String> contacts = new TreeMap<>();
  private final Map<String, String> taken = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private final Queue<Integer> answers = new ArrayDeque<>();
  private final Queue<String> patience = new ArrayDeque<>();
  private String authorization = "";
  private boolean closed;

  private Receiver(HttpServer server, Optional<Path> kept) {
    this.server = server;
    this.kept = kept;
  }

  /** On a free port, with nothing in it. */
  static Receiver start() {
    return start(0, Optional.empty());
  }

  /** On a port that it has had before, with what it has kept. */
  static Receiver again(int port, Path kept) {
    return start(port, Optional.of(kept));
  }

  static Receiver start(int port, Optional<Path> kept) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      Receiver receiver = new Receiver(server, kept);
      receiver.remember();
      server.createContext("/contacts", receiver::handle);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what an earlier life has kept: a line per batch, its key before it. */
  private void remember() throws IOException {
    if (kept.isPresent() && Files.exists(kept.get())) {
      for (String line : Files.readAllLines(kept.get())) {
        int space = line.indexOf(' ');
        String body = line.substring(space + 1);
        if (taken.put(line.substring(0, space), body) != null) {
          throw new IllegalStateException("a batch was kept twice: " + line);
        }
        take(JSON.readTree(body));
      }
    }
  }

  String url() {
    return url(port());
  }

  static String url(int port) {
    return "http://127.0.0.1:" + port + "/contacts";
  }

  int port() {
    return server.getAddress().getPort();
  }

  /**
   * How the next requests are answered; after them, well. A negative status is sent after the
   * request was heard: the answer is lost, the deed is done. {@link #SILENT} and {@link #STUCK} are
   * none.
   */
  synchronized void answer(Integer... statuses) {
    answers.clear();
    answers.addAll(List.of(statuses));
  }

  /** {@code Retry-After} of the next answers. */
  synchronized void askForPatience(String... values) {
    patience.addAll(List.of(values));
  }

  /** Phone and tier of every contact. */
  synchronized Map<String, String> contacts() {
    return new TreeMap<>(contacts);
  }

  /**
   * What it took in this life and those before since the last time it was asked, as {@code change
   * phone}.
   */
  synchronized List<String> changes() {
    List<String> taken = changes.stream().sorted().toList();
    changes.clear();
    return taken;
  }

  /** Idempotency key of every request in this life, in order. */
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
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Integer next = answers.poll();
    int status = next == null ? 200 : Math.abs(next);
    if (next == null || next < 0) {
      String before = taken.putIfAbsent(key, body);
      if (before == null) {
        keep(key, body);
        take(JSON.readTree(body));
      } else if (!before.equals(body)) {
        status = 422;
      }
    }
    if (next != null && next == SILENT) {
      return;
    }
    if (next != null && next == STUCK) {
      exchange.sendResponseHeaders(200, 1);
      return;
    }
    String retryAfter = patience.poll();
    if (retryAfter != null) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void keep(String key, String body) throws IOException {
    if (kept.isPresent()) {
      Files.writeString(
          kept.get(),
          key + " " + body + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
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

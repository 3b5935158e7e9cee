package io.lakeprint.ml;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of MLflow's REST interface (2.0) as telling of runs needs; keeps what it was told. */
public final class MlflowServer implements AutoCloseable {
  private static final String API = "/api/2.0/mlflow/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int refusing;
  private volatile String experiment = "";

  /** What was asked, by whom, with which body. */
  private record Call(String path, String who, String body) {}

  /** Listens on a free port of this machine. */
  public MlflowServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(API, this::answer);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Refuses everything with this status from now on. */
  public void refuse(int status) {
    refusing = status;
  }

  /** There is an experiment, with id 7. */
  public void knows(String name) {
    experiment = name;
  }

  /** Bodies of the calls of this path. */
  public List<String> told(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).map(Call::body).toList();
  }

  /** Who called, each time. */
  public List<String> callers() {
    return calls.stream().map(Call::who).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(API.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String who = exchange.getRequestHeaders().getFirst("Authorization");
      calls.add(new Call(path, who == null ? "" : who, body));
      boolean unknown = path.equals("experiments/get-by-name") && experiment.isEmpty();
      int status = refusing > 0 ? refusing : unknown ? 404 : 200;
      byte[] said = said(path, status).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, said.length);
      exchange.getResponseBody().write(said);
    }
  }

  private String said(String path, int status) {
    if (status == 404) {
      return "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such experiment\"}";
    }
    if (status != 200) {
      return "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"closed for today\"}";
    }
    return Map.of(
            "experiments/get-by-name",
            "{\"experiment\": {\"experiment_id\": \"7\", \"name\": \"" + experiment + "\"}}",
            "experiments/create",
            "{\"experiment_id\": \"8\"}",
            "runs/create",
            "{\"run\": {\"info\": {\"run_id\": \"r1\", \"experiment_id\": \"8\"}}}")
        .getOrDefault(path, "{}");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

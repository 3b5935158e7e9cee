package io.lakeprint.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A headless Chromium that a test drives, through the DevTools protocol that it speaks on a web
 * socket of loopback: what the JDK and Jackson bring is enough. It notes every console error, every
 * uncaught exception and every request.
 */
public final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Path folder;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Void>> moments = new ConcurrentHashMap<>();

  private Browser(Path folder, Process process, URI page) {
    this.folder = folder;
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  /**
   * Starts one whose profile and downloads go below {@code folder}.
   *
   * @throws TestAbortedException where there is no Chromium, so that the test counts as skipped
   * @throws AssertionError instead when {@code CI=true}
   */
  public static Browser start(Path folder) {
    try {
      Process process =
          new ProcessBuilder(
                  Programs.find("Chromium", NAMES, Stream.empty()).toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--disable-extensions",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--no-first-run",
                  "--hide-scrollbars",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + folder.resolve("profile"),
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("chromium.log").toFile())
              .start();
      Browser browser = new Browser(folder, process, page(folder, process));
      Stream.of("Page", "Runtime", "Log", "Network")
          .forEach(part -> browser.send(part + ".enable"));
      browser.send(
          "Browser.setDownloadBehavior",
          "behavior",
          "allow",
          "downloadPath",
          folder.resolve("downloads").toString());
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a file and waits until it is loaded. */
  public void open(Path file) {
    problems.clear();
    requests.clear();
    CompletableFuture<Void> loaded = new CompletableFuture<>();
    moments.put("Page.loadEventFired", loaded);
    send("Page.navigate", "url", file.toUri().toString());
    get(loaded);
  }

  /** Makes the window so large, in CSS pixels. */
  public void size(int width, int height, boolean mobile) {
    send(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        mobile);
  }

  /** What the system prefers: {@code light} or {@code dark}. */
  public void prefer(String scheme) {
    ObjectNode feature =
        JSON.createObjectNode().put("name", "prefers-color-scheme").put("value", scheme);
    send("Emulation.setEmulatedMedia", "features", JSON.createArrayNode().add(feature));
  }

  /** The value of an expression; a promise is waited for. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            "expression",
            expression,
            "awaitPromise",
            true,
            "returnByValue",
            true);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  public void await(String expression) {
    evaluate(
        "new Promise((done, failed) => { const end = Date.now() + 30000; const look = () => { if ("
            + expression
            + ") done(); else if (Date.now() > end) failed(new Error('never'));"
            + " else setTimeout(look, 20); }; look(); })");
  }

  /** Presses Enter as a person does. */
  public void pressEnter() {
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          "type",
          type,
          "key",
          "Enter",
          "code",
          "Enter",
          "windowsVirtualKeyCode",
          13,
          "text",
          "\r");
    }
  }

  /** A picture of the window, or of the whole page. */
  public void screenshot(Path png, boolean wholePage) {
    JsonNode picture = send("Page.captureScreenshot", "captureBeyondViewport", wholePage);
    try {
      Files.createDirectories(png.toAbsolutePath().getParent());
      Files.write(png, Base64.getDecoder().decode(picture.path("data").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page as it prints. */
  public byte[] print() {
    JsonNode printed = send("Page.printToPDF", "printBackground", false);
    return Base64.getDecoder().decode(printed.path("data").asText());
  }

  /** A file that the page gave to download, once it is there whole. */
  public Path downloaded(String name) {
    Path file = folder.resolve("downloads").resolve(name);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no download " + name);
      }
      pause();
    }
    return file;
  }

  /** Console errors, warnings and uncaught exceptions since the page was opened. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Addresses asked for since the page was opened. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode send(String method, Object... parameters) {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    ObjectNode given = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      given.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode told = get(answer);
    if (told.has("error")) {
      throw new AssertionError(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  private void hear(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
      return;
    }
    String method = message.path("method").asText();
    JsonNode told = message.path("params");
    switch (method) {
      case "Runtime.exceptionThrown" -> problems.add(told.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(told.path("type").asText())) {
          problems.add(told.path("args").toString());
        }
      }
      case "Log.entryAdded" -> problems.add(told.path("entry").toString());
      case "Network.requestWillBeSent" -> requests.add(told.path("request").path("url").asText());
      default -> {}
    }
    CompletableFuture<Void> moment = moments.remove(method);
    if (moment != null) {
      moment.complete(null);
    }
  }

  /** The address of the first tab, which a starting Chromium writes into its profile. */
  private static URI page(Path folder, Process process) throws IOException {
    Path port = folder.resolve("profile").resolve("DevToolsActivePort");
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError(
            "Chromium did not start: " + Files.readString(folder.resolve("chromium.log")));
      }
      pause();
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
    try {
      HttpResponse<String> tabs =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
      for (JsonNode tab : JSON.readTree(tabs.body())) {
        if (tab.path("type").asText().equals("page")) {
          return URI.create(tab.path("webSocketDebuggerUrl").asText());
        }
      }
      throw new AssertionError("Chromium has no tab: " + tabs.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Chromium does not answer", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Puts the parts of a message together. */
  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          hear(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          text.setLength(0);
        }
      }
      from.request(1);
      return null;
    }
  }
}

package io.lakeprint.launcher;

import io.lakeprint.testkit.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A Spark master and one worker as processes of their own on the loopback interface, from a Spark
 * home that {@code bin/lakeprint} made.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final Path sparkHome;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String url;

  /** Starts both and waits until the worker is registered. */
  StandaloneCluster(Path sparkHome, Path folder) throws IOException, InterruptedException {
    this.sparkHome = sparkHome;
    this.folder = Files.createDirectories(folder);
    int port = Loopback.freePort();
    url = "spark://127.0.0.1:" + port;
    try {
      Path master =
          start(
              "org.apache.spark.deploy.master.Master",
              List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0"));
      await(master, "I have been elected leader");
      Path worker =
          start(
              "org.apache.spark.deploy.worker.Worker",
              List.of(
                  "--host",
                  "127.0.0.1",
                  "--webui-port",
                  "0",
                  "--cores",
                  "3",
                  "--memory",
                  "4g",
                  "--work-dir",
                  folder.resolve("work").toString(),
                  url));
      await(worker, "Successfully registered with master");
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What {@code --master} takes. */
  String url() {
    return url;
  }

  private Path start(String daemon, List<String> arguments) throws IOException {
    Path log = folder.resolve(daemon.substring(daemon.lastIndexOf('.') + 1) + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(sparkHome.resolve("jars") + "/*");
    command.add(daemon);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    processes.add(builder.start());
    return log;
  }

  private void await(Path log, String line) throws IOException, InterruptedException {
    Instant until = Instant.now().plus(START);
    while (!Files.readString(log).contains(line)) {
      if (Instant.now().isAfter(until) || !processes.get(processes.size() - 1).isAlive()) {
        throw new IllegalStateException(
            "no '" + line + "' in " + log + ":\n" + Files.readString(log));
      }
      Thread.sleep(200);
    }
  }

  /** Ends worker and master, and with them what they started. */
  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}

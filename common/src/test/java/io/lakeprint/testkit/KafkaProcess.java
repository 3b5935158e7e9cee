package io.lakeprint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@link KafkaBroker} in a process of its own, which may be killed and started again. */
public final class KafkaProcess implements AutoCloseable {

  private final Path folder;
  private final KafkaBroker.Ports ports = KafkaBroker.Ports.free();
  private Process process;

  private KafkaProcess(Path folder) throws IOException {
    this.folder = folder;
    this.process = launch();
  }

  /** The process: folder, file that says it is there, and ports. Ends with who started it. */
  public static void main(String[] arguments) throws IOException {
    KafkaBroker broker =
        KafkaBroker.start(
            Path.of(arguments[0]),
            new KafkaBroker.Ports(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4])),
            // One that was killed is not let in again before its session is over.
            Map.of("broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "200"));
    Files.createFile(Path.of(arguments[1]));
    while (System.in.read() >= 0) {
      // Nobody writes: it ends where the other side is gone.
    }
    broker.close();
  }

  /** Starts one that keeps its log below {@code folder}; takes some seconds. */
  public static KafkaProcess start(Path folder) {
    try {
      KafkaProcess started = new KafkaProcess(folder);
      started.waitUntilThere();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    Files.deleteIfExists(there());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KafkaProcess.class.getName(),
            folder.toString(),
            there().toString(),
            String.valueOf(ports.open()),
            String.valueOf(ports.login()),
            String.valueOf(ports.controller()))
        .redirectErrorStream(true)
        .redirectOutput(beside(".log").toFile())
        .start();
  }

  private Path there() {
    return beside(".there");
  }

  private Path beside(String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }

  private void waitUntilThere() throws IOException {
    try {
      while (!Files.exists(there())) {
        if (!process.isAlive()) {
          throw new IllegalStateException("it did not start: " + Files.readString(beside(".log")));
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** host:port of the broker. */
  public String servers() {
    return "127.0.0.1:" + ports.open();
  }

  /** The same for who logs in as {@link KafkaBroker#USER}. */
  public String loginServers() {
    return "127.0.0.1:" + ports.login();
  }

  /** Makes a topic and waits for it. */
  public void createTopic(String name, int partitions) {
    KafkaBroker.createTopic(servers(), name, partitions);
  }

  /** Kills it ({@code kill -9}) and waits until it is dead. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts one that was killed, on its port and with its log. */
  public void startAgain() {
    try {
      process = launch();
      waitUntilThere();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

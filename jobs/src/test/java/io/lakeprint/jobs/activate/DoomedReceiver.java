package io.lakeprint.jobs.activate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Receiver} in a process of its own, killed ({@code kill -9}) when it has taken one batch
 * more than it answers: the deed is done, and nobody says so.
 */
final class DoomedReceiver implements AutoCloseable {

  private static final String END = "\n";

  private final Process process;
  private final int port;

  private DoomedReceiver(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The process: the file to keep batches in, and how many to answer. Ends with who started it. */
  public static void main(String[] arguments) throws IOException {
    Receiver receiver = Receiver.start(0, Optional.of(Path.of(arguments[0])));
    List<Integer> answers =
        new ArrayList<>(Collections.nCopies(Integer.parseInt(arguments[1]), -200));
    answers.add(Receiver.STUCK);
    receiver.answer(answers.toArray(new Integer[0]));
    Files.writeString(portFile(Path.of(arguments[0])), receiver.port() + END);
    while (System.in.read() >= 0) {
      // Nobody writes: it ends where the other side is gone.
    }
    receiver.close();
  }

  /**
   * Starts it.
   *
   * @param kept file that is to keep what it takes; not there yet
   * @param answered how many batches it takes and answers before the one that it is killed after
   */
  static DoomedReceiver start(Path kept, int answered) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedReceiver.class.getName(),
                kept.toString(),
                String.valueOf(answered))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int port = port(process, portFile(kept));
    Thread killer = new Thread(() -> killAfter(process, kept, answered + 1), "killer");
    killer.setDaemon(true);
    killer.start();
    return new DoomedReceiver(process, port);
  }

  private static Path portFile(Path kept) {
    return kept.resolveSibling(kept.getFileName() + ".port");
  }

  private static int port(Process process, Path file) throws IOException, InterruptedException {
    while (!Files.exists(file) || !Files.readString(file).endsWith(END)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("it did not start: exit code " + process.exitValue());
      }
      Thread.sleep(5);
    }
    return Integer.parseInt(Files.readString(file).strip());
  }

  private static void killAfter(Process process, Path kept, int batches) {
    try {
      while (process.isAlive() && batches(kept) < batches) {
        Thread.sleep(5);
      }
      process.destroyForcibly();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long batches(Path kept) throws IOException {
    return Files.exists(kept)
        ? Files.readString(kept).chars().filter(letter -> letter == '\n').count()
        : 0;
  }

  int port() {
    return port;
  }

  String url() {
    return Receiver.url(port);
  }

  /** Waits until it is dead: its port is free again. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

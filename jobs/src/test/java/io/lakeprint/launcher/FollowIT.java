package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.LauncherProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real run that follows its source: it reads, lets others in, and ends when it is told to. */
class FollowIT {

  private static final long LIMIT_SECONDS = 180;

  @Test
  void readsWhatArrivesYieldsInBetweenAndEndsWellOnSigterm(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Path log = folder.resolve("lake/events/events/_delta_log");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    deliver(files, "1");
    String[] settings = {
      "--set",
      "privacy.demo-secret=true",
      "--set",
      "lake.root=" + folder.resolve("lake"),
      "--set",
      "sources.web={format=text, channel=web, path=\"" + files + "\"}",
      "--set",
      "sources.web.select={event_id=value, event_name=\"'open'\","
          + " event_time=\"'2026-03-01T10:00:00Z'\"}"
    };
    LauncherProcess launcher = new LauncherProcess(folder);
    LauncherProcess.Result dry = launcher.run(with(settings, "ingest", "--dry-run"));
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.err()).contains("events.events: 1 rows computed, not written");
    assertThat(log).as("a dry run").doesNotExist();

    Process process =
        launcher.start(out, err, with(settings, "ingest", "--follow", "--interval", "1 second"));
    try {
      await(process, () -> Files.exists(log.resolve("00000000000000000001.json")));
      deliver(files, "2");
      await(process, () -> Files.exists(log.resolve("00000000000000000002.json")));

      Path lease = folder.resolve("lake/_lakeprint/leases/ops.source_files.lease");
      try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE)) {
        FileLock[] held = new FileLock[1];
        await(process, () -> (held[0] = tryLock(channel)) != null);
      }
      deliver(files, "3");
      await(process, () -> Files.exists(log.resolve("00000000000000000003.json")));

      process.destroy();
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readString(err))
          .contains("3 records = 3 accepted + 0 duplicate + 0 rejected");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String[] with(String[] settings, String... command) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(settings)).toArray(String[]::new);
  }

  /** Whole at once, as every delivery should be. */
  private static void deliver(Path files, String line) throws IOException {
    Path fresh = Files.writeString(files.resolve("." + line), line + "\n");
    Files.move(fresh, files.resolve(line + ".txt"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock();
  }

  /** Something that becomes true. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Process process, Condition condition) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
    while (!condition.holds()) {
      assertThat(process.isAlive()).as("still running").isTrue();
      assertThat(System.nanoTime()).as("within %s s", LIMIT_SECONDS).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}

package io.lakeprint.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases as files, where creating one is exclusive, as on HDFS; RunIT has them on HDFS itself. */
class LeaseFileTest {

  private static final int RUNS = 4;

  private final FileSystem files;
  private final Path file;

  LeaseFileTest(@TempDir Path folder) throws IOException {
    files = new ExclusiveFiles();
    files.initialize(folder.toUri(), new Configuration());
    file = folder.resolve("profile.tags.lease");
  }

  @Test
  void neverHaveTwoOfManyRunsIt() throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger turns = new AtomicInteger();
    atOnce(
        lease -> {
          while (turns.get() < 50) {
            if (lease.take()) {
              assertThat(holders.incrementAndGet()).isEqualTo(1);
              turns.incrementAndGet();
              holders.decrementAndGet();
              lease.release();
            }
          }
          return true;
        });
    assertThat(file).doesNotExist();
  }

  @Test
  void ofManyRunsThatFindItStaleOneTakesItOver() throws Exception {
    for (int round = 0; round < 20; round++) {
      assertThat(of("killed " + round).take()).isTrue();
      age(file);
      assertThat(atOnce(LeaseFile::take)).as("round " + round).containsOnlyOnce(true);
      assertThat(of("late").take()).isFalse();
      Files.delete(file);
    }
  }

  @Test
  void whoWasReplacedNeitherRenewsNorGivesBackWhatIsNotHis() throws IOException {
    LeaseFile asleep = of("asleep");
    LeaseFile awake = of("awake");
    assertThat(asleep.take()).isTrue();
    age(file);
    assertThat(asleep.renew()).isTrue();
    assertThat(awake.take()).as("it was renewed").isFalse();
    assertThat(awake.holder()).isEqualTo("asleep");

    age(file);
    assertThat(awake.take()).isTrue();
    assertThat(asleep.renew()).isFalse();
    asleep.release();
    assertThat(asleep.holder()).isEqualTo("awake");
    awake.release();
    assertThat(asleep.take()).isTrue();
  }

  @Test
  void aRunKilledWhileItTookOverIsInNobodysWay() throws IOException {
    assertThat(of("killed").take()).isTrue();
    Path right = Files.writeString(Path.of(file + ".takeover"), "killed too");
    age(file);
    assertThat(of("next").take()).as("it may be at it").isFalse();
    age(right);
    assertThat(of("next").take()).isFalse();
    assertThat(of("next").take()).isTrue();
    assertThat(right).doesNotExist();
  }

  private LeaseFile of(String holder) {
    return new LeaseFile(files, new org.apache.hadoop.fs.Path(file.toUri()), holder);
  }

  private static void age(Path path) throws IOException {
    Files.setLastModifiedTime(
        path, FileTime.from(Instant.now().minus(Leases.STALE).minusSeconds(1)));
  }

  private interface Turn {
    boolean with(LeaseFile lease) throws IOException;
  }

  private List<Boolean> atOnce(Turn turn) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RUNS);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        LeaseFile lease = of("run " + run);
        all.add(() -> turn.with(lease));
      }
      List<Boolean> ends = new ArrayList<>();
      for (Future<Boolean> end : threads.invokeAll(all)) {
        ends.add(end.get());
      }
      return ends;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Hadoop's own looks first whether a file is there, and creates it then. */
  private static final class ExclusiveFiles extends RawLocalFileSystem {
    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path path,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        @Nullable Progressable progress)
        throws IOException {
      try {
        return new FSDataOutputStream(
            Files.newOutputStream(pathToFile(path).toPath(), StandardOpenOption.CREATE_NEW),
            statistics);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw new FileAlreadyExistsException(e.getMessage());
      }
    }
  }
}

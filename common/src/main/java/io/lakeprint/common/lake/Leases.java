package io.lakeprint.common.lake;

import io.lakeprint.common.error.TransientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer per name at a time, across threads, processes and machines.
 *
 * <p>On a local root a lease is a lock of the operating system: it ends with its process, however
 * that ends. On any other filesystem it is a {@link LeaseFile}.
 */
final class Leases {

  /** A lease file not renewed for this long belongs to a killed run. */
  static final Duration STALE = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Map<String, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

  private final FileSystem files;
  private final Path folder;
  private final String holder;
  private final Duration wait;
  private final Consumer<String> notices;
  private final Map<String, Held> held = new HashMap<>();

  /** A lease that this job has, and how often it took it. */
  private static final class Held {
    final Lease lease;
    int times = 1;

    Held(Lease lease) {
      this.lease = lease;
    }
  }

  /**
   * @param wait how long {@link #take} waits for another holder
   * @param notices gets a sentence when it begins to wait
   */
  Leases(FileSystem files, Path folder, String runId, Duration wait, Consumer<String> notices) {
    this.files = files;
    this.folder = folder;
    this.holder = "run " + runId + " on " + host() + ", process " + ProcessHandle.current().pid();
    this.wait = wait;
    this.notices = notices;
  }

  /** Takes the lease {@code name}; the job that holds it already may take it again. */
  synchronized Lease take(String name) {
    Held already = held.get(name);
    if (already != null) {
      already.times++;
    } else {
      held.put(name, new Held(takeFirst(name, wait)));
    }
    return () -> release(name);
  }

  /** Takes the lease {@code name} if nobody holds it. */
  Optional<Lease> takeIfFree(String name) {
    try {
      return Optional.of(takeFirst(name, Duration.ZERO));
    } catch (TransientException e) {
      LOG.debug("Lease {} is held", name, e);
      return Optional.empty();
    }
  }

  /** Forgets the lease {@code name}, which nobody will take again; its holder calls this. */
  void forget(String name) {
    delete(path(name));
  }

  private Path path(String name) {
    return new Path(folder, name + ".lease");
  }

  private synchronized void release(String name) {
    Held mine = held.get(name);
    if (mine != null && --mine.times == 0) {
      held.remove(name);
      mine.lease.close();
    }
  }

  private Lease takeFirst(String name, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Path path = path(name);
    Semaphore others = IN_PROCESS.computeIfAbsent(path.toString(), key -> new Semaphore(1, true));
    acquire(others, name, patience);
    try {
      Lease outer = isLocal() ? takeLocal(name, path, deadline) : takeFile(name, path, deadline);
      return () -> {
        outer.close();
        others.release();
      };
    } catch (RuntimeException e) {
      others.release();
      throw e;
    }
  }

  private static void acquire(Semaphore others, String name, Duration patience) {
    try {
      if (!others.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw LakeErrors.leaseHeld(name, "another job of this process", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LakeErrors.leaseHeld(name, "another job of this process", patience);
    }
  }

  private boolean isLocal() {
    return files.getUri().getScheme().equals("file");
  }

  private Lease takeLocal(String name, Path path, long deadline) {
    java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
    try {
      Files.createDirectories(local.getParent());
      FileChannel channel =
          FileChannel.open(
              local, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean told = false;
      FileLock held = channel.tryLock();
      while (held == null) {
        String other = Files.readString(local);
        other = other.isBlank() ? "another run" : other;
        if (System.nanoTime() >= deadline) {
          channel.close();
          throw LakeErrors.leaseHeld(name, other, wait);
        }
        told = tellOnce(told, name, other);
        pause();
        held = channel.tryLock();
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      return () -> closeQuietly(channel);
    } catch (IOException e) {
      throw LakeErrors.rootNotWritable(folder.toString(), e);
    }
  }

  private Lease takeFile(String name, Path path, long deadline) {
    LeaseFile file = new LeaseFile(files, path, holder);
    try {
      boolean told = false;
      while (!file.take()) {
        String other = file.holder();
        if (System.nanoTime() >= deadline) {
          throw LakeErrors.leaseHeld(name, other, wait);
        }
        told = tellOnce(told, name, other);
        pause();
      }
    } catch (IOException e) {
      throw LakeErrors.rootNotWritable(folder.toString(), e);
    }
    CountDownLatch over = new CountDownLatch(1);
    Thread renewal = new Thread(() -> renew(file, over), "lease-" + name);
    renewal.setDaemon(true);
    renewal.start();
    return () -> {
      over.countDown();
      release(file);
    };
  }

  private static void renew(LeaseFile file, CountDownLatch over) {
    try {
      while (!over.await(STALE.toMillis() / 4, TimeUnit.MILLISECONDS)) {
        try {
          if (!file.renew()) {
            LOG.warn("{} was taken over: it could not be renewed for {}", file, STALE);
            return;
          }
        } catch (IOException e) {
          LOG.warn("Could not renew {}", file, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void release(LeaseFile file) {
    try {
      file.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(Path path) {
    try {
      files.delete(path, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean tellOnce(boolean told, String name, String other) {
    if (!told) {
      notices.accept("waiting for " + name + ", held by " + other);
      LOG.warn("Waiting for {}: held by {}", name, other);
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a lease", e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown host";
    }
  }
}

package io.lakeprint.common.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens while a run is at work and its process is told to end (Ctrl-C, SIGTERM): the given
 * last words come first, then Spark closes what it opened.
 *
 * <p>Without this, Spark stops under the running jobs, and each of them reports a failure of its
 * own.
 */
final class Interruption implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /** Spark's own hook runs at 50 and below; a higher one comes earlier. */
  private static final int BEFORE_SPARK = 100;

  private static final long LIMIT_SECONDS = 30;

  private final Runnable hook;

  Interruption(Runnable lastWords) {
    hook =
        () -> {
          LOG.warn("told to end");
          // What is cut off fails, and says so at length, to nobody's use.
          LogManager.shutdown();
          lastWords.run();
        };
    ShutdownHookManager.get().addShutdownHook(hook, BEFORE_SPARK, LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The run is over. When the process is ending this never returns: nothing more is to be said. */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
      return;
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.lakeprint.common.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for other threads without losing their exceptions. */
final class Futures {

  private Futures() {}

  /** The result, or the exception the task ended with. */
  static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

package io.lakeprint.common.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import scala.Option;

/**
 * Independent steps of one job, some at once: planning keeps one core busy and leaves the others to
 * those that read.
 *
 * <p>After a failure no further step starts; those that run are let finish, because what they write
 * is good.
 */
public final class SideBySide {

  private SideBySide() {}

  /**
   * Runs {@code steps}, begun in their order, and waits for all that began.
   *
   * @param parallel how many at once, at least 1
   * @throws RuntimeException of the first step that failed, in their order; others are suppressed
   */
  public static void run(int parallel, List<Runnable> steps) {
    if (parallel == 1 || steps.size() < 2) {
      steps.forEach(Runnable::run);
      return;
    }
    Map<String, String> log = MDC.getCopyOfContextMap();
    Option<SparkSession> session = SparkSession.getActiveSession();
    AtomicBoolean failed = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(parallel, steps.size()));
    try {
      List<Future<?>> begun = new ArrayList<>();
      steps.forEach(step -> begun.add(pool.submit(() -> unlessFailed(step, failed, log, session))));
      await(begun);
    } finally {
      pool.shutdown();
    }
  }

  /** As {@link #run}; what each step gives, never null, in their order. */
  public static <T> List<T> all(int parallel, List<Supplier<T>> steps) {
    Map<Integer, T> given = new ConcurrentSkipListMap<>();
    List<Runnable> all = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int place = i;
      all.add(() -> given.put(place, steps.get(place).get()));
    }
    run(parallel, all);
    return List.copyOf(given.values());
  }

  private static void unlessFailed(
      Runnable step,
      AtomicBoolean failed,
      @Nullable Map<String, String> log,
      Option<SparkSession> session) {
    if (log != null) {
      MDC.setContextMap(log);
    }
    if (session.isDefined()) {
      SparkSession.setActiveSession(session.get());
    }
    boolean done = failed.get();
    try {
      if (!done) {
        step.run();
        done = true;
      }
    } finally {
      if (!done) {
        failed.set(true);
      }
      SparkSession.clearActiveSession();
      MDC.clear();
    }
  }

  private static void await(List<Future<?>> begun) {
    RuntimeException first = null;
    for (Future<?> step : begun) {
      try {
        Futures.await(step);
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}

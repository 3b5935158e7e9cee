package io.lakeprint.common.bench;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Sums what tasks report.
 *
 * <p>Reports arrive late, but in order: {@link #take} starts a job of its own and waits until that
 * one is reported, so that all tasks before it have been.
 */
final class WorkListener extends SparkListener {

  private static final String MARK = "lakeprint.bench.mark";
  private static final long PATIENCE_SECONDS = 60;

  private SparkWork sum = SparkWork.NONE;
  private String awaited = "";
  private CompletableFuture<SparkWork> arrival = new CompletableFuture<>();

  /** What tasks did since the last call. */
  SparkWork take(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    CompletableFuture<SparkWork> all = await(UUID.randomUUID().toString());
    context.setLocalProperty(MARK, awaited());
    try {
      context.parallelize(List.of(0), 1).count();
      return all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Spark's listeners fell behind", e);
    } finally {
      context.setLocalProperty(MARK, null);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null) {
      sum = sum.plus(end.taskMetrics());
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    if (!awaited.isEmpty() && awaited.equals(start.properties().getProperty(MARK))) {
      arrival.complete(sum);
      sum = SparkWork.NONE;
      awaited = "";
    }
  }

  private synchronized CompletableFuture<SparkWork> await(String mark) {
    awaited = mark;
    arrival = new CompletableFuture<>();
    return arrival;
  }

  private synchronized String awaited() {
    return awaited;
  }
}

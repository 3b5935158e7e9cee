package io.lakeprint.common.bench;

import org.apache.spark.sql.SparkSession;

/**
 * Where something was measured.
 *
 * @param cores processors that this JVM sees
 * @param heapBytes largest heap of this JVM
 * @param java version of Java
 * @param system operating system
 * @param spark version of Spark
 * @param master where its tasks ran
 * @param parallelism how many at once
 */
public record Machine(
    int cores,
    long heapBytes,
    String java,
    String system,
    String spark,
    String master,
    int parallelism) {

  /** This one. */
  public static Machine of(SparkSession spark) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        spark.version(),
        spark.sparkContext().master(),
        spark.sparkContext().defaultParallelism());
  }
}

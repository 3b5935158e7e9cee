package io.lakeprint.common.bench;

import org.apache.spark.executor.TaskMetrics;

/**
 * What Spark's tasks did, summed, but for the peak.
 *
 * @param tasks tasks that ended
 * @param taskSeconds their run time
 * @param rowsRead rows from files, or caches
 * @param rowsWritten rows to files
 * @param bytesWritten bytes to files
 * @param shuffleRows rows written to shuffles
 * @param shuffleBytesWritten bytes written to shuffles
 * @param shuffleBytesRead bytes read from shuffles
 * @param spilledBytes bytes that did not fit into memory and went to disk
 * @param peakTaskBytes most execution memory of one task
 */
public record SparkWork(
    long tasks,
    double taskSeconds,
    long rowsRead,
    long rowsWritten,
    long bytesWritten,
    long shuffleRows,
    long shuffleBytesWritten,
    long shuffleBytesRead,
    long spilledBytes,
    long peakTaskBytes) {

  static final SparkWork NONE = new SparkWork(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  SparkWork plus(TaskMetrics task) {
    return new SparkWork(
        tasks + 1,
        taskSeconds + task.executorRunTime() / 1000.0,
        rowsRead + task.inputMetrics().recordsRead(),
        rowsWritten + task.outputMetrics().recordsWritten(),
        bytesWritten + task.outputMetrics().bytesWritten(),
        shuffleRows + task.shuffleWriteMetrics().recordsWritten(),
        shuffleBytesWritten + task.shuffleWriteMetrics().bytesWritten(),
        shuffleBytesRead + task.shuffleReadMetrics().totalBytesRead(),
        spilledBytes + task.diskBytesSpilled(),
        Math.max(peakTaskBytes, task.peakExecutionMemory()));
  }
}

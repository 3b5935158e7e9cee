package io.lakeprint.jobs.ingest.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of files on the cluster.
 *
 * <p>Grain out: one row per record and one per problem, with the columns of {@link RecordColumns}
 * and a string column per field. Rows come by file and position within a task; how many tasks there
 * are shows in no row. No content makes it fail; a storage that fails does, after the usual retries
 * of Spark.
 *
 * <p>A gzip file, a CSV and a W3C log are each read by one task, plain files of the other formats
 * in ranges of {@code split-bytes}, small files together. Each action reads the files again.
 */
public final class RecordReader {

  private RecordReader() {}

  /** The records of the files, in the plan's columns. */
  public static Dataset<Row> read(SparkSession session, List<SourceFile> files, ReadPlan plan) {
    return read(session, files, plan, null);
  }

  /**
   * The same, without most of the records that begin elsewhere than {@code positions}: their bytes
   * are passed over.
   */
  public static Dataset<Row> read(
      SparkSession session, List<SourceFile> files, ReadPlan plan, @Nullable Positions positions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    List<List<FileRange>> tasks =
        new RangePlanner(plan.format(), plan.options().splitBytes())
            .tasks(files, context.defaultParallelism());
    HadoopSettings settings = new HadoopSettings(context.hadoopConfiguration());
    JavaRDD<Row> rows =
        context
            .parallelize(tasks, Math.max(1, tasks.size()))
            .flatMap(task(plan, positions, settings));
    return session.createDataFrame(rows, plan.schema());
  }

  private static FlatMapFunction<List<FileRange>, Row> task(
      ReadPlan plan, @Nullable Positions positions, HadoopSettings settings) {
    return ranges -> {
      TaskRecords records = new TaskRecords(ranges, plan, positions, settings.get());
      TaskContext.get()
          .addTaskCompletionListener(
              context -> {
                try {
                  records.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      return records;
    };
  }

  /**
   * The column names in the header of a CSV file, as they stand there.
   *
   * @return empty for an empty file
   * @throws IOException when the file cannot be read now
   * @throws UnreadableHeaderException when it has no header that can be read
   */
  public static List<String> header(SparkSession session, SourceFile file, ReadOptions options)
      throws IOException, UnreadableHeaderException {
    Configuration conf =
        JavaSparkContext.fromSparkContext(session.sparkContext()).hadoopConfiguration();
    return CsvHeader.of(file, options, conf);
  }
}

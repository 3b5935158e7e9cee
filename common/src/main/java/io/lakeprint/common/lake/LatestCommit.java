package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/**
 * The latest commit of a table, read from its log as Delta's protocol defines it ({@code
 * _delta_log/<version>.json}, one action per line): asking Delta for a history starts a Spark job,
 * which costs more than many a write.
 *
 * @param version its version; -1 where there is no table
 * @param metrics its operation metrics, as text
 */
record LatestCommit(long version, Map<String, String> metrics) {

  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Version and metrics. */
  static LatestCommit of(SparkSession spark, String location) {
    Path log = new Path(location, "_delta_log");
    try {
      FileSystem files = files(spark, log);
      long version = latest(files, log);
      return new LatestCommit(version, version < 0 ? Map.of() : metrics(files, log, version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version alone, without opening the commit. */
  static long versionOf(SparkSession spark, String location) {
    Path log = new Path(location, "_delta_log");
    try {
      return latest(files(spark, log), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A count among the metrics; 0 when the operation does not have it. */
  long count(String metric) {
    return Long.parseLong(metrics.getOrDefault(metric, "0"));
  }

  private static FileSystem files(SparkSession spark, Path log) throws IOException {
    return log.getFileSystem(spark.sparkContext().hadoopConfiguration());
  }

  private static long latest(FileSystem files, Path log) throws IOException {
    long latest = -1;
    try {
      RemoteIterator<FileStatus> listed = files.listStatusIterator(log);
      while (listed.hasNext()) {
        String name = listed.next().getPath().getName();
        if (COMMIT.matcher(name).matches()) {
          latest = Math.max(latest, Long.parseLong(name.substring(0, name.indexOf('.'))));
        }
      }
      return latest;
    } catch (FileNotFoundException e) {
      return -1;
    }
  }

  private static Map<String, String> metrics(FileSystem files, Path log, long version)
      throws IOException {
    Path commit = new Path(log, String.format("%020d.json", version));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(commit), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode info =
            line.contains("\"commitInfo\"") ? JSON.readTree(line).get("commitInfo") : null;
        if (info != null) {
          Map<String, String> metrics = new TreeMap<>();
          info.path("operationMetrics")
              .properties()
              .forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asText()));
          return metrics;
        }
      }
      return Map.of();
    }
  }
}

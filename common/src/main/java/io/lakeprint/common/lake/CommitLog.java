package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/**
 * The commits of a table, read from its log as Delta's protocol defines it ({@code
 * _delta_log/<version>.json}, one action per line): asking Delta for a history starts a Spark job,
 * which costs more than many a write.
 */
record CommitLog(FileSystem files, Path folder) {

  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("\\d{20}\\.checkpoint\\..*parquet");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One commit.
   *
   * @param version the version it made
   * @param operation what Delta calls it
   * @param userMetadata what its writer said about it; empty when nothing
   * @param metrics its operation metrics, as text
   * @param changesData whether a row may be there, gone or different afterwards
   * @param tableId identity of the table, where the commit sets its schema or properties
   * @param added paths of the files it added, relative to the table, without those of which it only
   *     marked rows as deleted
   * @param removed paths of the files it took away, or replaced by themselves with such marks
   */
  record Commit(
      long version,
      String operation,
      String userMetadata,
      Map<String, String> metrics,
      boolean changesData,
      Optional<String> tableId,
      List<String> added,
      List<String> removed) {

    /** A count among the metrics; 0 when the operation does not have it. */
    long count(String metric) {
      return Long.parseLong(metrics.getOrDefault(metric, "0"));
    }
  }

  static CommitLog of(SparkSession spark, String location) {
    Path folder = new Path(location, "_delta_log");
    try {
      return new CommitLog(
          folder.getFileSystem(spark.sparkContext().hadoopConfiguration()), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The latest version, without opening its commit; -1 where there is no table. */
  long latest() {
    long latest = -1;
    try {
      RemoteIterator<FileStatus> listed = files.listStatusIterator(folder);
      while (listed.hasNext()) {
        String name = listed.next().getPath().getName();
        if (COMMIT.matcher(name).matches()) {
          latest = Math.max(latest, Long.parseLong(name.substring(0, name.indexOf('.'))));
        }
      }
      return latest;
    } catch (FileNotFoundException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When {@code version} was written; empty when the log does not reach back to it. */
  Optional<Instant> writtenAt(long version) {
    try {
      FileStatus file = files.getFileStatus(path(version));
      return Optional.of(Instant.ofEpochMilli(file.getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a reader must go through; the files that stand beside commits and checkpoints count too.
   */
  TableHealth.LogSize size() {
    long checkpoint = -1;
    long bytes = 0;
    long files = 0;
    List<Long> versions = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> listed = this.files.listStatusIterator(folder);
      while (listed.hasNext()) {
        FileStatus file = listed.next();
        String name = file.getPath().getName();
        files++;
        bytes += file.getLen();
        if (COMMIT.matcher(name).matches()) {
          versions.add(Long.parseLong(name.substring(0, name.indexOf('.'))));
        } else if (CHECKPOINT.matcher(name).matches()) {
          checkpoint = Math.max(checkpoint, Long.parseLong(name.substring(0, name.indexOf('.'))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long last = checkpoint;
    long since = versions.stream().filter(version -> version > last).count();
    return new TableHealth.LogSize(since, files, bytes);
  }

  /**
   * What Delta's checksum of a version says of the table: its size, protocol and schema; a missing
   * node where no checksum was written.
   */
  JsonNode checksum(long version) {
    try (InputStream in = files.open(new Path(folder, String.format("%020d.crc", version)))) {
      return JSON.readTree(in);
    } catch (FileNotFoundException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path path(long version) {
    return new Path(folder, String.format("%020d.json", version));
  }

  /** The commit that made {@code version}; empty when the log does not reach back to it. */
  Optional<Commit> at(long version) {
    JsonNode info = JSON.missingNode();
    boolean changesData = false;
    Optional<String> tableId = Optional.empty();
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.open(path(version)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode action = JSON.readTree(line);
        info = action.has("commitInfo") ? action.get("commitInfo") : info;
        if (action.has("metaData")) {
          tableId = Optional.of(action.path("metaData").path("id").asText());
        }
        if (action.has("add") && !action.get("add").has("deletionVector")) {
          added.add(file(action.get("add")));
        }
        if (action.has("remove")) {
          removed.add(file(action.get("remove")));
        }
        changesData |=
            action.has("cdc")
                || action.path("add").path("dataChange").asBoolean()
                || action.path("remove").path("dataChange").asBoolean();
      }
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> metrics = new TreeMap<>();
    info.path("operationMetrics")
        .properties()
        .forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asText()));
    return Optional.of(
        new Commit(
            version,
            info.path("operation").asText(),
            info.path("userMetadata").asText(),
            metrics,
            changesData,
            tableId,
            added,
            removed));
  }

  /** The protocol stores paths encoded as in a URI. */
  private static String file(JsonNode action) {
    return new Path(URI.create(action.get("path").asText())).toString();
  }
}

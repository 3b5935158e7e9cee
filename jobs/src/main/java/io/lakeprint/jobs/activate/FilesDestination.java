package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.tables.OutboxTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;

/**
 * A folder per send, {@code <path>/<activation>/<send>}, that is whole once its {@code
 * _manifest.json} is there. A send that was interrupted is written again; one that is whole is left
 * as it is.
 *
 * @param config the folder
 * @param hadoop file systems
 */
record FilesDestination(DestinationConfig.Files config, Configuration hadoop)
    implements Destination {

  private static final String MANIFEST = "_manifest.json";
  private static final String UNFINISHED = "_manifest.json.unfinished";
  private static final String FINGERPRINT = "fingerprint";
  private static final List<String> CHANGES = List.of("add", "change", "remove");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A folder takes every row. */
  @Override
  public void check(String target, StructType fields) {
    try {
      Path root = new Path(config.path());
      root.getFileSystem(hadoop).mkdirs(root);
    } catch (IOException e) {
      throw ActivationErrors.storageFailed(config.path(), e);
    }
  }

  @Override
  public void deliver(Send send, Receipts receipts) {
    Path folder =
        new Path(
            new Path(config.path(), send.activation()),
            String.format(Locale.ROOT, "%06d", send.number()));
    Row counts = counts(send.rows());
    String fingerprint = String.format(Locale.ROOT, "%016x", counts.getLong(0));
    String key = send.activation() + "-" + send.number() + "-" + fingerprint;
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      Path manifest = new Path(folder, MANIFEST);
      if (files.exists(manifest)) {
        requireSame(files, manifest, fingerprint);
      } else {
        files.delete(folder, true);
        write(send.rows(), folder.toString());
        finish(files, folder, manifest(send, counts, fingerprint, list(files, folder)));
      }
    } catch (IOException e) {
      throw ActivationErrors.storageFailed(folder.toString(), e);
    }
    receipts.delivered(counts.getLong(1), 1, key, folder.getName());
  }

  /** A hash of all rows whatever their order, how many there are, and how many of each change. */
  private static Row counts(Dataset<Row> rows) {
    Column[] all = Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
    return rows.agg(
            bit_xor(xxhash64(all)),
            Stream.concat(
                    Stream.of(count(lit(1))),
                    CHANGES.stream()
                        .map(change -> count(when(OutboxTable.CHANGE.col().equalTo(change), 1))))
                .toArray(Column[]::new))
        .head();
  }

  private void write(Dataset<Row> rows, String folder) {
    DataFrameWriter<Row> writer =
        rows.drop(OutboxTable.TARGET_KEY.name())
            .coalesce(1)
            .write()
            .mode(SaveMode.ErrorIfExists)
            .option("maxRecordsPerFile", config.rowsPerFile());
    if (config.byChange()) {
      writer = writer.partitionBy(OutboxTable.CHANGE.name());
    }
    switch (config.format()) {
      case JSON -> writer.option("ignoreNullFields", false).json(folder);
      case CSV -> writer.option("header", config.header()).csv(folder);
      case PARQUET -> writer.parquet(folder);
    }
  }

  private ObjectNode manifest(
      Send send, Row counts, String fingerprint, List<LocatedFileStatus> written) {
    ObjectNode manifest =
        JSON.createObjectNode()
            .put("activation", send.activation())
            .put("send", send.number())
            .put("as_of", send.asOf().toString())
            .put("format", config.format().name().toLowerCase(Locale.ROOT))
            .put("targets", counts.getLong(1));
    for (int i = 0; i < CHANGES.size(); i++) {
      manifest.put(CHANGES.get(i), counts.getLong(2 + i));
    }
    manifest.put(FINGERPRINT, fingerprint);
    ArrayNode files = manifest.putArray("files");
    written.forEach(file -> files.addObject().put("name", name(file)).put("bytes", file.getLen()));
    return manifest;
  }

  /** Name below the send's folder. */
  private String name(FileStatus file) {
    String parent = file.getPath().getParent().getName();
    return (config.byChange() ? parent + "/" : "") + file.getPath().getName();
  }

  private static List<LocatedFileStatus> list(FileSystem files, Path folder) throws IOException {
    List<LocatedFileStatus> found = new java.util.ArrayList<>();
    for (RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true); all.hasNext(); ) {
      LocatedFileStatus file = all.next();
      if (file.getPath().getName().startsWith("part-")) {
        found.add(file);
      }
    }
    found.sort((one, other) -> one.getPath().compareTo(other.getPath()));
    return found;
  }

  /** Nobody sees a manifest that is half written. */
  private static void finish(FileSystem files, Path folder, ObjectNode manifest)
      throws IOException {
    Path unfinished = new Path(folder, UNFINISHED);
    try (OutputStream out = files.create(unfinished, true)) {
      out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    }
    if (!files.rename(unfinished, new Path(folder, MANIFEST))) {
      throw new IOException("cannot rename " + unfinished);
    }
  }

  private static void requireSame(FileSystem files, Path manifest, String fingerprint)
      throws IOException {
    try (InputStream in = files.open(manifest)) {
      JsonNode stored = JSON.readTree(in).path(FINGERPRINT);
      if (!Objects.equals(stored.asText(), fingerprint)) {
        throw ActivationErrors.anotherSend(String.valueOf(manifest.getParent()));
      }
    }
  }
}

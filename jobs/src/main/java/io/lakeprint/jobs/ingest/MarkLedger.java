package io.lakeprint.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * How far a table has been read: what a checkpoint is for a stream, with the same promises. A
 * delivery is a stretch of marks that is written down before it is read and closed when it is in
 * the lake; one that a crash left open comes again with the same number and the same bounds.
 */
final class MarkLedger {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FROM = "from";
  private static final String TO = "to";

  private final FileSystem files;
  private final Path folder;
  private final String id;

  /** Opens the ledger in {@code folder}; writes it on first use. */
  MarkLedger(String folder, Configuration hadoop) {
    this.folder = new Path(folder);
    try {
      this.files = this.folder.getFileSystem(hadoop);
      Path metadata = new Path(folder, "metadata");
      if (!files.exists(metadata)) {
        write(metadata, JSON.createObjectNode().put("id", UUID.randomUUID().toString()));
      }
      this.id = read(metadata).path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One delivery.
   *
   * @param ledger id of the ledger; another one after it was lost
   * @param number grows by one per delivery
   * @param from where the last one ended; empty = from the beginning
   * @param to where this one ends
   */
  record Stretch(String ledger, long number, Optional<String> from, String to) {}

  /**
   * The stretch that is due: the open one, or a new one up to the mark that {@code upTo} gives for
   * where the last one ended; empty when it gives none.
   */
  Optional<Stretch> next(Function<Optional<String>, Optional<String>> upTo) {
    try {
      long last = last();
      Optional<Stretch> before = last < 0 ? Optional.empty() : Optional.of(stretch(last));
      if (before.isPresent() && !files.exists(commit(last))) {
        return before;
      }
      Optional<String> from = before.map(Stretch::to);
      Optional<String> to = upTo.apply(from);
      if (to.isEmpty()) {
        return Optional.empty();
      }
      Stretch due = new Stretch(id, last + 1, from, to.get());
      ObjectNode written = JSON.createObjectNode().put(TO, due.to());
      from.ifPresent(mark -> written.put(FROM, mark));
      write(offset(due.number()), written);
      return Optional.of(due);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stretch is in the lake. */
  void close(Stretch stretch) {
    try {
      write(commit(stretch.number()), JSON.createObjectNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stretch stretch(long number) throws IOException {
    JsonNode node = read(offset(number));
    return new Stretch(
        id,
        number,
        Optional.ofNullable(node.get(FROM)).map(JsonNode::asText),
        node.path(TO).asText());
  }

  private long last() throws IOException {
    Path offsets = new Path(folder, "offsets");
    long last = -1;
    for (FileStatus file : files.exists(offsets) ? files.listStatus(offsets) : new FileStatus[0]) {
      String name = file.getPath().getName();
      last = name.matches("[0-9]+") ? Math.max(last, Long.parseLong(name)) : last;
    }
    return last;
  }

  private Path offset(long number) {
    return new Path(folder, "offsets/" + number);
  }

  private Path commit(long number) {
    return new Path(folder, "commits/" + number);
  }

  private JsonNode read(Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return JSON.readTree(in);
    }
  }

  /** Whole or not at all. */
  private void write(Path path, JsonNode content) throws IOException {
    Path fresh = new Path(path.getParent(), "_" + path.getName());
    try (OutputStream out = files.create(fresh, true)) {
      out.write(JSON.writeValueAsBytes(content));
    }
    if (!files.rename(fresh, path)) {
      throw new IOException("cannot rename " + fresh + " to " + path);
    }
  }
}

package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commits of a table, read from its log one by one without a Spark job: a file of the Delta
 * protocol per commit, with one action per line.
 */
record CommitLog(FileSystem files, Path table) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One commit.
   *
   * @param version the version it made
   * @param operation what Delta calls it
   * @param userMetadata what its writer said about it; empty when nothing
   * @param changesData whether a row may be there, gone or different afterwards
   * @param changesTable whether it sets the table's schema or properties
   */
  record Commit(
      long version,
      String operation,
      String userMetadata,
      boolean changesData,
      boolean changesTable) {}

  /** The commit that made {@code version}; empty when the log does not reach back to it. */
  Optional<Commit> at(long version) {
    Path path = new Path(table, String.format("_delta_log/%020d.json", version));
    String operation = "";
    String userMetadata = "";
    boolean changesData = false;
    boolean changesTable = false;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode action = JSON.readTree(line);
        JsonNode info = action.path("commitInfo");
        operation = info.path("operation").asText(operation);
        userMetadata = info.path("userMetadata").asText(userMetadata);
        changesTable |= action.has("metaData");
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
    return Optional.of(new Commit(version, operation, userMetadata, changesData, changesTable));
  }
}

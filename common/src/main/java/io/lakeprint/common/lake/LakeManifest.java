package io.lakeprint.common.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What is frozen when a lake is created, in {@code <root>/_lakeprint/lake.json}.
 *
 * @param zone business zone: every stored day is one of its days
 * @param currency base currency
 * @param secretFingerprint fingerprint of the identifier secret: another secret would make every
 *     person a stranger
 */
public record LakeManifest(ZoneId zone, String currency, String secretFingerprint) {

  static final int FORMAT = 1;

  /** Folder of the lake's own files below its root. */
  static final String FOLDER = "_lakeprint";

  private static final String FILE = "lake.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes this manifest where there is none, else checks that it is the same.
   *
   * @throws io.lakeprint.common.error.UsageException when the root cannot be written, a frozen
   *     setting differs, or a newer Lakeprint made the lake
   */
  void establish(FileSystem files, Path folder, String root) {
    Path path = new Path(folder, FILE);
    try {
      if (!files.exists(path)) {
        write(files, path);
        return;
      }
      check(stored(files, path, root), root);
    } catch (IOException e) {
      throw LakeErrors.rootNotWritable(root, e);
    }
  }

  /**
   * Whether there is a lake at {@code root} that was made with this; writes nothing.
   *
   * @return false where there is no lake
   * @throws io.lakeprint.common.error.LakeprintException as opening the lake does
   */
  public boolean isThatOf(String root, Configuration hadoop) {
    Path path = new Path(new Path(root, FOLDER), FILE);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.exists(path)) {
        return false;
      }
      check(stored(files, path, root), root);
      return true;
    } catch (IOException e) {
      throw LakeErrors.rootNotWritable(root, e);
    }
  }

  private static JsonNode stored(FileSystem files, Path path, String root) throws IOException {
    try (InputStream in = files.open(path)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      throw LakeErrors.manifestBroken(root, path.toString(), e);
    }
  }

  private void check(JsonNode stored, String root) {
    if (stored.path("format").asInt() > FORMAT) {
      throw LakeErrors.newerLake(root, stored.path("format").asInt(), FORMAT);
    }
    same(root, "time.zone", stored.path("zone").asText(), zone.getId());
    same(root, "lake.currency", stored.path("currency").asText(), currency);
    same(
        root,
        "identifier secret with fingerprint",
        stored.path("secret_fingerprint").asText(),
        secretFingerprint);
  }

  private static void same(String root, String what, String stored, String given) {
    if (!stored.equals(given)) {
      throw LakeErrors.frozenDiffers(root, what, stored, given);
    }
  }

  /** A rename makes the file appear whole or not at all. */
  private void write(FileSystem files, Path path) throws IOException {
    ObjectNode node =
        JSON.createObjectNode()
            .put("format", FORMAT)
            .put("zone", zone.getId())
            .put("currency", currency)
            .put("secret_fingerprint", secretFingerprint);
    Path part = path.suffix(".part");
    try (OutputStream out = files.create(part, true)) {
      JSON.writerWithDefaultPrettyPrinter().writeValue(out, node);
    }
    if (!files.rename(part, path)) {
      throw new IOException("could not rename " + part + " to " + path);
    }
  }
}

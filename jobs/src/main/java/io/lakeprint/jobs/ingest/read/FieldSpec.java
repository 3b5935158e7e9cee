package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;

/**
 * A field asked for.
 *
 * @param name column of the result
 * @param path where it stands in the record: for JSON the keys from the root joined with dots (a
 *     dot inside a key is written {@code \.}), else the column of the format. A JSON object that is
 *     asked for is not in the rest any more; with {@code .*} behind its path it is there too
 * @param optional whether a file whose header lacks it is read all the same
 */
public record FieldSpec(String name, String path, boolean optional) implements Serializable {

  /** A field that every header must have. */
  public FieldSpec(String name, String path) {
    this(name, path, false);
  }

  /** The field of that column or top-level key, under its own name. */
  public static FieldSpec of(String name) {
    return new FieldSpec(name, name);
  }

  /** The path of a key at the top of a JSON object, whatever characters it has. */
  public static String keyPath(String key) {
    return key.replace(".", "\\.");
  }

  /** The key at the top of the JSON object under which the path goes on. */
  public String topKey() {
    return PathTree.keys(path).get(0);
  }
}

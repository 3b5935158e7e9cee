package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;

/**
 * A field asked for.
 *
 * @param name column of the result
 * @param path where it stands in the record: for JSON the keys from the root joined with dots (a
 *     dot inside a key is written {@code \.}), else the column of the format. A JSON object that is
 *     asked for is not in the rest any more; with {@code .*} behind its path it is there too
 */
public record FieldSpec(String name, String path) implements Serializable {

  /** The field of that column or top-level key, under its own name. */
  public static FieldSpec of(String name) {
    return new FieldSpec(name, name);
  }
}

package io.lakeprint.common.lake;

import java.time.Duration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where the lake is and how it is written; section {@code lake}.
 *
 * @param root any Hadoop filesystem URI or a local folder; the lake is created on first use
 * @param catalog registration in the session catalog
 * @param leaseWait how long a writer waits for another writer of the same table before exit 5
 * @param commitAttempts how often a commit that met a concurrent one is tried, at least 1
 * @param currency base currency (ISO 4217), frozen when the lake is created
 */
public record LakeSettings(
    String root, Catalog catalog, Duration leaseWait, int commitAttempts, String currency) {

  /**
   * Registration of tables in the session catalog.
   *
   * @param prefix databases are named {@code <prefix>_<area>}; empty = tables are not registered
   */
  public record Catalog(String prefix) {
    public Catalog {
      if (!prefix.matches("[a-z0-9_]*")) {
        throw new IllegalArgumentException("catalog prefix '" + prefix + "' is not [a-z0-9_]*");
      }
    }
  }

  public LakeSettings {
    if (root.isBlank()) {
      throw new IllegalArgumentException("the lake's root is empty");
    }
    if (commitAttempts < 1) {
      throw new IllegalArgumentException("commit-attempts is " + commitAttempts + ", not ≥ 1");
    }
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("currency '" + currency + "' is not an ISO 4217 code");
    }
  }

  /** With the whole address of the root in {@code files}. */
  LakeSettings in(FileSystem files) {
    String whole = files.makeQualified(new Path(root)).toString();
    return new LakeSettings(whole, catalog, leaseWait, commitAttempts, currency);
  }
}

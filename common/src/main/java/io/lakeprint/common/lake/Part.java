package io.lakeprint.common.lake;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The part of a table that a write makes anew; the rest stays.
 *
 * @param scope a SQL predicate over partition or key columns
 * @param keys within the scope, only rows with one of these
 */
public record Part(String scope, Optional<Changed.Keys> keys) {

  private static final String EVERYTHING = "true";

  /** The whole table. */
  public static Part all() {
    return where(EVERYTHING);
  }

  /** The rows that match a SQL predicate over partition or key columns. */
  public static Part where(String scope) {
    return new Part(scope, Optional.empty());
  }

  /** Of this part, the rows with one of these keys. */
  public Part with(Changed.Keys wanted) {
    return new Part(scope, Optional.of(wanted));
  }

  /** Whether a scope alone tells it. */
  boolean isScope() {
    return keys.isEmpty();
  }

  boolean isAll() {
    return scope.equals(EVERYTHING) && isScope();
  }

  /** The rows of the table that are in it. */
  public Dataset<Row> of(Dataset<Row> table) {
    Dataset<Row> rows = scope.equals(EVERYTHING) ? table : table.where(scope);
    return keys.map(wanted -> wanted.in(rows)).orElse(rows);
  }
}

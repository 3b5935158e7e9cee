package io.lakeprint.jobs.activate;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements by which a table is kept up to date, in the words of its database.
 *
 * @param mysql whether it is MySQL or MariaDB; else PostgreSQL
 * @param table table, or schema.table
 * @param key column of the target
 * @param fields other columns
 */
record UpsertStatements(boolean mysql, String table, String key, List<String> fields)
    implements Serializable {

  UpsertStatements {
    // A list of streams or of the JDK need not be serializable.
    fields = List.copyOf(fields);
  }

  /** Reads no row, and fails where the table or a column is missing. */
  String probe() {
    return "SELECT " + String.join(", ", columns()) + " FROM " + quoted(table) + " WHERE 1 = 0";
  }

  /**
   * Names the indexes that let no target stand in two rows. Of MySQL alone: where there is none, it
   * would add a row with every send, and PostgreSQL refuses.
   */
  Optional<String> uniqueIndexes() {
    if (!mysql) {
      return Optional.empty();
    }
    int dot = table.lastIndexOf('.');
    String schema = dot < 0 ? "DATABASE()" : "'" + table.substring(0, dot) + "'";
    return Optional.of(
        "SELECT index_name FROM information_schema.statistics WHERE table_schema = "
            + schema
            + " AND table_name = '"
            + table.substring(dot + 1)
            + "' GROUP BY index_name HAVING MAX(non_unique) = 0 AND COUNT(*) = 1"
            + " AND MAX(column_name) = '"
            + key
            + "'");
  }

  /** What the session needs: moments are written in UTC, and MySQL takes them in its zone. */
  Optional<String> session() {
    return mysql ? Optional.of("SET time_zone = '+00:00'") : Optional.empty();
  }

  /** Parameters: target, then fields. */
  String upsert() {
    String insert =
        "INSERT INTO "
            + quoted(table)
            + " ("
            + String.join(", ", columns())
            + ") VALUES ("
            + columns().stream().map(column -> "?").collect(Collectors.joining(", "))
            + ")";
    return insert + (mysql ? onDuplicateKey() : onConflict());
  }

  /** Parameter: target. */
  String delete() {
    return "DELETE FROM " + quoted(table) + " WHERE " + quoted(key) + " = ?";
  }

  private String onConflict() {
    return " ON CONFLICT ("
        + quoted(key)
        + ") DO "
        + (fields.isEmpty()
            ? "NOTHING"
            : "UPDATE SET "
                + fields.stream()
                    .map(field -> quoted(field) + " = EXCLUDED." + quoted(field))
                    .collect(Collectors.joining(", ")));
  }

  private String onDuplicateKey() {
    List<String> set = fields.isEmpty() ? List.of(key) : fields;
    return " ON DUPLICATE KEY UPDATE "
        + set.stream()
            .map(field -> quoted(field) + " = VALUES(" + quoted(field) + ")")
            .collect(Collectors.joining(", "));
  }

  private List<String> columns() {
    return Stream.concat(Stream.of(key), fields.stream()).map(this::quoted).toList();
  }

  private String quoted(String name) {
    String mark = mysql ? "`" : "\"";
    return Stream.of(name.split("\\.", -1))
        .map(part -> mark + part + mark)
        .collect(Collectors.joining("."));
  }
}

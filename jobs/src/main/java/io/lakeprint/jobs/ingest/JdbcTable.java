package io.lakeprint.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.StructType;

/**
 * A table or a query of a database. The database does the filtering; what it has no zone for comes
 * as a wall clock of the source's zone.
 *
 * @param spark session
 * @param config the source
 */
record JdbcTable(SparkSession spark, SourceConfig config) implements MarkedTable {

  private static final String ALIAS = "lakeprint";

  @Override
  public StructType schema() {
    return load("SELECT * FROM " + from()).schema();
  }

  @Override
  public Optional<String> largest() {
    return Optional.ofNullable(bounds("").getString(1));
  }

  @Override
  public Dataset<Row> rows(Mark mark, Optional<String> from, String to) {
    String where =
        from.map(start -> mark() + " " + mark.fromOperator() + " " + literal(mark, start) + " AND ")
                .orElse("")
            + mark()
            + " "
            + mark.toOperator()
            + " "
            + literal(mark, to);
    String query = "SELECT * FROM " + from() + " WHERE " + where;
    List<String> parts = parts(mark, where);
    return parts.isEmpty()
        ? load(query)
        : reader()
            .jdbc(database().url(), named(query), parts.toArray(String[]::new), new Properties());
  }

  @Override
  public String place() {
    return config.table().isBlank() ? "jdbc:query" : "jdbc:" + config.table();
  }

  /** Conditions that cut a delivery into parts that are read at once; none = it stays whole. */
  private List<String> parts(Mark mark, String where) {
    int count = database().partitions();
    Row bounds = count == 1 || !mark.isMeasured() ? null : bounds(" WHERE " + where);
    if (bounds == null || bounds.isNullAt(0)) {
      return List.of();
    }
    List<String> cuts = mark.cuts(bounds.getString(0), bounds.getString(1), count);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i <= cuts.size(); i++) {
      String from = i == 0 ? "" : mark() + " >= " + literal(mark, cuts.get(i - 1));
      String to = i == cuts.size() ? "" : mark() + " < " + literal(mark, cuts.get(i));
      parts.add(from + (from.isEmpty() || to.isEmpty() ? "" : " AND ") + to);
    }
    return cuts.isEmpty() ? List.of() : parts;
  }

  private Row bounds(String where) {
    return load("SELECT MIN("
            + mark()
            + ") AS low, MAX("
            + mark()
            + ") AS high FROM "
            + from()
            + where)
        .selectExpr("CAST(low AS STRING)", "CAST(high AS STRING)")
        .head();
  }

  private String literal(Mark mark, String bound) {
    return String.valueOf(dialect().compileValue(mark.value(bound)));
  }

  private String mark() {
    return dialect().quoteIdentifier(config.mark());
  }

  private JdbcDialect dialect() {
    return JdbcDialects.get(database().url());
  }

  private SourceConfig.Jdbc database() {
    return config.jdbc().orElseThrow();
  }

  private String from() {
    return config.table().isBlank() ? "(" + database().query() + ") q" : config.table();
  }

  private Dataset<Row> load(String query) {
    return reader()
        .option("url", database().url())
        .option("dbtable", named(query))
        .format("jdbc")
        .load();
  }

  private static String named(String query) {
    return "(" + query + ") " + ALIAS;
  }

  private DataFrameReader reader() {
    Map<String, String> options = new TreeMap<>();
    options.put("fetchsize", "10000");
    options.put("preferTimestampNTZ", "true");
    options.putAll(config.readerOptions());
    database().user().ifPresent(user -> options.put("user", user));
    database().password().ifPresent(password -> options.put("password", password.reveal()));
    return spark.read().options(options);
  }
}

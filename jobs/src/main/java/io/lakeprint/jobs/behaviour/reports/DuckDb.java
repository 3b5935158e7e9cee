package io.lakeprint.jobs.behaviour.reports;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The benchmark's funnel by DuckDB, for comparison.
 *
 * @param files folder of Parquet files on a local disk
 * @param threads how many it may use
 */
record DuckDb(String files, int threads) {

  private static final String ADDRESS = "jdbc:duckdb:";

  /**
   * For each event the latest first step whose chain reaches it: of several beginnings the latest
   * one keeps its window open longest.
   */
  private static final String FUNNEL =
      """
      WITH step AS (
        SELECT one_id, event_time AS t, CASE event_name WHEN 'product_view' THEN 1
          WHEN 'add_to_cart' THEN 2 WHEN 'checkout_start' THEN 3 ELSE 4 END AS n
        FROM read_parquet('%s/*.parquet')
        WHERE event_name IN ('product_view', 'add_to_cart', 'checkout_start', 'purchase')),
      one AS (SELECT *, max(CASE WHEN n = 1 THEN t END) OVER w AS s1 FROM step
        WINDOW w AS (PARTITION BY one_id ORDER BY t)),
      two AS (SELECT *, max(CASE WHEN n = 2 AND t <= s1 + INTERVAL 7 DAY THEN s1 END) OVER w AS s2
        FROM one WINDOW w AS (PARTITION BY one_id ORDER BY t)),
      three AS (SELECT *, max(CASE WHEN n = 3 AND t <= s2 + INTERVAL 7 DAY THEN s2 END) OVER w
        AS s3 FROM two WINDOW w AS (PARTITION BY one_id ORDER BY t)),
      person AS (SELECT max(CASE WHEN n = 4 AND t <= s3 + INTERVAL 7 DAY THEN 4
          WHEN s3 IS NOT NULL THEN 3 WHEN s2 IS NOT NULL THEN 2 WHEN s1 IS NOT NULL THEN 1
          ELSE 0 END) AS level FROM three GROUP BY one_id)
      SELECT count_if(level >= 1), count_if(level >= 2), count_if(level >= 3), count_if(level >= 4)
      FROM person
      """;

  /** Whether its driver is on the class path. */
  static boolean isThere() {
    return DriverManager.drivers()
        .anyMatch(driver -> driver.getClass().getName().startsWith("org.duckdb."));
  }

  /** People per step. */
  List<Long> funnel() {
    String folder = URI.create(files).getPath();
    try (Connection connection = DriverManager.getConnection(ADDRESS);
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      try (ResultSet row = statement.executeQuery(FUNNEL.formatted(folder))) {
        row.next();
        return List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB failed over " + folder, e);
    }
  }
}

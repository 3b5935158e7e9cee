package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that a run has put into a table, read from the files that its commits added: what else
 * the table holds is not opened, so that looking at them costs what was written.
 *
 * @param lake the lake
 * @param runId the run
 */
public record WrittenRows(Lake lake, String runId) {

  /**
   * Rows of the declared columns, of files that commits of the run after version {@code after}
   * added and no later commit of it took away. Rows that a commit only copied, from a file of which
   * it changed another row, are among them.
   */
  public Dataset<Row> of(TableSpec table, long after) {
    CommitLog log = CommitLog.of(lake.spark(), lake.location(table));
    Set<String> files = new LinkedHashSet<>();
    long latest = log.latest();
    for (long version = after + 1; version <= latest; version++) {
      log.at(version)
          .filter(commit -> CommitStamp.isOf(runId, commit.userMetadata()))
          .ifPresent(
              commit -> {
                commit.removed().forEach(files::remove);
                files.addAll(commit.added());
              });
    }
    String location = lake.location(table);
    return lake.spark()
        .read()
        .schema(table.schema())
        .option("basePath", location)
        .parquet(files.stream().map(file -> literal(location + "/" + file)).toArray(String[]::new));
  }

  /** Spark's reader takes a path for a pattern. */
  private static String literal(String path) {
    return path.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}

package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.lakeprint.jobs.ingest.read.Messages;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.udf.SealFunction;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that have columns, as records: each as the JSON object it would be, with its columns by
 * name. So a field is a text whatever a source is made of, and what reads a table reads a file.
 *
 * <p>Numbers keep every digit, timestamps their microseconds and their offset (those without zone
 * have none, and so are wall clocks of the source's zone); binary values become base 64.
 *
 * @param seal closes the records
 */
record RowMessages(RecordSeal seal) {

  private static final Map<String, String> JSON =
      Map.of(
          "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
          "dateFormat", "yyyy-MM-dd");

  /**
   * Rows whose place says where each stands.
   *
   * @param rows the rows, with the columns that the other parameters use
   * @param columns those that make up the record
   * @param file place of each row
   * @param line its number there; null where nobody counts
   * @param position unique within {@code file}; null where nobody counts
   */
  Dataset<Row> of(
      Dataset<Row> rows, Collection<String> columns, Column file, Column line, Column position) {
    Column[] record =
        columns.stream()
            .sorted()
            .map(name -> col("`" + name.replace("`", "``") + "`"))
            .toArray(Column[]::new);
    Column json = to_json(struct(record), JSON);
    return rows.select(
        file.as(RecordColumns.FILE),
        line.cast("bigint").as(RecordColumns.LINE),
        position.cast("bigint").as(RecordColumns.OFFSET),
        lit(null).cast("string").as(RecordColumns.PROBLEM_CODE),
        lit(null).cast("string").as(RecordColumns.PROBLEM),
        SealFunction.of(seal, lit(null).cast("string"), json.cast("binary")).as(Messages.SEALED));
  }

  /** The rows of one place where nobody counts them: {@link Landing} does. */
  Dataset<Row> of(Dataset<Row> rows, String place) {
    return of(rows, Arrays.asList(rows.columns()), lit(place), lit(null), lit(null));
  }
}

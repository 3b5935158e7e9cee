package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A table whose new rows are found by a column that only grows. */
interface MarkedTable {

  /** Its columns. */
  StructType schema();

  /** The largest mark there is; empty where there are no rows. */
  Optional<String> largest();

  /** The rows of a stretch of marks. */
  Dataset<Row> rows(Mark mark, Optional<String> from, String to);

  /** The name that refused records give as their place. */
  String place();

  /**
   * A table of the session's catalog.
   *
   * @param spark session
   * @param name as the catalog knows it
   * @param column the mark
   */
  record OfCatalog(SparkSession spark, String name, String column) implements MarkedTable {

    @Override
    public StructType schema() {
      return spark.table(name).schema();
    }

    @Override
    public Optional<String> largest() {
      Row row = spark.table(name).agg(max(mark()).cast("string")).head();
      return row.isNullAt(0) ? Optional.empty() : Optional.of(row.getString(0));
    }

    @Override
    public Dataset<Row> rows(Mark mark, Optional<String> from, String to) {
      Column until = compare(mark, mark.toOperator(), to);
      return spark
          .table(name)
          .filter(
              from.map(start -> compare(mark, mark.fromOperator(), start).and(until))
                  .orElse(until));
    }

    @Override
    public String place() {
      return "table:" + name;
    }

    private Column compare(Mark mark, String operator, String bound) {
      Column value = lit(mark.value(bound));
      Column typed = mark.kind() == Mark.Kind.CLOCK ? value.cast("timestamp_ntz") : value;
      return switch (operator) {
        case ">=" -> mark().geq(typed);
        case ">" -> mark().gt(typed);
        case "<" -> mark().lt(typed);
        default -> mark().leq(typed);
      };
    }

    private Column mark() {
      return expr("`" + column.replace("`", "``") + "`");
    }
  }
}

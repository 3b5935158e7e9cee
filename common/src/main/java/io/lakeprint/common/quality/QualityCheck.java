package io.lakeprint.common.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Checks a table against its declaration and a job's expectations.
 *
 * @param table the table
 * @param expectations what its rows must satisfy, besides the declaration
 */
public record QualityCheck(TableSpec table, List<Expectation> expectations) {

  /**
   * What came of one expectation.
   *
   * @param expectation what was expected
   * @param severity what breaking it does
   * @param checkedRows rows checked
   * @param failedRows rows that break it
   */
  public record Outcome(
      String expectation, Expectation.Severity severity, long checkedRows, long failedRows) {
    public boolean isMet() {
      return failedRows == 0;
    }
  }

  /** The check that follows from the declaration: closed value sets and a unique key. */
  public static QualityCheck declared(TableSpec table) {
    List<Expectation> closed = new ArrayList<>();
    for (ColumnSpec column : table.columns()) {
      if (!column.allowed().isEmpty()) {
        closed.add(
            new Expectation(
                column.name() + " is one of " + String.join(", ", column.allowed()),
                Expectation.Severity.GATE,
                column.col().isNull().or(column.col().isin(column.allowed().toArray()))));
      }
    }
    return new QualityCheck(table, closed);
  }

  /** One aggregation over {@code rows} for all expectations, and one for the key. */
  public List<Outcome> of(Dataset<Row> rows) {
    List<Column> counts = new ArrayList<>();
    for (Expectation expectation : expectations) {
      counts.add(
          coalesce(
              sum(when(coalesce(expectation.holds(), lit(false)), 0L).otherwise(1L)), lit(0L)));
    }
    Row found = rows.agg(count(lit(1)), counts.toArray(new Column[0])).head();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < expectations.size(); i++) {
      Expectation expectation = expectations.get(i);
      outcomes.add(
          new Outcome(
              expectation.name(), expectation.severity(), found.getLong(0), found.getLong(i + 1)));
    }
    if (!table.key().isEmpty()) {
      outcomes.add(key(rows, found.getLong(0)));
    }
    return outcomes;
  }

  /** Distinct keys are counted over a struct, in which nulls are values. */
  private Outcome key(Dataset<Row> rows, long checked) {
    Column[] key = table.key().stream().map(ColumnSpec::col).toArray(Column[]::new);
    long distinct = rows.agg(functions.countDistinct(struct(key))).head().getLong(0);
    return new Outcome("the key is unique", Expectation.Severity.GATE, checked, checked - distinct);
  }
}

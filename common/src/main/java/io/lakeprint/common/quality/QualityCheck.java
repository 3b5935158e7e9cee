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

  /** One aggregation over {@code rows}, which are read once. */
  public List<Outcome> of(Dataset<Row> rows) {
    List<Column> counts = new ArrayList<>();
    for (Expectation expectation : expectations) {
      counts.add(
          coalesce(
              sum(when(coalesce(expectation.holds(), lit(false)), 0L).otherwise(1L)), lit(0L)));
    }
    boolean hasKey = !table.key().isEmpty();
    if (hasKey) {
      counts.add(count(lit(1)).minus(distinctKeys()));
    }
    Row found = rows.agg(count(lit(1)), counts.toArray(new Column[0])).head();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < expectations.size(); i++) {
      Expectation expectation = expectations.get(i);
      outcomes.add(outcome(expectation.name(), expectation.severity(), found, i + 1));
    }
    if (hasKey) {
      outcomes.add(
          outcome("the key is unique", Expectation.Severity.GATE, found, expectations.size() + 1));
    }
    return outcomes;
  }

  private static Outcome outcome(
      String name, Expectation.Severity severity, Row counts, int failed) {
    return new Outcome(name, severity, counts.getLong(0), counts.getLong(failed));
  }

  /** Counted over a struct, in which nulls are values. */
  private Column distinctKeys() {
    return functions.countDistinct(
        struct(table.key().stream().map(ColumnSpec::col).toArray(Column[]::new)));
  }
}

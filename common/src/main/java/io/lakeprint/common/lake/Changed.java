package io.lakeprint.common.lake;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Which keys of a table have to be computed again. */
public sealed interface Changed {

  /** None. */
  record Nothing() implements Changed {}

  /**
   * These.
   *
   * @param rows the keys, each once; null is a value
   */
  record Keys(Dataset<Row> rows) implements Changed {

    /** The rows of a table that have one of the keys, in columns of the same names. */
    public Dataset<Row> in(Dataset<Row> table) {
      return join(table, "left_semi");
    }

    /** The other rows of the table. */
    public Dataset<Row> notIn(Dataset<Row> table) {
      return join(table, "left_anti");
    }

    private Dataset<Row> join(Dataset<Row> table, String how) {
      Column same =
          Arrays.stream(rows.columns())
              .map(name -> functions.col("table." + name).eqNullSafe(functions.col("keys." + name)))
              .reduce(functions.lit(true), Column::and);
      return table.as("table").join(rows.as("keys"), same, how);
    }
  }

  /**
   * All of them, because what has changed cannot be told.
   *
   * @param reason why, as a sentence for the person who wonders what takes so long
   */
  record Everything(String reason) implements Changed {}

  /** What either of them has to compute again; the columns of the keys are the same. */
  default Changed or(Changed other) {
    if (this instanceof Everything || other instanceof Nothing) {
      return this;
    }
    if (other instanceof Everything || this instanceof Nothing) {
      return other;
    }
    return new Keys(((Keys) this).rows().unionByName(((Keys) other).rows()).distinct());
  }
}

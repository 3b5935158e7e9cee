package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.OneIdAliasesTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that name a person as of some day, with the person it is today beside it: tables of models
 * keep the person as it was said at the time, and journals until their next run.
 *
 * @param person the column that names the person at the time
 */
public record CurrentPersonTransform(ColumnSpec person) {

  private static final String CURRENT_NAME = "current_one_id";
  private static final String PRECEDENCE_NAME = "precedence";

  /** The person today. */
  public static final Column CURRENT = col(CURRENT_NAME);

  /**
   * What decides between several rows that have become one person: the row of the surviving id
   * first, then the smallest id.
   */
  public static final Column PRECEDENCE = col(PRECEDENCE_NAME);

  private static final String RETIRED = "retired_person";
  private static final String SURVIVOR = "surviving_person";

  /** The rows with {@link #CURRENT} and {@link #PRECEDENCE}. */
  public Dataset<Row> apply(Dataset<Row> rows, Dataset<Row> aliases) {
    Dataset<Row> survivors =
        aliases.select(
            OneIdAliasesTable.RETIRED_ID.col().as(RETIRED),
            OneIdAliasesTable.ONE_ID.col().as(SURVIVOR));
    return rows.join(survivors, person.col().equalTo(col(RETIRED)), "left")
        .withColumn(CURRENT_NAME, coalesce(col(SURVIVOR), person.col()))
        .withColumn(PRECEDENCE_NAME, struct(col(SURVIVOR).isNotNull(), person.col()))
        .drop(RETIRED, SURVIVOR);
  }
}

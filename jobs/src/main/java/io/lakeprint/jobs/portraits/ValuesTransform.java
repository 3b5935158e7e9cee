package io.lakeprint.jobs.portraits;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;

import io.lakeprint.common.ids.CurrentPersonTransform;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The latest value of each buyer who is a person today.
 *
 * <p>Of people who have become one, the survivor's value counts; where it has none, that of the
 * smallest retired id.
 *
 * @param asOf values of later days are left out
 */
record ValuesTransform(LocalDate asOf) {

  /** {@code one_id} and the columns of portraits that tell a value. */
  Dataset<Row> apply(Dataset<Row> values, Dataset<Row> aliases) {
    Dataset<Row> past = values.filter(CustomerValuesTable.AS_OF.col().leq(lit(asOf)));
    String date = CustomerValuesTable.AS_OF.name();
    Dataset<Row> latest = past.agg(max(CustomerValuesTable.AS_OF.col()).as(date));
    return new CurrentPersonTransform(CustomerValuesTable.ONE_ID)
        .apply(past.join(broadcast(latest), new String[] {date}, "inner"), aliases)
        .groupBy(CurrentPersonTransform.CURRENT.as(PersonsTable.ONE_ID.name()))
        .agg(
            of(CustomerValuesTable.ALIVE_SCORE, PortraitsTable.ALIVE_SCORE),
            of(CustomerValuesTable.EXPECTED_PURCHASES, PortraitsTable.EXPECTED_PURCHASES),
            of(CustomerValuesTable.CLV_AMOUNT, PortraitsTable.CLV_AMOUNT),
            of(CustomerValuesTable.CURRENCY, PortraitsTable.CLV_CURRENCY),
            of(CustomerValuesTable.DECILE, PortraitsTable.CLV_DECILE));
  }

  private static Column of(ColumnSpec value, ColumnSpec published) {
    return published.is(min_by(value.col(), CurrentPersonTransform.PRECEDENCE));
  }
}

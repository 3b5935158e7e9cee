package io.lakeprint.jobs.portraits;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.StandardEvents;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The channels on which each person ever did something: rows of daily activity in, {@code one_id}
 * and {@code channels} out.
 *
 * @param passiveEvents events that happen to a person
 * @param asOf later days are left out
 */
record ChannelsTransform(List<String> passiveEvents, LocalDate asOf) {

  Dataset<Row> apply(Dataset<Row> activity) {
    return activity
        .filter(DailyActivityTable.EVENT_DATE.col().leq(lit(asOf)))
        .filter(StandardEvents.isBehaviour(DailyActivityTable.EVENT_NAME.col()))
        .filter(not(DailyActivityTable.EVENT_NAME.col().isin(passiveEvents.toArray())))
        .groupBy(DailyActivityTable.ONE_ID.col())
        .agg(
            PortraitsTable.CHANNELS.is(
                array_join(sort_array(collect_set(DailyActivityTable.CHANNEL.col())), ",")));
  }
}

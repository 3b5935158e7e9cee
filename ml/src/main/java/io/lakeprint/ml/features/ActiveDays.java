package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.tables.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * One row per person and day from {@code behaviour.daily_activity}: what the activity features add
 * up. Each row looks back only, so rows of later days change nothing in it.
 *
 * @param config groups, channels, passive events, currency
 */
record ActiveDays(FeaturesConfig config) {
  /** Events that are activity of the person's own. */
  static final String EVENTS = "events";

  /** Measured active time in whole milliseconds, which add up exactly. */
  static final String ENGAGED_MILLIS = "engaged_millis";

  /** Days since the active day before; null on the first and on days without activity. */
  static final String GAP_DAYS = "gap_days";

  /** Struct of first_at and anchor_node: its minimum is the person's first event. */
  static final String FOUNDER = "founder";

  /** Events of a group. */
  static String count(String group) {
    return "count_" + group;
  }

  /** Amount of a group. */
  static String amount(String group) {
    return "amount_" + group;
  }

  /** Events of the person's own on a channel. */
  static String channel(String channel) {
    return "channel_" + channel;
  }

  Dataset<Row> apply(Dataset<Row> activity) {
    Column events = DailyActivityTable.EVENT_COUNT.col();
    Column own =
        not(DailyActivityTable.EVENT_NAME.col().isInCollection(config.passiveEvents()))
            .and(StandardEvents.isBehaviour(DailyActivityTable.EVENT_NAME.col()));
    List<Column> sums = new ArrayList<>();
    sums.add(zeroed(sum(when(own, events))).as(EVENTS));
    sums.add(
        sum(round(DailyActivityTable.ENGAGED_SECONDS.col().multiply(1000)).cast(Types.LONG))
            .as(ENGAGED_MILLIS));
    config
        .groups()
        .forEach(
            (name, group) -> {
              Column member = DailyActivityTable.EVENT_NAME.col().isInCollection(group.events());
              sums.add(zeroed(sum(when(member, events))).as(count(name)));
              if (group.amounts()) {
                sums.add(zeroed(sum(when(member.and(counted()), amount()))).as(amount(name)));
              }
            });
    config
        .channels()
        .forEach(
            channel -> {
              Column there = DailyActivityTable.CHANNEL.col().equalTo(channel);
              sums.add(zeroed(sum(when(own.and(there), events))).as(channel(channel)));
            });
    Column founder =
        min(struct(DailyActivityTable.FIRST_AT.col(), DailyActivityTable.ANCHOR_NODE.col()));
    // One shuffle by person serves the days, the gaps between them and whatever follows by person.
    return activity
        .repartition(DailyActivityTable.ONE_ID.col())
        .groupBy(DailyActivityTable.ONE_ID.col(), DailyActivityTable.EVENT_DATE.col())
        .agg(founder.as(FOUNDER), sums.toArray(Column[]::new))
        .withColumn(GAP_DAYS, gap());
  }

  private static Column gap() {
    Column day = DailyActivityTable.EVENT_DATE.col();
    Column activeDay = when(col(EVENTS).gt(0), day);
    WindowSpec before =
        Window.partitionBy(DailyActivityTable.ONE_ID.col())
            .orderBy(day)
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column previous = last(activeDay, true).over(before);
    return datediff(activeDay, previous).cast(Types.LONG);
  }

  private Column counted() {
    return config
        .currency()
        .map(code -> DailyActivityTable.CURRENCY.col().equalTo(code))
        .orElse(lit(true));
  }

  private static Column amount() {
    return DailyActivityTable.AMOUNT.col();
  }

  private static Column zeroed(Column value) {
    return coalesce(value, lit(0));
  }
}

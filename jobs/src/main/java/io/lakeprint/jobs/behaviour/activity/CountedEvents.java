package io.lakeprint.jobs.behaviour.activity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import org.apache.spark.sql.Column;

/** Which events both roll-ups count, so that their totals agree. */
final class CountedEvents {

  private CountedEvents() {}

  /**
   * Events of a known person: with anchor and {@code one_id}, no mere record such as {@code
   * identify}, and no robot unless wanted.
   */
  static Column of(DailyActivityConfig config) {
    Column bot = coalesce(EventsTable.IS_BOT.col(), lit(false));
    return EventsTable.ANCHOR_NODE
        .col()
        .isNotNull()
        .and(EventsTable.ONE_ID.col().isNotNull())
        .and(StandardEvents.isBehaviour(EventsTable.EVENT_NAME.col()))
        .and(config.includeBots() ? lit(true) : bot.unary_$bang());
  }
}

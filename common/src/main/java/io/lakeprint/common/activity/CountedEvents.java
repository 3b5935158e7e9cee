package io.lakeprint.common.activity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.EventLines;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.tables.Watch;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** Which events both roll-ups count, so that their totals agree. */
public final class CountedEvents {

  private CountedEvents() {}

  /**
   * Events of a known person: with anchor and {@code one_id}, no mere record such as {@code
   * identify}, and no robot unless wanted; by anchor, person and day.
   */
  public static Watch of(DailyActivityConfig config) {
    Column bot = coalesce(EventsTable.IS_BOT.col(), lit(false));
    return new Watch(
        List.of(EventsTable.ANCHOR_NODE, EventsTable.ONE_ID, EventsTable.EVENT_DATE),
        Stream.of(
                Stream.of(
                    EventsTable.SOURCE,
                    EventsTable.EVENT_NAME,
                    EventsTable.EVENT_TIME,
                    EventsTable.IS_BOT,
                    EventsTable.CHANNEL,
                    EventsTable.APP_ID,
                    EventsTable.STORE_ID,
                    EventsTable.ENGAGED_MS),
                EventLines.COLUMNS.stream(),
                config.dimensions().stream().map(Dimension::column))
            .flatMap(columns -> columns)
            .distinct()
            .toList(),
        StandardEvents.isBehaviour(EventsTable.EVENT_NAME.col())
            .and(config.includeBots() ? lit(true) : bot.unary_$bang()));
  }
}

package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.StandardEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * What a row of activity is, as bits of one number: the person's own doing, each group of events,
 * and the person's own doing on each channel.
 *
 * @param config groups, channels, passive events
 */
record Marks(FeaturesConfig config) {

  /** More do not fit beside {@link #OWN}. */
  static final int MOST = Long.SIZE - 2;

  /** Activity of the person's own. */
  static final int OWN = 0;

  int group(String name) {
    return 1 + names().indexOf(name);
  }

  int channel(String name) {
    return 1 + names().size() + config.channels().indexOf(name);
  }

  private List<String> names() {
    return List.copyOf(config.groups().keySet());
  }

  /** The number of a row of {@code behaviour.daily_activity}. */
  Column of() {
    Column name = DailyActivityTable.EVENT_NAME.col();
    Column own =
        not(name.isInCollection(config.passiveEvents())).and(StandardEvents.isBehaviour(name));
    List<Column> conditions = new ArrayList<>();
    conditions.add(own);
    config.groups().values().forEach(group -> conditions.add(name.isInCollection(group.events())));
    config
        .channels()
        .forEach(
            channel -> conditions.add(own.and(DailyActivityTable.CHANNEL.col().equalTo(channel))));
    Column marks = lit(0L);
    for (int mark = 0; mark < conditions.size(); mark++) {
      marks = marks.bitwiseOR(when(conditions.get(mark), lit(1L << mark)).otherwise(lit(0L)));
    }
    return marks;
  }

  /** Whether an amount of a row counts for any feature: it is of a group with amounts. */
  Column hasAmount() {
    List<String> events =
        config.groups().values().stream()
            .filter(EventGroup::amounts)
            .flatMap(group -> group.events().stream())
            .distinct()
            .toList();
    Column counted =
        config
            .currency()
            .map(code -> DailyActivityTable.CURRENCY.col().equalTo(code))
            .orElse(lit(true));
    return DailyActivityTable.EVENT_NAME.col().isInCollection(events).and(counted);
  }
}

package io.lakeprint.jobs.behaviour.activity;

import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.activity.DailyActivityTransform;
import io.lakeprint.common.activity.DailyDimensionsTransform;
import io.lakeprint.common.activity.Dimension;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The roll-ups of some events, for tests of what stands on them. */
public final class ActivityRollUps {

  private static final DailyActivityConfig CONFIG =
      new DailyActivityConfig(List.of(Dimension.values()), false);

  private ActivityRollUps() {}

  /** Rows of {@code behaviour.daily_activity}. */
  public static Dataset<Row> activity(Dataset<Row> events) {
    return new DailyActivityTransform(CONFIG).apply(events);
  }

  /** Rows of {@code behaviour.daily_dimensions}. */
  public static Dataset<Row> dimensions(Dataset<Row> events, ZoneId zone) {
    return new DailyDimensionsTransform(CONFIG, zone).apply(events);
  }
}

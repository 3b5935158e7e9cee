package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.activity.DailyActivityTransform;
import io.lakeprint.common.activity.DailyDimensionsTransform;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.RollUpRules;
import io.lakeprint.ml.features.Snapshots;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Features at the end of a day of a history, once of the persons that the run of that day wrote on
 * the events, and once as they are told from the lake and the log at its end.
 */
record PastSnapshots(SparkSession spark, IdentityHistory history, LocalDate day) {
  private static final LakeConfig SHIPPED =
      ConfigLoader.load(List.of(), List.of(), PastSnapshots.class.getClassLoader());
  private static final RollUpRules RULES =
      new RollUpRules(
          SHIPPED.bind("daily-activity", DailyActivityConfig.class),
          SHIPPED.bind("sessions", SessionsConfig.class),
          new BusinessDays(ZoneOffset.UTC));

  private static final String[] KEY = {EventsTable.EVENT_ID.name()};

  /** How many events of the day have had another person since. */
  long eventsOfOthersAtTheEnd() {
    Map<String, @Nullable String> then = history.said(day).events();
    Map<String, @Nullable String> now = history.said(IdentityHistory.MARCH_20).events();
    return then.keySet().stream()
        .filter(event -> !Objects.equals(then.get(event), now.get(event)))
        .count();
  }

  List<String> takenOnTheDay() {
    Dataset<Row> events = events().drop(EventsTable.ONE_ID.name()).join(written(), KEY);
    return features(events, Optional.empty());
  }

  /** Events that came late are left out, which the day did not have. */
  List<String> takenLater() {
    Column isLater = EventsTable.EVENT_DATE.col().gt(lit(day));
    Dataset<Row> events = events().join(written(), KEY, "left_semi").union(events().where(isLater));
    Dataset<Row> log = history.lake().read(IdentityLogTable.SPEC);
    return features(events, Optional.of(new FeaturesTransform.Identity(log, events)));
  }

  private Dataset<Row> events() {
    return history.lake().read(EventsTable.SPEC);
  }

  /** The person of each event after the run of the day. */
  private Dataset<Row> written() {
    List<Row> rows =
        history.said(day).events().entrySet().stream()
            .map(event -> RowFactory.create(event.getKey(), event.getValue()))
            .toList();
    return spark.createDataFrame(rows, StructType.fromDDL("event_id STRING, one_id STRING"));
  }

  private List<String> features(
      Dataset<Row> events, Optional<FeaturesTransform.Identity> identity) {
    FeaturesConfig config = SHIPPED.bind("features", FeaturesConfig.class);
    Dataset<Row> sessions =
        new SessionsTransform(RULES.sessions())
            .apply(new SessionizeTransform(RULES.sessions()).apply(events));
    return new FeaturesTransform(config, new Snapshots(List.of(day)), RULES)
            .apply(
                new FeaturesTransform.Inputs(
                    new DailyActivityTransform(RULES.activity()).apply(events),
                    sessions,
                    new DailyDimensionsTransform(RULES.activity(), RULES.days().zone())
                        .apply(events),
                    Optional.empty(),
                    identity))
            .orderBy(FeaturesTable.ONE_ID.col())
            .drop(col(FeaturesTable.DEFINITION.name()))
            .collectAsList()
            .stream()
            .map(Row::toString)
            .toList();
  }
}

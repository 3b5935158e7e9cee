package io.lakeprint.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.ml.RollUpRows;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.SyntheticShop;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class FeaturesTransformTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
  private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);
  private static final FeaturesConfig CONFIG = Settings.of("features", FeaturesConfig.class);

  private final SparkSession spark;

  FeaturesTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void countsWithinWindowsThatEndWithTheSnapshot() {
    RollUpRows rows =
        new RollUpRows()
            .did("a", DAY, "page_view", 3, null)
            .did("a", DAY.minusDays(6), "page_view", 5, null)
            .did("a", DAY.minusDays(7), "page_view", 7, null)
            .did("a", DAY.minusDays(29), "purchase", 1, "10.50")
            .did("a", DAY.minusDays(30), "purchase", 2, "4.25")
            .did("a", DAY.minusDays(90), "search", 9, null)
            .did("a", DAY.minusDays(1), "message_sent", 4, null);
    Row a = features(rows, DAY).get(0);
    assertThat(number(a, "browse_count_7d")).isEqualTo(8);
    assertThat(number(a, "browse_count_30d")).isEqualTo(15);
    assertThat(number(a, "purchase_amount_30d")).isEqualTo(10.5);
    assertThat(number(a, "purchase_amount_90d")).isEqualTo(14.75);
    assertThat(number(a, "search_count_90d")).isZero();
    assertThat(number(a, "days_since_search")).isEqualTo(90);
    assertThat(number(a, "event_count_7d")).as("without message_sent").isEqualTo(8);
    assertThat(number(a, "active_days_30d")).isEqualTo(4);
    assertThat(number(a, "tenure_days")).isEqualTo(90);
    assertThat(number(a, "purchase_trend")).isEqualTo((1.0 - 2) / 3);
    assertThat(number(a, "engaged_seconds_7d")).isEqualTo(85.2);
    assertThat(a.isNullAt(a.fieldIndex("days_since_refund"))).isTrue();
  }

  @Test
  void measuresRhythmByTheGapsBetweenActiveDays() {
    RollUpRows rows =
        new RollUpRows()
            .did("a", DAY.minusDays(20), "page_view", 1, null)
            .did("a", DAY.minusDays(18), "page_view", 1, null)
            .did("a", DAY.minusDays(17), "message_sent", 1, null)
            .did("a", DAY.minusDays(12), "page_view", 1, null);
    Row a = features(rows, DAY).get(0);
    assertThat(number(a, "gap_days_mean")).isEqualTo(4);
    assertThat(number(a, "gap_days_deviation")).isEqualTo(2);
    assertThat(number(a, Features.DAYS_SINCE_ACTIVE)).isEqualTo(12);
    assertThat(number(a, "days_since_active_per_gap")).isEqualTo(3);
  }

  @Test
  void rhythmNeedsTwoActiveDays() {
    Row a = features(new RollUpRows().did("a", DAY.minusDays(5), "search", 2, null), DAY).get(0);
    assertThat(number(a, Features.DAYS_SINCE_ACTIVE)).isEqualTo(5);
    assertThat(List.of("gap_days_mean", "gap_days_deviation", "days_since_active_per_gap"))
        .allMatch(feature -> a.isNullAt(a.fieldIndex(feature)));
  }

  @Test
  void comparesWithTheSameDaysOfTheYearBefore() {
    LocalDate then = DAY.minusYears(1);
    RollUpRows rows =
        new RollUpRows()
            .did("a", then.minusDays(30), "purchase", 8, "1.00")
            .did("a", then.minusDays(29), "purchase", 4, "1.00")
            .did("a", then, "page_view", 2, null)
            .did("a", then.plusDays(1), "page_view", 1, null)
            .did("b", then.plusDays(1), "page_view", 1, null);
    List<Row> features = features(rows, DAY);
    assertThat(number(features.get(0), "event_count_30d_year_ago")).isEqualTo(6);
    assertThat(number(features.get(0), "purchase_count_30d_year_ago")).isEqualTo(4);
    Row b = features.get(1);
    assertThat(b.isNullAt(b.fieldIndex("event_count_30d_year_ago"))).as("not there yet").isTrue();
    Row leapDay =
        features(new RollUpRows().did("c", LocalDate.of(2023, 2, 28), "search", 3, null), LEAP_DAY)
            .get(0);
    assertThat(number(leapDay, "search_count_30d_year_ago")).isEqualTo(3);
  }

  @Test
  void followsTheFunnelDayByDay() {
    RollUpRows rows =
        new RollUpRows()
            .did("bought", DAY.minusDays(9), "page_view", 1, null)
            .did("bought", DAY.minusDays(9), "add_to_cart", 1, null)
            .did("bought", DAY.minusDays(2), "purchase", 1, "5.00")
            .did("left", DAY.minusDays(8), "purchase", 1, "5.00")
            .did("left", DAY.minusDays(7), "page_view", 1, null)
            .did("left", DAY.minusDays(4), "add_to_cart", 1, null)
            .did("looked", DAY.minusDays(3), "add_to_cart", 1, null)
            .did("looked", DAY.minusDays(1), "page_view", 1, null);
    List<Row> features = features(rows, DAY);
    assertThat(features)
        .extracting(row -> number(row, "funnel_steps_90d"))
        .containsExactly(3.0, 2.0, 1.0);
    assertThat(features)
        .extracting(row -> row.<Double>getAs("days_since_abandoned"))
        .containsExactly(null, 4.0, 3.0);
  }

  @Test
  void countsDaysOnWhichOneThingCameAfterAnother() {
    RollUpRows rows =
        new RollUpRows()
            .did("a", DAY.minusDays(20), "search", 1, null)
            .did("a", DAY.minusDays(17), "add_to_cart", 1, null)
            .did("a", DAY.minusDays(16), "add_to_cart", 1, null)
            .did("a", DAY.minusDays(13), "purchase", 1, "1.00")
            .did("a", DAY.minusDays(12), "purchase", 1, "1.00")
            .did("a", DAY, "search", 1, null)
            .did("a", DAY, "add_to_cart", 1, null);
    Row a = features(rows, DAY).get(0);
    assertThat(number(a, "search_to_cart_days_90d")).isEqualTo(2);
    assertThat(number(a, "search_to_purchase_days_90d")).isEqualTo(1);
    assertThat(number(a, "service_to_purchase_days_90d")).isZero();
  }

  @Test
  void tellsWhatSomebodyMeetsMostAndNew() {
    RollUpRows rows =
        new RollUpRows()
            .did("a", DAY, "page_view", 1, null)
            .met("a", DAY.minusDays(50), "tea")
            .met("a", DAY.minusDays(2), "tea")
            .met("a", DAY.minusDays(1), "cups")
            .met("a", DAY, "tea")
            .met("a", DAY.minusDays(90), "before the window")
            .did("b", DAY, "page_view", 1, null);
    List<Row> features = features(rows, DAY);
    Row a = features.get(0);
    assertThat(number(a, "category_variety_90d")).isEqualTo(2);
    assertThat(number(a, "category_top_share_90d")).isEqualTo(0.75);
    assertThat(number(a, "category_new_30d")).isEqualTo(1);
    Row b = features.get(1);
    assertThat(b.isNullAt(b.fieldIndex("category_top_share_90d"))).isTrue();
  }

  @Test
  void judgesSessionsOnlyOnceTheyAreOver() {
    RollUpRows rows =
        new RollUpRows()
            .did("a", DAY, "page_view", 1, null)
            .visited("a", DAY, 9000, true)
            .visited("a", DAY.minusDays(1), 60, false)
            .visited("a", DAY.minusDays(2), 20, true)
            .met("a", DAY, "tea")
            .met("a", DAY.minusDays(3), "tea")
            .met("a", DAY.minusDays(3), "cups");
    Row a = features(rows, DAY).get(0);
    assertThat(number(a, "session_count_7d")).isEqualTo(3);
    assertThat(number(a, "bounce_ratio_90d")).isEqualTo(0.5);
    assertThat(number(a, "session_seconds_mean_90d")).isEqualTo(40);
    assertThat(number(a, "category_variety_90d")).isEqualTo(2);

    assertThat(number(running(rows, "38h"), "bounce_ratio_90d"))
        .as("over at midnight")
        .isEqualTo(0.5);
    Row running = running(rows, "39h");
    assertThat(number(running, "session_count_7d")).isEqualTo(3);
    assertThat(number(running, "bounce_ratio_90d")).as("yesterday's may run on").isEqualTo(1);
    assertThat(number(running, "session_seconds_mean_90d")).isEqualTo(20);
  }

  private Row running(RollUpRows rows, String maximumLength) {
    RollUpRules rules = Settings.rollUps("sessions.maximum-length=" + maximumLength);
    return new FeaturesTransform(CONFIG, new Snapshots(List.of(DAY)), rules)
        .apply(rows.on(spark))
        .head();
  }

  @Test
  void rowsAreOfTheDeclaredTable() {
    Dataset<Row> features =
        transform(DAY).apply(new RollUpRows().did("a", DAY, "search", 1, null).on(spark));
    assertThat(features.columns())
        .isEqualTo(FeatureCatalog.of(CONFIG).table().schema().fieldNames());
  }

  /** Whatever is added, deleted or altered after a snapshot, no bit of it changes. */
  @Test
  void nothingLaterChangesABit() {
    LocalDate snapshot = SyntheticShop.FIRST_DAY.plusDays(60);
    RollUpRows full = new SyntheticShop(40, 100, 11).rows();
    FeaturesTransform.Inputs inputs = full.on(spark);
    List<Row> known = rows(inputs, snapshot, snapshot.plusDays(30));

    FeaturesTransform.Inputs cut =
        new FeaturesTransform.Inputs(
            inputs.activity().filter(functions.col("event_date").leq(functions.lit(snapshot))),
            inputs.sessions().filter(functions.col("session_date").leq(functions.lit(snapshot))),
            inputs.dimensions().filter(functions.col("event_date").leq(functions.lit(snapshot))));
    assertThat(rows(cut, snapshot)).as("deleted").isEqualTo(known);

    RollUpRows more = new RollUpRows();
    Random random = new Random(5);
    for (int person = 0; person < 60; person++) {
      String id = String.format("p%05d", person);
      LocalDate later = snapshot.plusDays(1 + random.nextInt(30));
      more.did(id, later, "purchase", 5, "999.99")
          .visited(id, later, 1, true)
          .met(id, later, "new");
    }
    FeaturesTransform.Inputs added = more.on(spark);
    FeaturesTransform.Inputs altered =
        new FeaturesTransform.Inputs(
            cut.activity().union(added.activity()),
            cut.sessions()
                .union(added.sessions())
                // The sessions of the day itself may still be running.
                .withColumn(
                    "duration_seconds",
                    functions
                        .when(functions.col("session_date").geq(functions.lit(snapshot)), 86_400L)
                        .otherwise(functions.col("duration_seconds"))),
            cut.dimensions().union(added.dimensions()));
    assertThat(rows(altered, snapshot, snapshot.plusDays(30))).as("altered").isEqualTo(known);
  }

  /** As roll-ups are added up again in tags: what a plain query says. */
  @Test
  void plainQueriesSayTheSame() {
    LocalDate last = SyntheticShop.FIRST_DAY.plusDays(80);
    FeaturesTransform.Inputs inputs = new SyntheticShop(40, 100, 8).rows().on(spark);
    inputs.activity().createOrReplaceTempView("activity");
    List<Row> asked =
        spark
            .sql(
                "SELECT one_id, CAST(SUM(IF(event_name = 'purchase', event_count, 0)) AS DOUBLE),"
                    + " CAST(COALESCE(SUM(IF(event_name = 'purchase', amount, 0)), 0) AS DOUBLE),"
                    + " CAST(COUNT(DISTINCT IF(event_name NOT IN ('message_sent', 'ad_impression',"
                    + " 'refund', 'device_report'), event_date, NULL)) AS DOUBLE)"
                    + " FROM activity WHERE event_date > DATE'"
                    + last.minusDays(30)
                    + "' AND event_date <= DATE'"
                    + last
                    + "' GROUP BY one_id ORDER BY one_id")
            .collectAsList();
    assertThat(asked).hasSizeGreaterThan(10);
    List<Row> told =
        transform(last)
            .apply(inputs)
            .filter(functions.col("event_count_30d").gt(0))
            .select("one_id", "purchase_count_30d", "purchase_amount_30d", "active_days_30d")
            .orderBy("one_id")
            .collectAsList();
    assertThat(told).isEqualTo(asked.stream().filter(row -> row.getDouble(3) > 0).toList());
  }

  @Test
  void otherSettingsOfFeaturesOrRollUpsAreAnotherDefinition() {
    Snapshots snapshots = new Snapshots(List.of(DAY));
    List<FeaturesTransform> transforms =
        List.of(
            transform(DAY),
            new FeaturesTransform(
                Settings.of("features", FeaturesConfig.class, "features.currency=EUR"),
                snapshots,
                Settings.rollUps()),
            new FeaturesTransform(
                CONFIG, snapshots, Settings.rollUps("sessions.inactivity-gap=20m")),
            new FeaturesTransform(
                CONFIG, snapshots, Settings.rollUps("daily-activity.include-bots=true")),
            new FeaturesTransform(
                CONFIG, snapshots, Settings.rollUps("daily-activity.dimensions=[category]")));
    Row definitions =
        spark
            .range(1)
            .select(transforms.stream().map(FeaturesTransform::definition).toArray(Column[]::new))
            .head();
    assertThat(
            Set.of(definitions.get(0), definitions.get(1), definitions.get(2), definitions.get(3)))
        .hasSize(4);
    assertThat(definitions.get(4)).as("no feature reads another").isEqualTo(definitions.get(0));
  }

  @Test
  void neitherOrderNorPartitioningChangesABit() {
    FeaturesTransform.Inputs inputs = new SyntheticShop(40, 100, 3).rows().on(spark);
    FeaturesTransform.Inputs shuffled =
        new FeaturesTransform.Inputs(
            inputs.activity().repartition(7).orderBy(functions.hash(functions.col("event_date"))),
            inputs.sessions().repartition(5),
            inputs.dimensions().repartition(3));
    LocalDate last = SyntheticShop.FIRST_DAY.plusDays(99);
    assertThat(rows(shuffled, last)).isEqualTo(rows(inputs, last));
  }

  @Test
  void snapshotsReachBackWhileThereIsHistory() {
    LocalDate asOf = LocalDate.of(2025, 6, 30);
    assertThat(Snapshots.of(asOf, asOf.minusDays(100), CONFIG).dates())
        .containsExactly(asOf.minusDays(60), asOf.minusDays(30), asOf);
    assertThat(Snapshots.of(asOf, asOf, CONFIG).dates()).containsExactly(asOf);
  }

  private List<Row> features(RollUpRows rows, LocalDate snapshot) {
    return rows(rows.on(spark), snapshot);
  }

  /** The rows of the first snapshot, computed together with the others. */
  private List<Row> rows(FeaturesTransform.Inputs inputs, LocalDate... snapshots) {
    return transform(snapshots)
        .apply(inputs)
        .filter(FeaturesTable.AS_OF.col().equalTo(functions.lit(snapshots[0])))
        .orderBy(FeaturesTable.ONE_ID.col())
        .collectAsList();
  }

  private static FeaturesTransform transform(LocalDate... snapshots) {
    return new FeaturesTransform(CONFIG, new Snapshots(List.of(snapshots)), Settings.rollUps());
  }

  private static double number(Row row, String feature) {
    return row.getDouble(row.fieldIndex(feature));
  }
}

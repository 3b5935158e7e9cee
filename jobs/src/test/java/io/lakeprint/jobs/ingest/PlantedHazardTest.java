package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.jobs.simulate.FileSink;
import io.lakeprint.jobs.simulate.SimulateConfig;
import io.lakeprint.jobs.simulate.Simulator;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is about to leave a simulated shop: the lake knows it up to a day, the model in service then
 * says whom it will lose, and what the simulation did afterwards judges. People are those of the
 * simulation, so that only the model is judged.
 */
@ExtendWith(SparkExtension.class)
class PlantedHazardTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final int HORIZON = 28;

  /** A day on which the simulation says what the hazard was: every seventh. */
  private static final LocalDate AS_OF = START.plusDays(125);

  private static final SimulateConfig WORLD =
      new SimulateConfig(11, 1_200, 126 + HORIZON, START, ZONE, true);

  /** Sources whose records have an id, by which the truth names their person. */
  private static final List<String> NAMED = List.of("web", "app", "store");

  private static final List<String> PEOPLE =
      List.of("web", "app", "store", "mini_program", "server");

  private record Scored(double score, boolean happened) {}

  @Test
  void theModelFindsWhoStaysAwayAndAmongThoseStillThereWhoLeaves(
      SparkSession spark, @TempDir Path folder) {
    Path simulated = folder.resolve("simulated");
    new Simulator().write(WORLD, FileSink.folder(simulated));
    Dataset<Row> did = did(spark, simulated).cache();
    Map<String, Double> scores = scores(spark, folder.resolve("lake"), did);

    Map<String, Boolean> stayedAway = new HashMap<>();
    scores.keySet().forEach(person -> stayedAway.put(person, true));
    did.filter(col("day").gt(lit(AS_OF)))
        .select("person")
        .distinct()
        .collectAsList()
        .forEach(row -> stayedAway.replace(row.getString(0), false));
    Map<String, Double> hazard = new HashMap<>();
    truth(spark, simulated, "hazard")
        .filter(col("as_of").equalTo(AS_OF.toString()).and(col("alive").equalTo("true")))
        .collectAsList()
        .forEach(
            row ->
                hazard.put(
                    row.getAs("person_id"), Double.valueOf(row.<String>getAs("churn_hazard"))));
    Map<String, Boolean> left =
        truth(spark, simulated, "people").collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row -> row.<String>getAs("person_id"),
                    row -> row.<String>getAs("churned_on") != null));
    hazard.keySet().retainAll(scores.keySet());
    Map<String, Double> alive = new HashMap<>(scores);
    alive.keySet().retainAll(hazard.keySet());

    double silence = auc(scores, stayedAway);
    double found = auc(alive, left);
    double ceiling = auc(hazard, left);
    QualityFloors.hold(
        "simulated.churn",
        Map.of(
            "stays_away_roc_auc", silence,
            "leaves_roc_auc", found,
            "ceiling_roc_auc", ceiling));
    // Nobody can know more than the hazard does; the model foretells silence, of which leaving is a
    // part.
    assertThat(found).isLessThanOrEqualTo(ceiling);
  }

  /** What the model in service on the day says about people who had been active. */
  private static Map<String, Double> scores(SparkSession spark, Path lake, Dataset<Row> did) {
    TrialContext context =
        TrialContext.at(
            spark,
            lake,
            ZONE,
            AS_OF,
            "features.step-days=" + HORIZON,
            "features.snapshots=3",
            "churn.observation-days=30",
            "churn.horizon-days=" + HORIZON,
            "train.models=[churn]",
            "train.random-forest.trees=0",
            "score.reasons=0");
    Dataset<Row> known = did.filter(col("day").leq(lit(AS_OF)));
    context.lake().replaceWhere(DailyActivityTable.SPEC, activity(known), "true");
    context
        .lake()
        .replaceWhere(SessionsTable.SPEC, TableRows.of(SessionsTable.SPEC).on(spark), "true");
    context
        .lake()
        .replaceWhere(
            DailyDimensionsTable.SPEC, TableRows.of(DailyDimensionsTable.SPEC).on(spark), "true");
    List.of("features", "train", "score").forEach(name -> context.run(job(name)));
    return context
        .lake()
        .read(PredictionsTable.SPEC)
        .select(PredictionsTable.ONE_ID.col(), PredictionsTable.SCORE.col())
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getDouble(1)));
  }

  private static Job<?> job(String name) {
    return ServiceLoader.load(JobCatalog.class, PlantedHazardTest.class.getClassLoader()).stream()
        .flatMap(catalog -> catalog.get().jobs().stream())
        .filter(job -> job.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Everything that people did: person, day, name, at, amount, key. Of records without an id it is
   * known that they were, and when.
   */
  private static Dataset<Row> did(SparkSession spark, Path simulated) {
    LakeConfig lake =
        ConfigLoader.load(
            List.of(ProjectRoot.path().resolve("conf/demo.conf").toString()),
            List.of("simulate.target=" + simulated),
            PlantedHazardTest.class.getClassLoader(),
            Map.of());
    Dataset<Row> named =
        NAMED.stream()
            .map(source -> named(new PresetEvents(spark, "sources." + source, lake), source))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Column at = to_timestamp(col("event_time"));
    return truth(spark, simulated, "events")
        .filter(
            col("kind")
                .equalTo("event")
                .and(col("person_id").isNotNull())
                .and(col("source").isInCollection(PEOPLE)))
        .join(
            named,
            col("source").equalTo(col("_source")).and(col("event_id").equalTo(col("_id"))),
            "left")
        .select(
            col("person_id").as("person"),
            to_date(from_utc_timestamp(at, ZONE.getId())).as("day"),
            at.as("at"),
            coalesce(col("_name"), lit("page_view")).as("name"),
            col("_amount").as("amount"),
            coalesce(col("_order"), col("event_id")).as("key"));
  }

  private static Dataset<Row> named(PresetEvents events, String source) {
    return events
        .mapped(SourceListing.of(events.source().path(), new Configuration()).sourceFiles())
        .filter(col(MappedColumns.REJECT_CODE).isNull())
        .select(
            lit(source).as("_source"),
            EventsTable.EVENT_ID.col().as("_id"),
            EventsTable.EVENT_NAME.col().as("_name"),
            EventsTable.AMOUNT.col().as("_amount"),
            EventsTable.ORDER_ID.col().as("_order"))
        .dropDuplicates("_source", "_id");
  }

  private static Dataset<Row> truth(SparkSession spark, Path simulated, String table) {
    return spark
        .read()
        .option("header", true)
        .csv(simulated.resolve("truth/" + table + ".csv.gz").toString());
  }

  private static Dataset<Row> activity(Dataset<Row> did) {
    Dataset<Row> days =
        did.groupBy("person", "day", "name")
            .agg(
                count_distinct(col("key")).as("events"),
                sum("amount").as("amount"),
                min("at").as("first"),
                max("at").as("last"));
    Map<ColumnSpec, Column> values =
        Map.of(
            DailyActivityTable.ANCHOR_NODE, xxhash64(col("person")),
            DailyActivityTable.ONE_ID, col("person"),
            DailyActivityTable.EVENT_DATE, col("day"),
            DailyActivityTable.EVENT_NAME, col("name"),
            DailyActivityTable.CHANNEL, lit("web"),
            DailyActivityTable.EVENT_COUNT, col("events"),
            DailyActivityTable.AMOUNT, col("amount"),
            DailyActivityTable.ENGAGED_SECONDS, lit(0),
            DailyActivityTable.FIRST_AT, col("first"),
            DailyActivityTable.LAST_AT, col("last"));
    return days.select(
        DailyActivityTable.SPEC.columns().stream()
            .map(
                column ->
                    values.getOrDefault(column, lit(null)).cast(column.type()).as(column.name()))
            .toArray(Column[]::new));
  }

  /** Chance that one for whom it happened scores above one for whom it did not; ties half. */
  private static double auc(Map<String, Double> scores, Map<String, Boolean> happened) {
    List<Scored> people =
        scores.entrySet().stream()
            .map(one -> new Scored(one.getValue(), happened.getOrDefault(one.getKey(), false)))
            .toList();
    double wins = 0;
    for (Scored positive : people) {
      for (Scored negative : people) {
        if (positive.happened() && !negative.happened()) {
          int order = Double.compare(positive.score(), negative.score());
          wins += order > 0 ? 1 : order == 0 ? 0.5 : 0;
        }
      }
    }
    long positives = people.stream().filter(Scored::happened).count();
    return wins / (positives * (people.size() - positives));
  }
}

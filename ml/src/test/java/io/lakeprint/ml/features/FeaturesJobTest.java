package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.RollUpRows;
import io.lakeprint.ml.SyntheticShop;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class FeaturesJobTest {
  private static final LocalDate THEN = SyntheticShop.FIRST_DAY.plusDays(59);
  private static final LocalDate NOW = THEN.plusDays(30);

  /**
   * Between two runs people do more, some events come late, a login makes one person of two, and an
   * operator makes two of another.
   */
  @Test
  void aSnapshotThatWasTakenStaysAsItWas(SparkSession spark, @TempDir Path folder) {
    RollUpRows shop = new SyntheticShop(20, 90, 6).rows();
    FeaturesTransform.Inputs all = shop.on(spark);
    Column known = col("event_date").leq(lit(THEN));
    write(
        at(spark, folder, THEN),
        all.activity().filter(known),
        all.sessions().filter(col("session_date").leq(lit(THEN))),
        all.dimensions().filter(known));
    at(spark, folder, THEN).run(new FeaturesJob());
    List<Row> taken = snapshot(at(spark, folder, THEN), THEN);
    assertThat(taken).hasSizeGreaterThan(7);

    FeaturesTransform.Inputs late =
        new RollUpRows()
            .did("p00003", THEN.minusDays(2), "purchase", 7, "70.00")
            .visited("p00003", THEN.minusDays(2), 60, false)
            .met("p00003", THEN.minusDays(2), "late")
            .on(spark);
    write(
        at(spark, folder, NOW),
        renamed(all.activity().union(late.activity())),
        renamed(all.sessions()),
        renamed(all.dimensions().union(late.dimensions())));
    TrialContext.at(spark, folder, ZoneId.of("UTC"), NOW, "features.snapshots=2")
        .run(new FeaturesJob());
    assertThat(snapshot(at(spark, folder, NOW), THEN)).isEqualTo(taken);
    assertThat(snapshot(at(spark, folder, NOW), NOW))
        .as("the people of now")
        .extracting(row -> row.<String>getAs("one_id"))
        .doesNotContain("p00001")
        .anyMatch(id -> id.endsWith("b"));

    Lake lake = at(spark, folder, NOW).lake();
    lake.replaceWhere(IdentityLogTable.SPEC, log(spark), "true");
    lake.replaceWhere(EventsTable.SPEC, renamed(shop.events(spark)), "true");
    List<Row> again = retaken(spark, folder, "features.keep-taken=false");
    assertThat(again).as("taken again on wish").isNotEqualTo(taken);
    assertThat(again.stream().filter(FeaturesJobTest::hadNothingLate))
        .as("with the people known then")
        .containsExactlyElementsOf(taken.stream().filter(FeaturesJobTest::hadNothingLate).toList());
    assertThat(retaken(spark, folder, "features.passive-events=[page_view]"))
        .as("other settings, another snapshot")
        .isNotEqualTo(again);
  }

  private static List<Row> retaken(SparkSession spark, Path folder, String setting) {
    TrialContext context =
        TrialContext.at(spark, folder, ZoneId.of("UTC"), NOW, "features.snapshots=1", setting);
    context.run(new FeaturesJob());
    return snapshot(context, THEN);
  }

  /** p00001 becomes p00000, and of some others half of the days are somebody else's. */
  private static Dataset<Row> renamed(Dataset<Row> rows) {
    String day = List.of(rows.columns()).contains("event_date") ? "event_date" : "session_date";
    Column person = col("one_id");
    return rows.withColumn(
        "one_id",
        when(person.equalTo("p00001"), lit("p00000"))
            .when(
                person.geq("p00010").and(dayofmonth(col(day)).mod(2).equalTo(1)),
                concat(person, lit("b")))
            .otherwise(person));
  }

  private static boolean hadNothingLate(Row row) {
    return !row.getAs("one_id").equals("p00003");
  }

  /** Everybody by themselves until the login and the operator's word. */
  private static Dataset<Row> log(SparkSession spark) {
    TableRows log = TableRows.of(IdentityLogTable.SPEC);
    for (int i = 0; i < 20; i++) {
      String id = String.format("p%05d", i);
      moved(log, 1, THEN, id, id);
      if (i == 1) {
        moved(log, 2, NOW, id, "p00000");
      } else if (i >= 10) {
        moved(log, 2, NOW, id, id + "b");
      }
    }
    return log.on(spark);
  }

  private static void moved(TableRows log, long run, LocalDate asOf, String node, String person) {
    log.row(
        IdentityLogTable.RUN_NUMBER,
        run,
        IdentityLogTable.SEQUENCE,
        (long) node.hashCode(),
        IdentityLogTable.AS_OF,
        asOf,
        IdentityLogTable.OPERATION,
        "MOVE",
        IdentityLogTable.NODE_ID,
        (long) node.hashCode(),
        IdentityLogTable.VALID_FROM,
        Instant.EPOCH,
        IdentityLogTable.TO_ONE_ID,
        person);
  }

  private static TrialContext at(SparkSession spark, Path folder, LocalDate day) {
    return TrialContext.at(spark, folder, ZoneId.of("UTC"), day, "features.snapshots=1");
  }

  private static void write(
      TrialContext context, Dataset<Row> activity, Dataset<Row> sessions, Dataset<Row> dimensions) {
    context.lake().replaceWhere(DailyActivityTable.SPEC, activity, "true");
    context.lake().replaceWhere(SessionsTable.SPEC, sessions, "true");
    context.lake().replaceWhere(DailyDimensionsTable.SPEC, dimensions, "true");
  }

  private static List<Row> snapshot(TrialContext context, LocalDate day) {
    return context
        .lake()
        .read(FeaturesTable.SPEC)
        .filter(FeaturesTable.AS_OF.col().equalTo(lit(day)))
        .orderBy(FeaturesTable.ONE_ID.col())
        .collectAsList();
  }
}

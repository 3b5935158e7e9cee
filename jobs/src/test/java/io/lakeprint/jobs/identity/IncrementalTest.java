package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Day by day is the same as all at once, late events and lives that end included. */
@ExtendWith(SparkExtension.class)
final class IncrementalTest {
  private static final int DAYS_PER_RUN = 4;

  private final SparkSession spark;

  IncrementalTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void whatChangedGivesWhatEverythingGives(long seed) {
    IdentityWorld.Lab lab =
        IdentityWorld.Lab.of(
            "identifiers.types.cookie.ttl-days=2", "identifiers.types.device_id.ttl-days=4");
    Dataset<Row> events = IdentityWorld.random(seed).on(spark).localCheckpoint();
    Column isLate = abs(xxhash64(EventsTable.EVENT_ID.col())).mod(5).equalTo(0);
    Column arrives =
        dayofmonth(EventsTable.EVENT_DATE.col())
            .minus(1)
            .divide(DAYS_PER_RUN)
            .cast("int")
            .plus(when(isLate, 1).otherwise(0));
    String before = "2026-03-04";
    IdentityWorld.Outcome outcome =
        lab.run(events.where(arrives.equalTo(0)), IdentityWorld.emptyLog(spark), null, before);
    for (int run = 1; run <= 5; run++) {
      String asOf = LocalDate.of(2026, 3, (run + 1) * DAYS_PER_RUN).toString();
      Dataset<Row> known = events.where(arrives.leq(lit(run)));
      IdentityWorld.Outcome whole = lab.run(known, outcome.journal(), null, asOf);
      IdentityWorld.Outcome next =
          lab.next(
              outcome, before, known, days(events.where(arrives.equalTo(run))), null, null, asOf);

      String what = "seed " + seed + ", run " + run;
      assertThat(next.links()).as(what).isEqualTo(whole.links());
      assertThat(next.states()).as(what).isEqualTo(whole.states());
      assertThat(next.map()).as(what).isEqualTo(whole.map());
      assertThat(texts(next.log())).as(what).isEqualTo(texts(whole.log()));
      assertThat(next.aliases()).as(what).isEqualTo(whole.aliases());
      assertThat(texts(next.persons()))
          .as(what)
          .containsExactlyInAnyOrderElementsOf(texts(whole.persons()));
      assertThat(texts(next.tables().nodes().collectAsList()))
          .as(what)
          .containsExactlyInAnyOrderElementsOf(texts(whole.tables().nodes().collectAsList()));
      outcome = next;
      before = asOf;
    }
  }

  private static List<LocalDate> days(Dataset<Row> events) {
    List<LocalDate> days = new ArrayList<>();
    events
        .select(EventsTable.EVENT_DATE.col().cast("string"))
        .distinct()
        .collectAsList()
        .forEach(row -> days.add(LocalDate.parse(row.getString(0))));
    return days;
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::toString).toList();
  }
}

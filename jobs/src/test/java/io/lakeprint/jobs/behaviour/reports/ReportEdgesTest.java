package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports of nobody, of weeks that begin on other days, of more values than anybody can read. */
@ExtendWith(SparkExtension.class)
class ReportEdgesTest {

  private final SparkSession spark;

  ReportEdgesTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void ofALogWithoutEventsEveryTableIsEmptyAndHasItsColumns() {
    ReportsConfig shipped =
        ConfigLoader.load(List.of(), List.of(), getClass().getClassLoader())
            .bind(ReportsConfig.PATH, ReportsConfig.class);
    ReportPlan plan = ReportCompiler.compile(shipped, Set.of(), Told.AS_OF, Told.DAYS);
    Dataset<Row> nobody = Told.facts(plan, Told.events(spark, List.of()), Told.noSessions(spark));
    assertThat(nobody.isEmpty()).isTrue();
    // The same rows as a local relation, which costs thirteen tables nothing.
    Dataset<Row> facts = spark.createDataFrame(List.of(), nobody.schema());
    Map<TableSpec, Dataset<Row>> told =
        ReportKinds.tell(
            new Telling(plan.series()),
            new ReportKind.Known(facts, TableRows.of(AdCostsTable.SPEC).on(spark)));
    assertThat(told.keySet()).isEqualTo(ReportKinds.tables());
    told.forEach(
        (table, rows) -> {
          assertThat(Arrays.asList(rows.columns()))
              .as(table.name())
              .isEqualTo(Arrays.asList(table.schema().fieldNames()));
          assertThat(rows.isEmpty()).as(table.name()).isTrue();
        });
  }

  @Test
  void weeksBeginOnTheDayThatTheReportSays() {
    ReportPlan plan =
        Told.plan(
            """
            lifecycles.iso { name-zh = 周, name-en = Weeks, active { event = "*" }
              range { from = "2026-03-04", periods = [week] } }
            lifecycles.us { name-zh = 周, name-en = Weeks, active { event = "*" }
              range { from = "2026-03-04", periods = [week], week-start = sunday } }
            """);
    // A Saturday, and the Sunday behind it.
    List<Event> log =
        List.of(
            Event.of("ann", "2026-03-07T10:00:00Z", "login"),
            Event.of("ann", "2026-03-08T10:00:00Z", "login"));
    assertThat(
            Told.rows(
                new LifecycleTransform(new Telling(plan.series()))
                    .apply(Told.facts(plan, Told.events(spark, log), Told.noSessions(spark)))
                    .where("active_users > 0"),
                "report_id",
                "period_start",
                "status",
                "users"))
        .containsExactly(
            "iso 2026-03-02 new 1", "us 2026-03-01 new 1", "us 2026-03-08 returning 1");
  }

  @Test
  void ofMoreThanTenThousandValuesTheFrequentOnesAreToldAndTheRestIsOne() {
    ReportPlan plan =
        Told.plan(
            """
            distributions.d { name-zh = 布, name-en = Spread, events { event = "*" }
              breakdown { attribute = page_path, most = 2 }, range { days = 7 } }
            """);
    Column id = col("id");
    Dataset<Row> people =
        spark
            .range(12_000)
            .select(
                lit(0).as(Facts.SERIES),
                when(id.lt(1_000), lit("/home"))
                    .when(id.lt(1_500), lit("/hats"))
                    .otherwise(concat(lit("/p/"), id.cast("string")))
                    .as(Facts.VALUE));
    assertThat(
            Told.rows(
                new Telling(plan.series())
                    .byBreakdown(people, lit(true))
                    .groupBy("breakdown_name", "breakdown_value")
                    .count(),
                "breakdown_name",
                "breakdown_value",
                "count"))
        .containsExactly(
            "all all 12000",
            "page_path (other) 10500",
            "page_path /hats 500",
            "page_path /home 1000");
  }

  @Test
  void namesOfPagesThatMeanTheSameBecomeOneBeforeGroupsLookAtThem() {
    ReportPlan plan =
        Told.plan(
            """
            paths.ways {
              name-zh = 路, name-en = Ways
              events { event = page_view }, node = page_path, unit = person, collapse = false
              cleaning {
                replace = [
                  { pattern = "[?#].*", with = "" }, { pattern = "^/(hats|shoes)/[0-9]+", with = "/$1/one" } ]
                trailing-slash = drop
              }
              groups = [ { name = shoes, matches = "/shoes/one" } ]
            }
            """);
    List<Event> log = new ArrayList<>();
    for (String page : List.of("/", "/hats//", "/hats?page=2", "/hats/77/", "/shoes/1", "?x=1")) {
      log.add(Event.of("ann", "2026-03-05T10:00:0" + log.size() + "Z", "page_view").on(page));
    }
    assertThat(
            Told.rows(
                new PathEdgesTransform(new Telling(plan.series()))
                    .apply(Told.facts(plan, Told.events(spark, log), Told.noSessions(spark))),
                "step_no",
                "from_node",
                "to_node"))
        .as("nothing is left of the last one")
        .containsExactly(
            "0 (start) /",
            "1 / /hats",
            "2 /hats /hats",
            "3 /hats /hats/one",
            "4 /hats/one shoes",
            "5 shoes (end)");
  }
}

package io.lakeprint.jobs.behaviour.metrics;

import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.plan;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.rows;
import static io.lakeprint.jobs.behaviour.metrics.MetricRuns.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stays of what was said, and what does not. */
@ExtendWith(SparkExtension.class)
class MetricsSaidTest {

  private final SparkSession spark;

  MetricsSaidTest(SparkSession spark) {
    this.spark = spark;
  }

  private static final String PEOPLE =
      """
      measures.active { from = activity, tell = people }
      measures.fresh { from = activity, tell = new }
      metrics.active { name-zh = 活, name-en = Active, unit = count, numerator = active }
      metrics.fresh { name-zh = 新, name-en = New, unit = count, numerator = fresh }
      """;

  /** Two cookies, of two people or of one, and what they do on given days. */
  private static TableRows browsers(boolean areOne, String... days) {
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    for (String day : days) {
      for (long cookie = 1; cookie <= 2; cookie++) {
        activity.row(
            DailyActivityTable.ANCHOR_NODE,
            cookie,
            DailyActivityTable.ONE_ID,
            areOne ? "ann" : "ann" + cookie,
            DailyActivityTable.EVENT_DATE,
            LocalDate.parse(day),
            DailyActivityTable.EVENT_COUNT,
            1L);
      }
    }
    return activity;
  }

  private List<String> months(Dataset<Row> said) {
    return rows(
        said.where("period_grain = 'month'"),
        "report_id",
        "period_start",
        "bigint(value)",
        "coalesce(string(bigint(previous_value)), '-')",
        "as_of");
  }

  @Test
  void whatWasSaidOfAPeriodThatIsOverStaysUnlessItsEventsChange() {
    MetricPlan plan = plan(PEOPLE);
    TableRows none = TableRows.of(OrdersTable.SPEC);
    LocalDate march = LocalDate.parse("2026-03-15");
    LocalDate april = LocalDate.parse("2026-04-15");
    String[] days = {"2026-02-10", "2026-03-10"};
    Dataset<Row> first =
        said(
                spark,
                plan,
                march,
                60,
                browsers(false, days),
                none,
                TableRows.of(MetricValuesTable.SPEC).on(spark))
            .localCheckpoint();
    assertThat(months(first))
        .containsExactly(
            "active 2026-02-01 2 - 2026-03-15",
            "active 2026-03-01 2 2 2026-03-15",
            "fresh 2026-02-01 2 - 2026-03-15",
            "fresh 2026-03-01 0 2 2026-03-15");

    Dataset<Row> merged =
        said(spark, plan, april, 30, browsers(true, days), none, first).localCheckpoint();
    assertThat(months(merged))
        .as("one person now: told of March, which was not over, and not of February, which was")
        .containsExactly(
            "active 2026-02-01 2 - 2026-03-15",
            "active 2026-03-01 1 2 2026-04-15",
            "fresh 2026-02-01 2 - 2026-03-15",
            "fresh 2026-03-01 0 2 2026-04-15");
    assertThat(months(said(spark, plan, april, 80, browsers(true, days), none, merged)))
        .as("nor when February is told again")
        .isEqualTo(months(merged));
    assertThat(
            months(
                said(
                    spark,
                    plan,
                    LocalDate.parse("2026-02-20"),
                    30,
                    browsers(true, days),
                    none,
                    merged)))
        .as("nor by a run of an older as-of, which knows less")
        .isEqualTo(months(merged));

    TableRows late = browsers(true, "2026-02-10", "2026-02-11", "2026-03-10");
    assertThat(months(said(spark, plan, april, 80, late, none, merged)))
        .as("a late event of February")
        .containsExactly(
            "active 2026-02-01 1 - 2026-04-15",
            "active 2026-03-01 1 1 2026-04-15",
            "fresh 2026-02-01 1 - 2026-04-15",
            "fresh 2026-03-01 0 1 2026-04-15");
    assertThat(months(said(spark, plan, april, 80, browsers(true), none, merged)))
        .as("events that were taken out")
        .isEmpty();
  }
}

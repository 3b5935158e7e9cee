package io.lakeprint.jobs.report;

import static io.lakeprint.jobs.report.SamplePage.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.report.page.Text;
import io.lakeprint.testkit.SparkExtension;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page says of comparisons, intervals, distributions and maps of hours. */
@ExtendWith(SparkExtension.class)
class ReportAnalysesTest {

  private static SamplePage page;

  @BeforeAll
  static void read(SparkSession spark) {
    page = SamplePage.in(spark);
  }

  @Test
  void groupsStandBesideTheBaselineAndFewPeopleAreNotTold() {
    assertThat(
            told(
                page.rows(
                    "comparison-campaigns",
                    "group_name",
                    "outcome",
                    "is_baseline",
                    "done_ratio",
                    "lift_ratio",
                    "hardly_chance")))
        .containsExactly(
            "exposed first order false 0.25 null null",
            "exposed order false 0.5 1.0 true",
            "others first order true 0.0 null null",
            "others order true 0.25 null null");
    assertThat(told(page.rows("comparison-campaigns-breakdown", "who", "outcome", "lift_ratio")))
        .as("four people saw the other campaign")
        .containsExactly("gift order 0.6");
    assertThat(
            told(page.rows("comparison-campaigns-week", "period_start", "who", "window_complete")))
        .containsExactly("2026-03-23 exposed · order false", "2026-03-16 exposed · order true");
  }

  @Test
  void intervalsShowTheirQuantilesAndHowManyTakeHowLong() {
    assertThat(told(page.rows("interval-gap-total", "intervals", "p10_seconds", "p90_seconds")))
        .containsExactly("8 60.0 86400.0", "6 60.0 86400.0");
    assertThat(page.rows("interval-gap-total", "breakdown_value"))
        .as("a value of four people is not named")
        .extracting(row -> ((Text) row.get(0)).en())
        .containsExactly("everybody", "web");
    assertThat(told(page.rows("interval-gap-month", "period_start")))
        .containsExactly("2026-02-01", "2026-03-01");
    assertThat(page.rows("interval-gap-histogram", "bucket", "users"))
        .as("what holds nobody is there, as one where it is several")
        .containsExactly(
            List.of(Text.of("1 分 – 5 分", "1 min – 5 min"), 6L),
            List.of(Text.of("5 分 – 1 小时", "5 min – 1 h"), 0L),
            List.of(Text.of("1 小时 – 3 小时", "1 h – 3 h"), 2L));
  }

  @ParameterizedTest
  @EnumSource(ReportForm.class)
  void aReportWithoutRowsIsNamedWhereOthersHaveSome(ReportForm form) {
    String kind = form.name().toLowerCase(Locale.ROOT);
    assertThat(told(page.rows("no-result-" + kind, "definition")))
        .containsExactly("report:no_" + kind);
  }

  @Test
  void distributionsShowHowMany() {
    assertThat(page.rows("distribution-often-total", "bucket", "users", "user_ratio"))
        .containsExactly(
            List.of(Text.same("1"), 6L, 0.6),
            List.of(Text.same("2–5"), 0L, 0.0),
            List.of(Text.same("6–10"), 3L, 0.3),
            List.of(Text.same("11–100"), 0L, 0.0),
            List.of(Text.same("≥ 101"), 1L, 0.1));
    assertThat(page.rows("distribution-spent-month", "period_start", "bucket", "users"))
        .as("each period has all buckets of them")
        .containsExactly(
            List.of("2026-02-01", Text.same("< 0"), 5L),
            List.of("2026-02-01", Text.same("0–50.5"), 0L),
            List.of("2026-03-01", Text.same("< 0"), 0L),
            List.of("2026-03-01", Text.same("0–50.5"), 5L));
    assertThat(told(page.rows("distribution-spent-total-breakdown", "breakdown_value", "users")))
        .containsExactly("web 5");
    assertThat(told(page.rows("funnel-purchase-time", "users"))).containsExactly("10");
  }

  @Test
  void mapsOfHoursHaveAllHoursOfTheWeek() {
    assertThat(page.block("when-hours-total").rows()).hasSize(7 * 24);
    assertThat(told(page.rows("when-hours-total", "hour", "events")).get(9)).isEqualTo("09 15");
    assertThat(told(page.rows("when-hours-total", "hour", "events")).get(7 * 24 - 1))
        .isEqualTo("23 5");
  }
}

package io.lakeprint.jobs.report;

import static io.lakeprint.jobs.report.SamplePage.told;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.tables.TrackingFindingsTable;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Text;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TablesContext;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page says about a small shop, against figures counted by hand. */
@ExtendWith(SparkExtension.class)
class ReportJobTest {

  private static SamplePage page;

  @BeforeAll
  static void read(SparkSession spark) {
    page = SamplePage.in(spark);
  }

  @Test
  void everyBlockOfTheSampleHasRows() {
    assertThat(page.blocks().values())
        .allSatisfy(block -> assertThat(block.rows()).as(block.id()).isNotEmpty());
  }

  @Test
  void peopleAreNewOnTheirFirstDayAndReturningAfterwards() {
    List<List<Object>> days = rows("overview-people", "event_date", "new", "returning", "active");
    // Person n is active n days before the end and every third day before that, 19 days back.
    assertThat(days).contains(Arrays.asList("2026-03-31", 0L, 1L, 1L));
    assertThat(days.stream().mapToLong(day -> (Long) day.get(1)).sum())
        .isEqualTo(SampleTables.PEOPLE);
    assertThat(days)
        .allSatisfy(day -> assertThat((Long) day.get(1) + (Long) day.get(2)).isEqualTo(day.get(3)));
  }

  @Test
  void revenueFollowsTheGlossary() {
    List<List<Object>> days = rows("overview-revenue-CNY", "order_date", "gmv", "paid", "net");
    assertThat(told(days))
        .as("placed only; paid and refunded in part; paid")
        .contains("2026-03-31 100 0 0", "2026-03-30 100 90 50", "2026-03-29 100 90 90");
  }

  @Test
  void funnelsTellWholeBrokenDownAndOverTime() {
    assertThat(told(rows("funnel-purchase", "step_no", "users", "conversion_from_first")))
        .containsExactly("1 40 1.0", "2 10 0.25");
    assertThat(told(rows("funnel-purchase", "lost", "is_bottleneck")))
        .containsExactly("0 false", "30 true");
    assertThat(requireNonNull(block("funnel-purchase").note()).en())
        .startsWith(
            "Bottleneck: " + SampleTables.HOSTILE + " → Order, where 30 of 40 are lost (75.0%). ");
    assertThat(told(rows("funnel-purchase-breakdown", "breakdown_value", "users")))
        .as("a value of fewer than five people is not named")
        .containsExactly("web 30", "web 6");
    assertThat(told(rows("funnel-purchase-week", "conversion_from_first", "window_complete")))
        .containsExactly("0.3 true", "0.2 false");
    assertThat(block("funnel-purchase").title()).isEqualTo(Text.of("购买漏斗", "Purchase funnel"));
    assertThat(block("funnel-purchase").definitions()).containsExactly("report:purchase");
  }

  @Test
  void sequencesOfFewPathsAreNotTold() {
    assertThat(told(rows("sequences-ways", "sequence", "paths", "path_ratio")))
        .containsExactly(
            "home → " + SampleTables.FOREIGN + " 12 0.6",
            "home → basket → checkout → thank you 6 0.3");
  }

  @Test
  void groupsOfPathsShowWhatChanceHardlyExplains() {
    assertThat(told(rows("groups-ways", "step", "breakdown_value", "probability_difference")))
        .as("neither four people nor a z-score of 1.2")
        .containsExactly("home → basket app -0.6", "home → basket web 0.6");
  }

  @Test
  void metricsOfTheLastWholePeriodStandBesideEarlierOnes() {
    assertThat(block("metrics-month").title().en()).isEqualTo("The month of 2026-03-01");
    assertThat(rows("metrics-month", "name", "value", "format", "previous_change_ratio"))
        .as("April is not over")
        .containsExactly(
            Arrays.asList(Text.of("流失率", "Churn"), 0.30000000000000004, "RATIO", 0.2),
            Arrays.asList(Text.of("收入 · CNY", "Revenue · CNY"), 300.0, "MONEY", 0.5));
    assertThat(String.valueOf(rows("metrics-month", "trend").get(1).get(0)))
        .isEqualTo("[" + "null, ".repeat(9) + "100.0, 200.0, 300.0]");
  }

  @Test
  void clicksStandWhereTheyAreOnThePageByDevice() {
    List<List<Object>> places =
        rows("clicks-places-1", "left_ratio", "right_ratio", "top_pixels", "bottom_pixels");
    assertThat(block("clicks-places-1").title().en()).isEqualTo("Places · /home · desktop");
    assertThat(block("clicks-places-2").title().en()).isEqualTo("Places · /home · mobile");
    assertThat(page.blocks()).doesNotContainKey("clicks-places-3");
    assertThat(told(places)).hasSize(18).startsWith("0.0 0.25 0 100", "0.5 0.75 0 100");
    assertThat(told(rows("clicks-elements", "place", "events")))
        .as("four people are too few to name what they clicked on")
        .containsExactly("/home · buy " + SampleTables.FOREIGN + " 7");
    assertThat(told(rows("clicks-reach", "depth_ratio", "page", "event_ratio")))
        .hasSize(22)
        .startsWith("0% /home 1.0", "10% /home 0.95")
        .endsWith("100% /hats 0.5");
  }

  @Test
  void creditsStandByModelAndReturnsWhereCostsAreKnown() {
    List<List<Object>> credits =
        rows("attribution-sources-CNY", "touchpoint", "model_name", "conversion_ratio");
    assertThat(credits).hasSize(3 * 7);
    Map<Object, Double> byModel =
        credits.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get(1), Collectors.summingDouble(row -> (Double) row.get(2))));
    assertThat(byModel).hasSize(7);
    assertThat(byModel.values()).allSatisfy(all -> assertThat(all).isCloseTo(1.0, within(1e-9)));
    assertThat(rows("attribution-sources-CNY-cost", "touchpoint", "model_name", "return_on_cost"))
        .hasSize(7)
        .startsWith(Arrays.asList("wechat", Text.of("首次触点", "First touch"), 0.75));
    assertThat(
            told(
                rows(
                    "attribution-sources-month",
                    "period_start",
                    "touchpoint",
                    "credited_conversions")))
        .as("the last touch alone")
        .containsExactlyInAnyOrder(
            "2026-03-01 (none) 6",
            "2026-03-01 wechat 4",
            "2026-02-01 (none) 6",
            "2026-02-01 wechat 4",
            "2026-01-01 (none) 6",
            "2026-01-01 wechat 4");
  }

  @Test
  void dormantPeopleHaveAColumnOfTheirOwn() {
    assertThat(told(rows("lifecycle-life-week", "new", "returning", "resurrecting", "dormant")))
        .containsOnly("1 2 3 4");
  }

  @Test
  void cellsThatHaveNotBegunAreLeftOut() {
    assertThat(told(rows("retention-weekly-week", "period_start", "cell_no", "cell_complete")))
        .containsExactly(
            "2026-03-09 0 true",
            "2026-03-09 1 true",
            "2026-03-09 2 false",
            "2026-03-09 3 false",
            "2026-03-16 0 true",
            "2026-03-16 1 false",
            "2026-03-16 2 false",
            "2026-03-23 0 false",
            "2026-03-23 1 false");
  }

  @Test
  void aWeekHasAllItsHours() {
    assertThat(block("when-week").rows()).hasSize(7 * 24);
    long events = rows("when-week", "events").stream().mapToLong(row -> (Long) row.get(0)).sum();
    long activity =
        rows("overview-events", "events").stream().mapToLong(row -> (Long) row.get(0)).sum();
    assertThat(events).isEqualTo(activity);
  }

  @Test
  void valuesOfTagsAddUpToAllPortraitsAndRareTextsAreNotNamed() {
    Map<Object, List<List<Object>>> tags =
        rows("tags-values", "definition", "value", "people").stream()
            .collect(Collectors.groupingBy(row -> row.get(0)));
    assertThat(tags.keySet())
        .containsExactlyInAnyOrder("tag:level", "tag:order_count_365d", "tag:days_since_purchase");
    tags.values()
        .forEach(
            values ->
                assertThat(values.stream().mapToLong(row -> (Long) row.get(2)).sum())
                    .isEqualTo(SampleTables.PEOPLE));
    assertThat(tags.get("tag:level"))
        .containsExactly(
            Arrays.asList("tag:level", SampleTables.HOSTILE, 6L),
            Arrays.asList("tag:level", SampleTables.FOREIGN, 5L),
            Arrays.asList("tag:level", Text.of("（其他）", "(other)"), 1L),
            Arrays.asList("tag:level", Text.of("（未知）", "(unknown)"), 0L));
    assertThat(tags.get("tag:order_count_365d"))
        .contains(
            Arrays.asList("tag:order_count_365d", "2–4", 3L),
            Arrays.asList("tag:order_count_365d", "5–9", 5L),
            Arrays.asList("tag:order_count_365d", "10–19", 2L));
    assertThat(told(rows("tags-rfm", "people"))).isNotEmpty();
  }

  @Test
  void theBookHoldsTheLatestVersionOfEachDefinitionAndHowManyItKnows() {
    assertThat(
            told(
                rows(
                    "book-entries",
                    "kind",
                    "definition_id",
                    "version",
                    "owner",
                    "group",
                    "people",
                    "values",
                    "period")))
        .contains("measure gmv null null null null null null")
        .filteredOn(entry -> !entry.startsWith("measure"))
        .filteredOn(entry -> !entry.startsWith("report no_"))
        .containsExactlyInAnyOrder(
            "metric revenue v1 null null null [[300.0, MONEY, CNY]] 2026-03-01",
            "report places v1 null null null null null",
            "report purchase v1 null money null null null",
            "segment loyal v1 null money 9 null null",
            "tag days_since_purchase v1 null money 10 null null",
            "tag level v2 Zhang money 12 null null",
            "tag order_count_365d v1 null money 10 null null");
  }

  @Test
  void modelsShowTheLastTrainingAndTheTrend() {
    assertThat(told(rows("models-churn-lift", "decile", "lift")))
        .containsExactly("1 2.5", "10 0.4");
    assertThat(told(rows("models-trend", "as_of", "pr_auc")))
        .containsExactly("2026-03-01 0.61", "2026-03-31 0.62");
    assertThat(told(rows("models-decisions", "decision"))).containsExactly("KEPT", "FIRST");
    assertThat(told(rows("models-churn-metrics", "metric")))
        .as("lifts share no axis with ratios")
        .containsExactlyInAnyOrder("pr_auc", "base_rate", "pr_auc");
  }

  @Test
  void segmentsShowTheLatestDayAndTheWayThere() {
    assertThat(rows("segments-sizes", "name", "people"))
        .containsExactly(Arrays.asList(Text.of("忠诚用户", "Loyal people"), 9L));
    assertThat(told(rows("segments-days", "as_of", "people")))
        .containsExactly("2026-03-30 8", "2026-03-31 9");
    assertThat(told(rows("segments-overlaps", "shared_people"))).containsExactly("3");
    assertThat(told(rows("segments-overlaps", "definition", "other_definition")))
        .containsExactly("segment:loyal segment:rich");
  }

  @Test
  void aModelCardIsOfTheModelInService() {
    assertThat(told(rows("cards-churn-importance", "point_name", "y")))
        .containsExactly("days_since_active 0.8", "gap_days_mean 0.2");
    assertThat(told(rows("cards-churn-calibration", "x", "y")))
        .containsExactly("0.1 0.12", "0.5 0.48");
    assertThat(told(rows("cards-churn-precision", "x", "y"))).containsExactly("0.9 0.9");
    assertThat(told(rows("cards-churn-roc", "x", "y"))).containsExactly("0.0 0.0", "0.2 0.7");
    assertThat(told(rows("cards-churn-lift", "decile", "lift"))).containsExactly("1 2.5", "10 0.4");
    assertThat(requireNonNull(block("cards-churn-precision").chart()).traits().reference())
        .isEqualTo(new Chart.Reference(Text.of("基础发生率", "Base rate"), 0.3));
    assertThat(told(rows("cards-churn-drift", "subject", "state")))
        .as("of the last scoring, the furthest first")
        .containsExactly("tenure_days moved", "score stable");
    assertThat(rows("cards-churn-words", "sentence"))
        .extracting(row -> ((Text) row.get(0)).en())
        .containsExactly(
            "On the test snapshot, confidence intervals in brackets: PR-AUC 0.610 (0.550–0.670), Base"
                + " rate 0.300, Lift of the highest tenth 2.500.",
            "Of 500 people of the test snapshot it came true for 10%.",
            "Acting on the 20% with a score from the threshold on reaches 80% of those; of whom it"
                + " reaches, it came true for 40%.",
            "Costs at the threshold / of acting on nobody / on everybody: 110 / 250 / 450.",
            "What moves scores most: days_since_active, gap_days_mean.",
            "Scores are distributed as in training.");
    assertThat(rows("cards-churn-decision", "point_name", "y"))
        .startsWith(List.of(Text.of("行动了，也真的发生", "Acted on, and it came true"), 40.0));
  }

  @Test
  void theCardOfValueIsOfTheLearnerThatTellsAmountsAndOfTheLastDate() {
    assertThat(told(rows("value-learners", "learner", "tells_amount", "amount_error")))
        .as("the smallest error first")
        .containsExactly("hurdle true 10.0", "bg-nbd false 12.0", "own-rate false 12.5");
    assertThat(told(rows("value-tenths", "tenth", "foretold_mean", "spent_mean")))
        .containsExactly("1 50.0 60.0", "2 10.0 20.0");
    assertThat(told(rows("value-people", "decile", "expected_amount", "people")))
        .as("a tenth of one buyer is not shown")
        .containsExactly("1 30 6", "5 10 5");
    assertThat(rows("value-words", "sentence"))
        .extracting(row -> ((Text) row.get(0)).en())
        .containsExactly(
            "Amounts are told by hurdle, which foretold what 200 buyers spent in the 90 days"
                + " before.",
            "The total it foretold was 20% too small.",
            "Its mean error per buyer was 10.00; if everybody went on as before, 12.50.",
            "The tenth that it put on top brought 75% of the money.");
  }

  @Test
  void ofEachExpectationTheLastCheckCounts() {
    assertThat(told(rows("quality-expectations", "expectation", "is_met")))
        .containsExactly("key is unique true");
  }

  @Test
  void ofAuditsTheLastUpToThatDayIsShownWhatIsAgainstThePlanFirst() {
    assertThat(AuditBlock.PROBLEMS)
        .as("every problem has its words")
        .containsOnlyKeys(TrackingFindingsTable.PROBLEM.allowed());
    assertThat(rows("quality-audit", "error", "problem", "event_name", "place"))
        .containsExactly(
            List.of(
                true, Text.of("类型不符", "Wrong type"), SampleTables.HOSTILE, Text.of("全部", "all")),
            List.of(
                false, Text.of("数量异常", "Unusual volume"), Text.of("全部", "all"), "till / store"));
  }

  @Test
  void everyMeasureIsInTheBook() {
    List<String> entries =
        rows("book-entries", "kind", "definition_id").stream()
            .map(entry -> entry.get(0) + ":" + entry.get(1))
            .toList();
    assertThat(entries)
        .containsAll(block("identity-kinds").definitions())
        .containsAll(block("quality-expectations").definitions())
        .containsAll(block("when-category").definitions())
        .containsAll(block("clusters-sizes").definitions())
        .containsAll(block("models-churn-metrics").definitions())
        .containsAll(block("overview-people").definitions())
        .containsAll(block("overview-revenue-CNY").definitions())
        .containsAll(told(rows("overview-figures", "definition")));
  }

  @Test
  void nothingOnThePageIsAboutOnePerson() {
    String said = page.page().toString();
    assertThat(said).doesNotContain("person-", "order-1", "secret-cookie", "only me");
  }

  @Test
  void withoutTablesEveryBlockSaysWhichJobFillsIt(SparkSession spark) {
    SamplePage empty = SamplePage.of(new TablesContext(spark, ZoneOffset.UTC, SampleTables.AS_OF));
    List<String> commands =
        Stream.concat(
                JobRegistry.load().all().stream().map(job -> job.spec().name()), Stream.of("run"))
            .toList();
    assertThat(empty.blocks().values())
        .filteredOn(block -> block.look() != Block.Look.BOOK)
        .isNotEmpty()
        .allSatisfy(
            block -> {
              assertThat(block.rows()).as(block.id()).isEmpty();
              assertThat(commands).contains(block.from());
            });
  }

  private static Block block(String id) {
    return page.block(id);
  }

  private static List<List<Object>> rows(String block, String... columns) {
    return page.rows(block, columns);
  }
}

package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which days count, and when the calendar alone changes that. */
@ExtendWith(SparkExtension.class)
class TagWindowsTest {

  private final SparkSession spark;

  TagWindowsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void thisWeekBeginsOnMonday() {
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2026-03-29", 10)
            .did("ann", "purchase", "2026-03-30", 1);

    Row ann = ann(people, count("a", "this-week"), "2026-03-31");

    assertThat(ann.<Long>getAs("a")).isEqualTo(1);
    assertThat(nextChange(ann)).isEqualTo("2026-04-06");
  }

  @Test
  void theWindowBeforeEndsWhereTheWindowBegins() {
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2026-03-17", 1000)
            .did("ann", "purchase", "2026-03-18", 100)
            .did("ann", "purchase", "2026-03-24", 10)
            .did("ann", "purchase", "2026-03-25", 1);

    Row ann = ann(people, count("a", "7d") + count("b", "7d-before"), "2026-03-31");

    assertThat(ann.<Long>getAs("a")).isEqualTo(1);
    assertThat(ann.<Long>getAs("b")).isEqualTo(110);
    assertThat(nextChange(ann)).isEqualTo("2026-04-01");
  }

  @Test
  void whatIsYetToComeIntoAWindowBeforeChangesIt() {
    People people = new People().person("ann").did("ann", "purchase", "2026-03-30", 1);

    Row ann = ann(people, count("b", "7d-before"), "2026-03-31");

    assertThat(ann.<Long>getAs("b")).isZero();
    assertThat(nextChange(ann)).isEqualTo("2026-04-06");
    assertThat(ann(people, count("b", "7d-before"), "2026-04-05").<Long>getAs("b")).isZero();
    assertThat(ann(people, count("b", "7d-before"), "2026-04-06").<Long>getAs("b")).isEqualTo(1);
  }

  @Test
  void aYearAgoIsTheSameDayOfTheYearAndOfAWeekTheSameDayOfTheWeek() {
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2025-03-01", 1)
            .did("ann", "purchase", "2025-03-25", 10)
            .did("ann", "purchase", "2025-03-31", 100)
            .did("ann", "purchase", "2025-04-01", 1000);
    String definitions =
        count("days", "7d-a-year-ago")
            + count("month", "this-month-a-year-ago")
            + count("week", "this-week-a-year-ago");

    Row ann = ann(people, definitions, "2026-03-31");

    assertThat(ann.<Long>getAs("days")).isEqualTo(110);
    assertThat(ann.<Long>getAs("month")).isEqualTo(111);
    // 31 March 2026 is a Tuesday, as was 1 April 2025.
    assertThat(ann.<Long>getAs("week")).isEqualTo(1100);
    assertThat(nextChange(ann)).isEqualTo("2026-04-01");
  }

  @Test
  void theChangeOfAWindowAYearAgoIsNeverPromisedTooLate() {
    People people = new People().person("ann").did("ann", "purchase", "2024-02-29", 1);
    LocalDate promised = null;
    Long before = null;
    for (LocalDate day = LocalDate.of(2024, 2, 29);
        day.isBefore(LocalDate.of(2025, 3, 12));
        day = promised == null || !promised.isAfter(day) ? day.plusDays(1) : promised) {
      Row ann = ann(people, count("a", "7d-a-year-ago"), day.toString());
      Long now = ann.getAs("a");
      boolean isIn =
          !day.minusYears(1).isBefore(LocalDate.of(2024, 2, 29))
              && day.minusYears(1).minusDays(6).isBefore(LocalDate.of(2024, 3, 1));
      assertThat(now).as("on " + day).isEqualTo(isIn ? 1 : 0);
      before = now;
      String next = nextChange(ann);
      if (next.equals("null")) {
        break;
      }
      promised = LocalDate.parse(next);
      assertThat(promised).isAfter(day);
    }
    assertThat(before).isZero();
    assertThat(promised).isEqualTo("2025-03-07");
  }

  @Test
  void aTagOutsideItsDaysSaysNothingOfAnybody() {
    People people = new People().person("ann").did("ann", "purchase", "2026-03-01", 2);
    String definitions =
        """
        early { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, valid-from = "2026-03-10", expression = "count_of('purchase')" }
        late { name-zh = 名, name-en = Name, group = g, kind = statistic, type = long, valid-until = "2026-03-20", expression = "count_of('purchase')" }
        """;

    Row before = ann(people, definitions, "2026-03-09");
    Row within = ann(people, definitions, "2026-03-10");
    Row last = ann(people, definitions, "2026-03-20");
    Row after = ann(people, definitions, "2026-03-21");

    assertThat(before.<Object>getAs("early")).isNull();
    assertThat(before.<Long>getAs("late")).isEqualTo(2);
    assertThat(nextChange(before)).isEqualTo("2026-03-10");
    assertThat(within.<Long>getAs("early")).isEqualTo(2);
    assertThat(nextChange(within)).isEqualTo("2026-03-21");
    assertThat(last.<Long>getAs("late")).isEqualTo(2);
    assertThat(after.<Object>getAs("late")).isNull();
    assertThat(nextChange(after)).isEqualTo("null");
  }

  @Test
  void dimensionsAreCountedByValueWithinTheWindow() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .liked("ann", "category", "shoes", "2026-03-30", 2)
            .liked("ann", "category", "hats", "2026-03-29", 1)
            .liked("ann", "category", "bags", "2026-03-01", 9)
            .liked("ann", "hour", "21", "2026-03-30", 7);
    String definitions =
        TagsTransformTest.statistic("breadth", "long", "values_of('category', '7d')")
            + TagsTransformTest.statistic("most", "long", "top_count('category', '7d')")
            + TagsTransformTest.statistic("hats", "long", "count_in('category', 'hats', '7d')")
            + TagsTransformTest.statistic(
                "bought", "long", "values_of('category', '7d', 'purchase')");

    Row ann = ann(people, definitions, "2026-03-31");
    Row bob = tags(people, definitions, "2026-03-31").get("bob");

    assertThat(ann.<Long>getAs("breadth")).isEqualTo(2);
    assertThat(ann.<Long>getAs("most")).isEqualTo(2);
    assertThat(ann.<Long>getAs("hats")).isEqualTo(1);
    assertThat(ann.<Long>getAs("bought")).isZero();
    assertThat(nextChange(ann)).isEqualTo("2026-04-05");
    assertThat(bob.<Long>getAs("breadth")).isZero();
    assertThat(bob.<Long>getAs("most")).isZero();
    assertThat(bob.<Long>getAs("hats")).isZero();
  }

  private static String count(String id, String window) {
    return TagsTransformTest.statistic(id, "long", "count_of('purchase', '" + window + "')");
  }

  private Row ann(People people, String definitions, String asOf) {
    return tags(people, definitions, asOf).get("ann");
  }

  private RowsByPerson tags(People people, String definitions, String asOf) {
    return RowsByPerson.of(
        new TagsTransform(
                Catalogues.plan(spark, definitions),
                LocalDate.parse(asOf),
                new BusinessDays(People.ZONE))
            .apply(people.on(spark)));
  }

  private static String nextChange(Row row) {
    return String.valueOf(row.<Object>getAs(PersonTagsTable.NEXT_CHANGE_ON.name()));
  }
}

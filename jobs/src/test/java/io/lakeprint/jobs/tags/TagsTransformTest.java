package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.TagValuesTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TagsTransformTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  private final SparkSession spark;

  TagsTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void aWindowOfSevenDaysIsTheAsOfDayAndTheSixBefore() {
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2026-03-24", 100)
            .did("ann", "purchase", "2026-03-25", 10)
            .did("ann", "purchase", "2026-03-31", 1)
            .did("ann", "purchase", "2026-04-01", 1000);

    Row ann = tags(people, count("a", "7d") + count("b", "1d") + count("c", "lifetime")).get("ann");

    assertThat(ann.<Long>getAs("a")).isEqualTo(11);
    assertThat(ann.<Long>getAs("b")).isEqualTo(1);
    assertThat(ann.<Long>getAs("c")).isEqualTo(111);
  }

  @Test
  void thisMonthBeginsOnItsFirstDayAndEndsWithTheAsOfDay() {
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2026-02-28", 10)
            .did("ann", "purchase", "2026-03-01", 1);

    Row ann = tags(people, count("a", "this-month")).get("ann");

    assertThat(ann.<Long>getAs("a")).isEqualTo(1);
    assertThat(nextChange(ann)).isEqualTo("2026-04-01");
  }

  @Test
  void whoDidNothingHasCountsAndSumsOfZeroAndNoMoments() {
    People people =
        new People().person("ann").person("bob").did("bob", "page_view", "2026-03-31", 1);
    String definitions =
        count("n", "7d")
            + statistic("total", "money", "sum_of('amount', 'purchase')")
            + statistic("days", "long", "days_of('purchase')")
            + statistic("at", "timestamp", "last_at('purchase')")
            + statistic("visits", "long", "session_count()")
            + statistic("deepest", "long", "session_max('page_view_count')")
            + statistic(
                "depth", "double", "session_sum('page_view_count') / nullif(session_count(), 0)")
            + statistic("currency", "text", "order_currency()");

    for (Row person : tags(people, definitions).values()) {
      assertThat(person.<Long>getAs("n")).isZero();
      assertThat(person.<BigDecimal>getAs("total")).isEqualByComparingTo("0");
      assertThat(person.<Long>getAs("days")).isZero();
      assertThat(person.<Object>getAs("at")).isNull();
      assertThat(person.<Long>getAs("visits")).isZero();
      assertThat(person.<Object>getAs("deepest")).isNull();
      assertThat(person.<Object>getAs("depth")).isNull();
      assertThat(person.<Object>getAs("currency")).isNull();
      assertThat(nextChange(person)).isEqualTo("null");
    }
  }

  @Test
  void theFirstMatchingStepOfALadderWins() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .person("cid")
            .did("ann", "purchase", "2026-03-31", 4)
            .did("bob", "purchase", "2026-03-31", 3);
    String definitions =
        count("n", "7d")
            + """
            level { name-zh = 级, name-en = Level, group = g, kind = ladder, type = text, otherwise = none, steps = [
              { value = more-than-three, when { tag = n, op = greater-than, value = 3 } }
              { value = three-or-more, when { tag = n, op = greater-than-or-equal-to, value = 3 } }
              { value = some, when { tag = n, op = greater-than, value = 0 } }
            ] }
            """;

    RowsByPerson tags = tags(people, definitions);

    assertThat(tags.get("ann").<String>getAs("level")).isEqualTo("more-than-three");
    assertThat(tags.get("bob").<String>getAs("level")).isEqualTo("three-or-more");
    assertThat(tags.get("cid").<String>getAs("level")).isEqualTo("none");
  }

  @Test
  void aLadderOverDaysKnowsWhenItTurns() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .person("cid")
            .did("ann", "purchase", "2026-03-21", 1)
            .did("bob", "purchase", "2026-03-20", 1);
    String definitions =
        statistic("at", "timestamp", "last_at('purchase')")
            + """
            days { name-zh = 天, name-en = Days, group = g, kind = days-since, type = int, since = at }
            stage { name-zh = 期, name-en = Stage, group = g, kind = ladder, type = text, steps = [
              { value = gone, when { tag = days, op = greater-than, value = 10 } }
              { value = here, when { tag = days, op = exists } }
            ] }
            """;

    RowsByPerson tags = tags(people, definitions);

    assertThat(tags.get("ann").<String>getAs("stage")).isEqualTo("here");
    assertThat(nextChange(tags.get("ann"))).isEqualTo("2026-04-01");
    assertThat(tags.get("bob").<String>getAs("stage")).isEqualTo("gone");
    assertThat(nextChange(tags.get("bob"))).isEqualTo("null");
    assertThat(tags.get("cid").<Object>getAs("stage")).isNull();
    assertThat(tags.get("ann").schema().fieldNames()).doesNotContain("days");
  }

  @Test
  void theFunnelPositionIsTheFurthestStepOfTheWindow() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .person("cid")
            .did("ann", "product_view", "2026-03-30", 1)
            .did("ann", "purchase", "2026-03-01", 1)
            .did("bob", "add_to_cart", "2026-03-30", 1);
    String definitions =
        """
        place { name-zh = 位, name-en = Place, group = g, kind = funnel-position, type = text, window = 7d, otherwise = none
          steps = [{ value = view, event = product_view }, { value = cart, event = add_to_cart }, { value = bought, event = purchase }] }
        """;

    RowsByPerson tags = tags(people, definitions);

    assertThat(tags.get("ann").<String>getAs("place")).isEqualTo("view");
    assertThat(tags.get("bob").<String>getAs("place")).isEqualTo("cart");
    assertThat(tags.get("cid").<String>getAs("place")).isEqualTo("none");
    assertThat(nextChange(tags.get("ann"))).isEqualTo("2026-04-06");
  }

  @Test
  void preferencesAreTheHeaviestValuesTiesByText() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .liked("ann", "category", "shoes", "2026-03-30", 2)
            .liked("ann", "category", "hats", "2026-03-29", 1)
            .liked("ann", "category", "hats", "2026-03-30", 1)
            .liked("ann", "category", "bags", "2026-03-30", 1)
            .liked("ann", "category", "toys", "2026-03-24", 9)
            .liked("ann", "hour", "21", "2026-03-30", 1);
    String definitions =
        preference("likes", "list", "top('category', 2, '7d')")
            + preference("hour", "int", "top('hour', 1, '7d')");

    TagPlan plan = Catalogues.plan(spark, definitions);
    Dataset<Row> tags = transform(plan).apply(people.on(spark));
    RowsByPerson rows = RowsByPerson.of(tags);
    List<Row> values =
        new TagValuesTransform(plan.tags())
            .apply(tags)
            .orderBy(TagValuesTable.RANK.col())
            .collectAsList();

    assertThat(rows.get("ann").<Integer>getAs("hour")).isEqualTo(21);
    assertThat(rows.get("bob").<Object>getAs("likes")).isNull();
    assertThat(values.stream().map(Row::mkString))
        .containsExactly("annlikes1hats2.0", "annlikes2shoes2.0");
  }

  @Test
  void amountsInSeveralCurrenciesHaveNoSum() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .spent("ann", "purchase", "2026-03-30", 1, "10.50", "CNY")
            .spent("ann", "purchase", "2026-03-31", 1, "1.00", "EUR")
            .spent("bob", "purchase", "2026-03-30", 1, "10.50", "CNY")
            .spent("bob", "purchase", "2026-03-31", 1, null, null);
    String definitions =
        statistic("total", "money", "sum_of('amount', 'purchase')")
            + statistic("today", "money", "sum_of('amount', 'purchase', '1d')")
            + statistic("money", "text", "currency_of('purchase')");

    RowsByPerson tags = tags(people, definitions);

    assertThat(tags.get("ann").<Object>getAs("total")).isNull();
    assertThat(tags.get("ann").<Object>getAs("money")).isNull();
    assertThat(tags.get("ann").<BigDecimal>getAs("today")).isEqualByComparingTo("1");
    assertThat(tags.get("bob").<BigDecimal>getAs("total")).isEqualByComparingTo("10.5");
    assertThat(tags.get("bob").<BigDecimal>getAs("today")).isEqualByComparingTo("0");
    assertThat(tags.get("bob").<String>getAs("money")).isEqualTo("CNY");
  }

  @Test
  void ordersCountWhenTheyWerePaidAndNotCancelled() {
    People people =
        new People()
            .person("ann")
            .ordered("ann", "2026-03-01", "paid", "100")
            .ordered("ann", "2026-03-02", "partly_refunded", "20")
            .ordered("ann", "2026-03-03", "placed", "7")
            .ordered("ann", "2026-03-04", "cancelled", "7");

    Row ann =
        tags(
                people,
                statistic("n", "long", "order_count()")
                    + statistic(
                        "mean", "money", "order_sum('net_amount') / nullif(order_count(), 0)"))
            .get("ann");

    assertThat(ann.<Long>getAs("n")).isEqualTo(2);
    assertThat(ann.<BigDecimal>getAs("mean")).isEqualByComparingTo("60");
  }

  @Test
  void anyEventMeansWhatThePersonDoes() {
    People people =
        new People()
            .person("ann")
            .did("ann", "page_view", "2026-03-01", 1)
            .did("ann", "message_sent", "2026-03-20", 1)
            .did("ann", "identify", "2026-03-21", 1);

    Row ann = tags(people, statistic("n", "long", "count_of('*')")).get("ann");

    assertThat(ann.<Long>getAs("n")).isEqualTo(1);
  }

  @Test
  void hasExactlyTheDeclaredColumns() {
    TagPlan plan = Catalogues.plan(spark, Catalogues.shipped());

    Dataset<Row> tags = transform(plan).apply(new People().person("ann").on(spark));

    assertThat(tags.schema().fields())
        .extracting(field -> field.name() + " " + field.dataType().sql())
        .containsExactlyElementsOf(
            new TagColumns(plan.tags())
                .personTags().columns().stream()
                    .map(column -> column.name() + " " + column.type().sql())
                    .toList());
    assertThat(RowsByPerson.of(tags).get("ann").<String>getAs("lifecycle_stage"))
        .isEqualTo("unknown");
  }

  @Test
  void anAttributeSaysWhichSourceSaidItAndSinceWhen() {
    People people =
        new People()
            .person("ann")
            .person("bob")
            .person("cid")
            .person("dan")
            .owns("ann", 1)
            .owns("ann", 2)
            .owns("bob", 3)
            .owns("cid", 4)
            .says("web", 1, "set", "2", "2026-03-01T00:00:00Z")
            .says("crm", 2, "set", "3", "2026-03-02T00:00:00Z")
            .says("pos", 1, "set", "3", "2026-03-05T00:00:00Z")
            .says("crm", 1, "set", "9", "2026-04-01T00:00:00Z")
            .says("crm", 3, "set", "gold", "2026-03-02T00:00:00Z")
            .says("crm", 4, "set", "1", "2026-03-02T00:00:00Z")
            .says("crm", 4, "delete", null, "2026-03-03T00:00:00Z");
    String level =
        "level { name-zh = 级, name-en = Level, group = g, kind = attribute, type = int,"
            + " attribute = level }\n";
    String members =
        "is_high { name-zh = 高, name-en = High, group = g, kind = ladder, type = boolean, steps ="
            + " [{ value = true, when { tag = level, op = greater-than, value = 2 } }] }\n";

    RowsByPerson tags = tags(people, level + members);

    Row ann = tags.get("ann");
    assertThat(ann.<Integer>getAs("level")).isEqualTo(3);
    assertThat(ann.<String>getAs("level_source")).as("who said it first").isEqualTo("crm");
    assertThat(ann.<java.sql.Timestamp>getAs("level_since").toInstant())
        .isEqualTo("2026-03-02T00:00:00Z");
    assertThat(ann.<Boolean>getAs("is_high")).isTrue();
    for (String person : List.of("bob", "cid", "dan")) {
      Row other = tags.get(person);
      assertThat(other.<Object>getAs("level")).as(person).isNull();
      assertThat(other.<Object>getAs("level_source")).as(person).isNull();
      assertThat(other.<Object>getAs("level_since")).as(person).isNull();
    }
  }

  private static String count(String id, String window) {
    return statistic(id, "long", "count_of('purchase', '" + window + "')");
  }

  static String statistic(String id, String type, String expression) {
    return definition(id, "statistic", type, expression);
  }

  static String preference(String id, String type, String expression) {
    return definition(id, "preference", type, expression);
  }

  private static String definition(String id, String kind, String type, String expression) {
    return "%s { name-zh = 名, name-en = Name, group = g, kind = %s, type = %s, expression = \"%s\" }\n"
        .formatted(id, kind, type, expression);
  }

  private RowsByPerson tags(People people, String definitions) {
    return RowsByPerson.of(transform(Catalogues.plan(spark, definitions)).apply(people.on(spark)));
  }

  private static TagsTransform transform(TagPlan plan) {
    return new TagsTransform(plan, AS_OF, new BusinessDays(People.ZONE));
  }

  private static String nextChange(Row row) {
    return String.valueOf(row.<Object>getAs(PersonTagsTable.NEXT_CHANGE_ON.name()));
  }
}

package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OnePassTest {

  private final SparkSession spark;

  OnePassTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void eachInputIsReadOnceAndAllGoThroughOneShuffleHoweverManyTagsThereAre() {
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2026-03-30", 1)
            .liked("ann", "category", "hats", "2026-03-30", 1)
            .visited("ann", "2026-03-30", 3)
            .ordered("ann", "2026-03-30", "paid", "7");
    readsEachInputOnce(people, Catalogues.plan(spark, Catalogues.shipped()), 5);
    readsEachInputOnce(people, Catalogues.plan(spark, BenchTags.catalogue(200)), 5);
  }

  @Test
  void whatConditionsOnBehaviourCountGoesThroughTheSameShuffle() {
    String behaved =
        """
        buyer { name-zh = 客, name-en = Buyer, group = g, kind = statistic, type = long, expression = "count_of('purchase')" }
        habit { name-zh = 惯, name-en = Habit, group = g, kind = ladder, type = text, steps = [
          { value = a, when { regularly { event = purchase, window = 28d, every = 7d } } }
          { value = b, when { stopped { event = "*", of { dimension = category, op = equals, value = hats }, window = 60d, silent = 7d } } }
          { value = c, when { not-done { event = search, where { attribute = category, op = equals, value = hats }, window = 7d } } }
        ] }
        order { name-zh = 序, name-en = Order, group = g, kind = sequence, type = boolean
          sequence { steps = [ { event = search }, { event = purchase } ], within = 2 days, window = 14d } }
        """;
    People people =
        new People()
            .person("ann")
            .did("ann", "purchase", "2026-03-30", 1)
            .liked("ann", "category", "hats", "2026-03-30", 1)
            .event("ann", "search", "2026-03-30T01:00:00Z", "hats");
    readsEachInputOnce(people, Catalogues.plan(spark, behaved), 4);
  }

  private void readsEachInputOnce(People people, TagPlan plan, int tables) {
    Dataset<Row> tags =
        new TagsTransform(plan, LocalDate.of(2026, 3, 31), new BusinessDays(People.ZONE))
            .apply(people.on(spark));
    String logical = tags.queryExecution().analyzed().toString();
    assertThat(occurrences("LocalRelation", logical)).as("tables read").isEqualTo(tables);
    String physical = tags.queryExecution().executedPlan().toString();
    assertThat(occurrences("Exchange hashpartitioning", physical)).as("shuffles").isEqualTo(1);
    assertThat(occurrences("Aggregate|Join", physical)).as("aggregations and joins").isZero();
  }

  private static long occurrences(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}

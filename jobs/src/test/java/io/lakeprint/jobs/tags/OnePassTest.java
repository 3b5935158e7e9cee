package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.List;
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
    for (TagPlan plan :
        List.of(
            Catalogues.plan(spark, Catalogues.shipped()),
            Catalogues.plan(spark, BenchTags.catalogue(200)))) {
      readsEachInputOnce(
          new TagsTransform(plan, LocalDate.of(2026, 3, 31), new BusinessDays(People.ZONE))
              .apply(people.on(spark)));
    }
  }

  private static void readsEachInputOnce(Dataset<Row> tags) {
    String logical = tags.queryExecution().analyzed().toString();
    assertThat(occurrences("LocalRelation", logical)).as("tables read").isEqualTo(5);
    String physical = tags.queryExecution().executedPlan().toString();
    assertThat(occurrences("Exchange hashpartitioning", physical)).as("shuffles").isEqualTo(1);
    assertThat(occurrences("Aggregate|Join", physical)).as("aggregations and joins").isZero();
  }

  private static long occurrences(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}

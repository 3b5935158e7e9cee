package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark of tags measures what it says: on a few rows. */
@ExtendWith(SparkExtension.class)
class TagsBenchmarkTest {

  private static final int PEOPLE = 5;
  private static final long EVENTS = 2_000;

  @TempDir private Path folder;

  @Test
  void rollUpsAreThoseOfAllEventsAndTagsCountThem(SparkSession spark) {
    String into = folder.toUri().toString();
    new BenchRollUps(spark, EVENTS, PEOPLE).write(into);
    TagsTransform.Inputs inputs = TagsBenchmark.inputs(spark, into);
    TagPlan plan =
        Catalogues.plan(
            spark,
            TagsTransformTest.statistic("events", "long", "count_of('*')")
                + TagsTransformTest.statistic("visits", "long", "session_count()")
                + TagsTransformTest.statistic("bought", "long", "count_of('purchase')")
                + TagsTransformTest.statistic("orders", "long", "order_count()")
                + TagsTransformTest.statistic("cells", "long", "total_of('category')"));

    Dataset<Row> tags =
        new TagsTransform(plan, BenchRollUps.LAST, new BusinessDays(ZoneOffset.UTC)).apply(inputs);
    Row all =
        tags.agg(
                functions.count(functions.lit(1)),
                functions.sum("events"),
                functions.sum("visits"),
                functions.sum("bought"),
                functions.sum("orders"),
                functions.sum("cells"))
            .head();

    assertThat(all.getLong(0)).isEqualTo(PEOPLE);
    assertThat(all.getLong(1)).isEqualTo(EVENTS);
    assertThat(all.getLong(2)).isEqualTo(EVENTS / 4);
    assertThat(all.getLong(3)).isEqualTo(all.getLong(4)).isBetween(EVENTS / 10, EVENTS / 3);
    assertThat(all.getLong(5)).isEqualTo(EVENTS);
    assertThat(TagsBenchmark.bare(inputs).count()).isEqualTo(PEOPLE);
  }

  @Test
  void noTwoTagsAskForTheSameAndAFewAreTheFirstOfMany() {
    List<String> many =
        BenchTags.catalogue(200).definitions().values().stream()
            .flatMap(tag -> tag.expression().stream())
            .toList();

    assertThat(new TreeSet<>(many)).hasSize(many.size());
    assertThat(BenchTags.catalogue(200).definitions())
        .hasSize(200)
        .containsAllEntriesOf(BenchTags.catalogue(20).definitions());
  }
}

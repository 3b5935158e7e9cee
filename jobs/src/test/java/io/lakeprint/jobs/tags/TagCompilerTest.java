package io.lakeprint.jobs.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TagCompilerTest {

  private final SparkSession spark;

  TagCompilerTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void tellsEveryMistakeAtOnce() throws IOException {
    TagsConfig config = Catalogues.of(resource("many-mistakes.conf"));

    assertThatThrownBy(() -> Catalogues.plan(spark, config))
        .isInstanceOf(UsageException.class)
        .hasMessage(resource("many-mistakes.txt").strip());
  }

  @Test
  void theShippedCatalogueIsBilingualAndSound() {
    TagsConfig config = Catalogues.shipped();

    TagPlan plan = Catalogues.plan(spark, config);

    assertThat(plan.tags()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(plan.tags().values())
        .allSatisfy(
            tag -> {
              assertThat(tag.nameZh()).matches(".*\\p{IsHan}.*");
              assertThat(tag.nameEn()).isNotBlank().matches("\\p{ASCII}+");
            });
  }

  @Test
  void aShippedTagCanBeSwitchedOff() {
    TagsConfig config = Catalogues.shipped("tags.definitions.active_hour=${?LAKEPRINT_NOTHING}");

    assertThat(config.definitions()).containsKey("active_hour");
    assertThat(Catalogues.shipped("tags={ definitions { active_hour = null } }").definitions())
        .doesNotContainKey("active_hour");
  }

  @Test
  void anEventSeenInTheLakeIsKnown() {
    TagsConfig config =
        Catalogues.of(TagsTransformTest.statistic("n", "long", "count_of('delivery_choice')"));

    assertThatThrownBy(() -> Catalogues.plan(spark, config))
        .hasMessageContaining("delivery_choice");
    assertThat(
            TagCompiler.compile(config, Set.of("delivery_choice"), new SparkExpressionTypes(spark))
                .tags())
        .containsKey("n");
  }

  @Test
  void callsThatMeanTheSameAreComputedOnce() {
    TagPlan plan =
        Catalogues.plan(
            spark,
            TagsTransformTest.statistic("a", "long", "count_of('purchase', '30d') + 1")
                + TagsTransformTest.statistic("b", "long", "COUNT_OF( 'purchase' , '030d' )"));

    assertThat(plan.measures()).containsOnlyKeys("count_of('purchase', '30d')");
  }

  @Test
  void tagsThatReferToOthersComeAfterThem() {
    TagPlan plan =
        Catalogues.plan(
            spark,
            TagsTransformTest.statistic("a", "long", "b + c")
                + TagsTransformTest.statistic("b", "long", "c * 2")
                + TagsTransformTest.statistic("c", "long", "count_of('purchase')"));

    assertThat(plan.levels())
        .containsExactly(java.util.List.of("c"), java.util.List.of("b"), java.util.List.of("a"));
  }

  static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TagCompilerTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

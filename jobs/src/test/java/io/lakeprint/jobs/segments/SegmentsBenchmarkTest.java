package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.definitions.SegmentDefinition;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark of segments measures what it says: on a few rows. */
@ExtendWith(SparkExtension.class)
class SegmentsBenchmarkTest {

  private static final int PEOPLE = 90;

  @TempDir private Path folder;

  @Test
  void thePreviewedSegmentHoldsSomeAndNotAll(SparkSession spark) {
    String into = folder.toUri().toString();
    SegmentsBenchmark.write(spark, into, 3_000, PEOPLE);
    SegmentsTransform.Inputs inputs = SegmentsBenchmark.inputs(spark, into);

    Look.Seen seen = SegmentsBenchmark.preview(inputs, 20);

    assertThat(seen.counts().getLong(0)).isEqualTo(PEOPLE);
    assertThat(seen.counts().getLong(1)).isBetween(1L, PEOPLE - 1L);
    assertThat(seen.people()).hasSizeBetween(1, 5);
    assertThat(SegmentsBenchmark.bare(inputs).count()).isEqualTo(PEOPLE);
  }

  @Test
  void noTwoSegmentsAskForTheSame() {
    SegmentPlan plan = BenchSegments.plan(20).only(Set.of(BenchSegments.ALL));

    assertThat(plan.segments()).hasSize(21);
    assertThat(
            plan.segments().values().stream()
                .map(SegmentDefinition::when)
                .collect(Collectors.toSet()))
        .hasSize(21);
  }
}

package io.lakeprint.jobs.behaviour.functions.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** {@code retention()} against what it says it is, on small random rows in several parts. */
class RetentionFunctionTest {

  private static Row row(List<@Nullable Boolean> conditions) {
    return RowFactory.create(CollectionConverters.asScala(conditions).toSeq());
  }

  @Test
  void aConditionCountsWhereItAndTheFirstWereEverMet() {
    RetentionFunction function = new RetentionFunction(Encoders.kryo(int[].class));
    Random random = new Random(51);
    for (int round = 0; round < 2_000; round++) {
      int conditions = 1 + random.nextInt(4);
      List<List<@Nullable Boolean>> rows = new ArrayList<>();
      for (int count = random.nextInt(6); count > 0; count--) {
        List<@Nullable Boolean> row = new ArrayList<>();
        for (int i = 0; i < conditions; i++) {
          row.add(random.nextInt(5) == 0 ? null : random.nextInt(4) == 0);
        }
        rows.add(row);
      }
      SequenceBuffer buffer = function.zero();
      SequenceBuffer other = function.zero();
      for (List<@Nullable Boolean> row : rows) {
        if (random.nextBoolean()) {
          buffer = function.reduce(buffer, row(row));
        } else {
          other = function.reduce(other, row(row));
        }
      }
      int[] expected = new int[rows.isEmpty() ? 0 : conditions];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = met(rows, 0) && met(rows, i) ? 1 : 0;
      }
      assertThat(function.finish(function.merge(buffer, other)))
          .as(rows.toString())
          .isEqualTo(expected);
    }
  }

  private static boolean met(List<List<@Nullable Boolean>> rows, int condition) {
    return rows.stream().anyMatch(row -> Boolean.TRUE.equals(row.get(condition)));
  }
}

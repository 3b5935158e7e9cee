package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.testkit.SparkExtension;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class OneIdsTest {

  private static final List<Long> NODES =
      LongStream.concat(
              LongStream.of(0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE), new Random(7).longs(200))
          .boxed()
          .toList();

  @Test
  void sparkAndJavaGiveTheSameId(SparkSession spark) {
    List<Row> rows =
        spark
            .createDataset(NODES, Encoders.LONG())
            .select(col("value"), IdUdfs.oneId(col("value"), lit(1)))
            .collectAsList();
    assertThat(rows)
        .hasSameSizeAs(NODES)
        .allSatisfy(
            row -> assertThat(row.getString(1)).isEqualTo(OneIds.ofFounder(row.getLong(0), 1)));
  }

  @Test
  void anIdIs16CharactersAndEveryGenerationAnother() {
    Set<String> ids = new HashSet<>();
    for (long node : NODES) {
      for (int generation = 0; generation < 3; generation++) {
        ids.add(OneIds.ofFounder(node, generation));
      }
    }
    assertThat(ids).hasSize(3 * NODES.size()).allMatch(id -> id.matches("[0-9a-v]{16}"));
  }

  /** Published ids rest on it: this value never changes. */
  @Test
  void theFormulaIsFrozen() {
    assertThat(OneIds.ofFounder(42, 0)).isEqualTo("ahpkbin1prpn4eet");
  }
}

package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is sent, held against a destination that is a map. */
@ExtendWith(SparkExtension.class)
class OutboxTransformTest {

  private static final long SEED = 20260301;
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final SparkSession spark;

  OutboxTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void whoIsToldOfChangesAloneHasWhatIsWantedAndWhatIsRefusedRestsUntilItChanges() {
    Random random = new Random(SEED);
    Map<String, String> destination = new HashMap<>();
    Map<String, Optional<String>> refusedBefore = new HashMap<>();
    Dataset<Row> outbox = TableRows.of(OutboxTable.SPEC).on(spark);
    for (long send = 1; send <= 6; send++) {
      Map<String, String> wanted = new TreeMap<>();
      for (int target = 0; target < 40; target++) {
        if (random.nextInt(3) > 0) {
          wanted.put("t" + target, "v" + random.nextInt(3));
        }
      }
      Map<String, String> expected = told(wanted, destination, refusedBefore);

      List<Row> next =
          new OutboxTransform("a", send, DAY)
              .apply(outbox, WantedRows.of(spark, wanted, "person of send " + send))
              .collectAsList();
      Map<String, String> told = new TreeMap<>();
      Set<String> refused = new HashSet<>();
      for (Row row : next) {
        if (!row.getAs("state").equals("pending")) {
          continue;
        }
        String target = row.getAs("target_key");
        String value = row.getAs("fields");
        told.put(target, row.getAs("change") + " " + value);
        assertThat(row.<Long>getAs("send_number")).isEqualTo(send);
        if (random.nextInt(6) == 0) {
          refused.add(target);
          refusedBefore.put(target, Optional.ofNullable(value));
        } else if (value == null) {
          destination.remove(target);
        } else {
          destination.put(target, value);
        }
      }
      assertThat(told).as("seed %s, send %s", SEED, send).isEqualTo(expected);
      outbox = table(new SentTransform(refused).apply(table(next)).collectAsList());
    }
    assertThat(refusedBefore).as("the case is met").isNotEmpty();
    assertThat(outbox.where("state = 'pending' OR fields IS NOT NULL").collectAsList())
        .as("values are kept only while they are on their way")
        .isEmpty();
  }

  @Test
  void whoseAnIdentifierIsMakesNoChange() {
    Map<String, String> wanted = Map.of("phone", "v1");
    Dataset<Row> first =
        new OutboxTransform("a", 1, DAY)
            .apply(TableRows.of(OutboxTable.SPEC).on(spark), WantedRows.of(spark, wanted, "ann"));
    Dataset<Row> sent = table(new SentTransform(Set.of()).apply(first).collectAsList());
    assertThat(
            new OutboxTransform("a", 2, DAY.plusDays(1))
                .apply(sent, WantedRows.of(spark, wanted, "ann who is now bob"))
                .collectAsList())
        .isEqualTo(sent.collectAsList());
  }

  /** What the destination has to be told, and forgets what rested and has changed. */
  private static Map<String, String> told(
      Map<String, String> wanted,
      Map<String, String> has,
      Map<String, Optional<String>> refusedBefore) {
    Map<String, String> told = new TreeMap<>();
    Set<String> all = new TreeSet<>(wanted.keySet());
    all.addAll(has.keySet());
    all.addAll(refusedBefore.keySet());
    for (String target : all) {
      String shall = wanted.get(target);
      String had = has.get(target);
      Optional<String> rests = refusedBefore.get(target);
      if (rests != null && rests.equals(Optional.ofNullable(shall))) {
        continue;
      }
      refusedBefore.remove(target);
      if (!Objects.equals(shall, had)) {
        told.put(target, (had == null ? "add" : shall == null ? "remove" : "change") + " " + shall);
      }
    }
    return told;
  }

  private Dataset<Row> table(List<Row> rows) {
    return spark.createDataFrame(rows, OutboxTable.SPEC.schema());
  }
}

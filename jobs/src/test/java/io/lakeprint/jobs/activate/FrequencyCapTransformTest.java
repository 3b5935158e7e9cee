package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.TouchesTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two activations of one gateway, and how often they may be heard there. */
@ExtendWith(SparkExtension.class)
class FrequencyCapTransformTest {

  private static final long SEED = 20260307;
  private static final LocalDate DAY = LocalDate.of(2026, 3, 7);
  private static final int SENDS = 2;
  private static final int DAYS = 2;

  private final SparkSession spark;

  FrequencyCapTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  /** That a target was told something. */
  private record Touch(String target, LocalDate day) {}

  @Test
  void noTargetIsToldMoreOftenThanTheCapSaysAndEachAsSoonAsItLets() {
    Random random = new Random(SEED);
    List<Touch> told = new ArrayList<>();
    TableRows touches = TableRows.of(TouchesTable.SPEC);
    Map<String, Dataset<Row>> outboxes = new HashMap<>();
    Map<String, Map<String, String>> has = new HashMap<>();
    Set<String> held = new TreeSet<>();
    for (int step = 0; step < 8; step++) {
      String activation = step % 2 == 0 ? "a" : "b";
      LocalDate day = DAY.plusDays(step / 2);
      Map<String, String> wanted = new TreeMap<>();
      for (int target = 0; target < 12; target++) {
        if (random.nextInt(4) > 0) {
          wanted.put("t" + target, "v" + random.nextInt(3));
        }
      }
      Map<String, String> there = has.computeIfAbsent(activation, none -> new TreeMap<>());
      Map<String, String> expected = expected(wanted, there, told, day, held);

      Dataset<Row> current =
          outboxes.getOrDefault(activation, TableRows.of(OutboxTable.SPEC).on(spark));
      FrequencyCapTransform caps = caps(day);
      Dataset<Row> allowed =
          caps.apply(
              current,
              WantedRows.of(spark, wanted, "ann"),
              caps.reached(touches.on(spark), current));
      List<Row> next =
          new OutboxTransform(activation, step, day).apply(current, allowed).collectAsList();
      assertThat(pending(next)).as("seed %s, step %s", SEED, step).isEqualTo(expected);
      expected.forEach(
          (target, change) -> {
            if (change.equals("remove null")) {
              there.remove(target);
            } else {
              there.put(target, change.substring(change.indexOf(' ') + 1));
              told.add(new Touch(target, day));
              touches.row(touch(activation, told.size(), target, "gateway", day));
            }
          });
      outboxes.put(
          activation,
          new SentTransform(Set.of())
              .apply(spark.createDataFrame(next, OutboxTable.SPEC.schema())));
    }
    assertThat(held).as("the case is met").hasSizeGreaterThan(3);
  }

  /** What is told whom, by counting; notes who is held back. */
  private static Map<String, String> expected(
      Map<String, String> wanted,
      Map<String, String> has,
      List<Touch> told,
      LocalDate day,
      Set<String> held) {
    Map<String, String> expected = new TreeMap<>();
    Set<String> all = new TreeSet<>(wanted.keySet());
    all.addAll(has.keySet());
    for (String target : all) {
      String shall = wanted.get(target);
      String had = has.get(target);
      if (Objects.equals(shall, had)) {
        continue;
      }
      long before =
          told.stream()
              .filter(touch -> touch.target().equals(target))
              .filter(touch -> touch.day().plusDays(DAYS).isAfter(day))
              .count();
      if (shall == null) {
        expected.put(target, "remove null");
      } else if (before < SENDS) {
        expected.put(target, (had == null ? "add " : "change ") + shall);
      } else {
        held.add(target);
      }
    }
    return expected;
  }

  @Test
  void theSendsOfTheChannelWithinTheWindowCountAndThoseOnTheirWayOnce() {
    TableRows touches = TableRows.of(TouchesTable.SPEC);
    TableRows outbox = TableRows.of(OutboxTable.SPEC);
    touches.row(touch("a", 1, "twice within", "gateway", DAY));
    touches.row(touch("b", 1, "twice within", "gateway", DAY.minusDays(DAYS - 1)));
    touches.row(touch("a", 1, "once before", "gateway", DAY));
    touches.row(touch("b", 1, "once before", "gateway", DAY.minusDays(DAYS)));
    touches.row(touch("a", 1, "once elsewhere", "gateway", DAY));
    touches.row(touch("c", 1, "once elsewhere", "crm", DAY));
    touches.row(touch("a", 1, "again on its way", "gateway", DAY));
    outbox.row(row("b", 2, "again on its way", OutboxTable.PENDING, "v1", null));
    touches.row(touch("a", 1, "again elsewhere", "gateway", DAY));
    outbox.row(row("c", 2, "again elsewhere", OutboxTable.PENDING, "v1", null));
    touches.row(touch("a", 1, "to be removed", "gateway", DAY));
    outbox.row(row("b", 2, "to be removed", OutboxTable.PENDING, null, "v1"));
    touches.row(touch("b", 2, "not yet called sent", "gateway", DAY));
    outbox.row(row("b", 2, "not yet called sent", OutboxTable.PENDING, "v1", null));

    assertThat(texts(caps(DAY).reached(touches.on(spark), outbox.on(spark))))
        .containsExactlyInAnyOrder("twice within", "again on its way");
  }

  @Test
  void whoIsHeldBackKeepsWhatItHasAndWhatIsRefusedRests() {
    Dataset<Row> current =
        TableRows.of(OutboxTable.SPEC)
            .row(row("a", 1, "changed", OutboxTable.SENT, "v1", "v1"))
            .row(row("a", 1, "same", OutboxTable.SENT, "v1", "v1"))
            .row(row("a", 1, "refused", OutboxTable.REFUSED, "v1", null))
            .row(row("a", 1, "gone", OutboxTable.SENT, "v1", "v1"))
            .on(spark);
    Map<String, String> values =
        Map.of("new", "v1", "changed", "v2", "same", "v1", "refused", "v1", "free", "v1");
    Dataset<Row> wanted = WantedRows.of(spark, values, "ann");
    TableRows touches = TableRows.of(TouchesTable.SPEC);
    for (String target : List.of("new", "changed", "same", "refused", "gone")) {
      touches.row(touch("b", 1, target, "gateway", DAY));
      touches.row(touch("b", 2, target, "gateway", DAY));
    }
    FrequencyCapTransform caps = caps(DAY);
    Dataset<Row> reached = caps.reached(touches.on(spark), current);

    assertThat(texts(caps.heldBack(current, wanted, reached)))
        .containsExactlyInAnyOrder("new", "changed");
    List<Row> next =
        new OutboxTransform("a", 2, DAY)
            .apply(current, caps.apply(current, wanted, reached))
            .collectAsList();
    assertThat(pending(next)).isEqualTo(Map.of("gone", "remove null", "free", "add v1"));
    assertThat(next)
        .filteredOn(row -> !row.getAs("state").equals("pending"))
        .extracting(row -> row.getAs("target_key") + " " + row.getAs("state"))
        .containsExactlyInAnyOrder("changed sent", "same sent", "refused refused");
  }

  private static FrequencyCapTransform caps(LocalDate asOf) {
    return new FrequencyCapTransform(
        List.of(
            new FrequencyCapTransform.Channel(
                "sms", new FrequencyCap(List.of("gateway"), SENDS, DAYS), List.of("a", "b"))),
        asOf);
  }

  private static Map<String, String> pending(List<Row> rows) {
    Map<String, String> pending = new TreeMap<>();
    for (Row row : rows) {
      if (row.getAs("state").equals("pending")) {
        pending.put(row.getAs("target_key"), row.getAs("change") + " " + row.getAs("fields"));
      }
    }
    return pending;
  }

  private static Object[] touch(
      String activation, long send, String target, String destination, LocalDate day) {
    return new Object[] {
      TouchesTable.ACTIVATION, activation,
      TouchesTable.SEND_NUMBER, send,
      TouchesTable.TARGET_KEY, target,
      TouchesTable.DESTINATION, destination,
      TouchesTable.AS_OF, day
    };
  }

  private static @Nullable Object[] row(
      String activation,
      long send,
      String target,
      String state,
      @Nullable String wanted,
      @Nullable String sent) {
    return new @Nullable Object[] {
      OutboxTable.ACTIVATION, activation,
      OutboxTable.SEND_NUMBER, send,
      OutboxTable.TARGET_KEY, target,
      OutboxTable.STATE, state,
      OutboxTable.WANTED_HASH, wanted == null ? null : WantedRows.hash(wanted),
      OutboxTable.SENT_HASH, sent == null ? null : WantedRows.hash(sent)
    };
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}

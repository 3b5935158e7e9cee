package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class KnownPeopleTransformTest {
  private static final LocalDate EARLY = LocalDate.of(2026, 3, 10);
  private static final LocalDate LATE = LocalDate.of(2026, 3, 20);

  private final SparkSession spark;
  private final TableRows log = TableRows.of(IdentityLogTable.SPEC);
  private final TableRows events = TableRows.of(EventsTable.SPEC);

  KnownPeopleTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void everyDateSeesTheOwnersOfTheLastRunUpToIt() {
    moved(1, "2026-03-01", 1, null, null, "ann");
    moved(1, "2026-03-01", 2, null, null, "visitor");
    moved(2, "2026-03-15", 2, null, null, "ann");
    moved(3, "2026-03-25", 2, null, "2026-03-08", "ann");
    moved(3, "2026-03-25", 2, "2026-03-08", null, "bob");
    event(1, "2026-03-09", "ann");
    event(2, "2026-03-07", "ann");
    event(2, "2026-03-09", "bob");

    assertThat(people())
        .containsExactlyInAnyOrder(
            "1 2026-03-09 ann [early, late]",
            "2 2026-03-07 visitor [early]",
            "2 2026-03-07 ann [late]",
            "2 2026-03-09 visitor [early]",
            "2 2026-03-09 ann [late]");
    assertThat(
            new KnownPeopleTransform(List.of(LATE, EARLY)).changed(log.on(spark)).collectAsList())
        .as("nodes whose people at a date may be others than today's, and who they were")
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[2,null]", "[2,visitor]", "[2,ann]");
  }

  @Test
  void whatNobodyOwnedThenIsLeftOutAndWhatNobodyOwnsNowIsSaidOfWhoDid() {
    moved(1, "2026-03-01", 1, null, null, null);
    moved(2, "2026-03-15", 1, null, null, "ann");
    moved(1, "2026-03-01", 2, null, null, "bob");
    moved(2, "2026-03-15", 2, null, null, null);
    log.row(
        IdentityLogTable.RUN_NUMBER,
        3L,
        IdentityLogTable.AS_OF,
        "2026-03-20",
        IdentityLogTable.OPERATION,
        "DETACH",
        IdentityLogTable.NODE_ID,
        1L);
    event(1, "2026-03-09", "whom the next identifier says");
    event(2, "2026-03-09", null);

    assertThat(people())
        .containsExactlyInAnyOrder(
            "1 2026-03-09 whom the next identifier says [late]", "2 2026-03-09 bob [early]");
  }

  @Test
  void whoNoRunKnewByThenIsWhomTheFirstOneFoundWhateverComesLater() {
    moved(1, "2026-03-15", 1, null, null, "visitor");
    moved(2, "2026-03-25", 1, null, null, "ann");
    event(1, "2026-03-09", "ann");
    event(9, "2026-03-09", "in no log");

    assertThat(people())
        .containsExactlyInAnyOrder(
            "1 2026-03-09 visitor [early, late]", "9 2026-03-09 in no log [early, late]");
  }

  @Test
  void ofTwoRunsOfOneDayTheLastCounts() {
    moved(1, "2026-03-10", 1, null, null, "first");
    moved(2, "2026-03-10", 1, null, null, "second");
    moved(3, "2026-03-25", 1, null, null, "third");
    event(1, "2026-03-09", "third");

    assertThat(people()).containsExactly("1 2026-03-09 second [early, late]");
    assertThat(new KnownPeopleTransform(List.of(LATE)).learnedSince(log.on(spark)).count())
        .isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new KnownPeopleTransform(List.of()));
  }

  private List<String> people() {
    Dataset<Row> known =
        new KnownPeopleTransform(List.of(LATE, EARLY))
            .apply(events.on(spark), EventsTable.EVENT_TIME.col(), log.on(spark));
    return known
        .select(
            EventsTable.ANCHOR_NODE.col(),
            EventsTable.EVENT_TIME.col().cast("date").cast("string"),
            EventsTable.ONE_ID.col(),
            KnownPeopleTransform.isKnownAt(lit(EARLY)),
            KnownPeopleTransform.isKnownAt(lit(LATE)))
        .collectAsList()
        .stream()
        .map(
            row ->
                "%d %s %s %s"
                    .formatted(
                        row.getLong(0),
                        row.getString(1),
                        row.getString(2),
                        dates(row.getBoolean(3), row.getBoolean(4))))
        .toList();
  }

  private static List<String> dates(boolean early, boolean late) {
    return early ? late ? List.of("early", "late") : List.of("early") : List.of("late");
  }

  private void event(long node, String day, @Nullable String today) {
    events.row(
        EventsTable.ANCHOR_NODE, node,
        EventsTable.EVENT_TIME, day + "T10:00:00Z",
        EventsTable.ONE_ID, today);
  }

  private void moved(
      long run,
      String asOf,
      long node,
      @Nullable String from,
      @Nullable String to,
      @Nullable String person) {
    log.row(
        IdentityLogTable.RUN_NUMBER, run,
        IdentityLogTable.AS_OF, asOf,
        IdentityLogTable.OPERATION, person == null ? "DETACH" : "MOVE",
        IdentityLogTable.NODE_ID, node,
        IdentityLogTable.VALID_FROM, (from == null ? "1970-01-01" : from) + "T00:00:00Z",
        IdentityLogTable.VALID_TO, to == null ? null : to + "T00:00:00Z",
        IdentityLogTable.TO_ONE_ID, person);
  }
}

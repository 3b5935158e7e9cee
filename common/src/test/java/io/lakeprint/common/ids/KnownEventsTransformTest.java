package io.lakeprint.common.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class KnownEventsTransformTest {
  private static final LocalDate EARLY = LocalDate.of(2026, 3, 10);
  private static final LocalDate LATE = LocalDate.of(2026, 3, 20);
  private static final KnownEventsTransform KNOWN = new KnownEventsTransform(List.of(EARLY, LATE));

  private final SparkSession spark;
  private final TableRows log = TableRows.of(IdentityLogTable.SPEC);
  private final TableRows events = TableRows.of(EventsTable.SPEC);

  KnownEventsTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void whileTheAnchorIsBlockedTheNextIdentifierNamesWhomItMeantThen() {
    blocked(1, "2026-03-01", "kiosk");
    owned(1, "2026-03-01", "card", null, null, "visitor");
    owned(2, "2026-03-15", "card", null, null, "ann");
    event("at the kiosk", "2026-03-09", "kiosk", "card");
    event("nobody known", "2026-03-09", "kiosk");
    event("after the early date", "2026-03-12", "kiosk", "card");

    assertThat(told())
        .containsExactlyInAnyOrder(
            "at the kiosk, visitor at 2026-03-10",
            "at the kiosk, ann at 2026-03-20",
            "after the early date, ann at 2026-03-20");
  }

  @Test
  void anAnchorThatIsBlockedLaterNamesItsOwnerUntilThenAndNoneBehindIt() {
    owned(1, "2026-03-01", "phone", null, null, "ann");
    owned(1, "2026-03-01", "card", null, null, "bob");
    blocked(2, "2026-03-15", "phone");
    event("a call", "2026-03-09", "phone", "card");
    blocked(1, "2026-03-01", "first");
    blocked(1, "2026-03-01", "second");
    owned(2, "2026-03-15", "second", null, null, "cat");
    owned(1, "2026-03-01", "third", null, null, "dan");
    event("the first that counts", "2026-03-09", "first", "second", "third");

    assertThat(told())
        .containsExactlyInAnyOrder(
            "a call, ann at 2026-03-10",
            "a call, bob at 2026-03-20",
            "the first that counts, dan at 2026-03-10",
            "the first that counts, cat at 2026-03-20");
  }

  @Test
  void whatIsInNobodysHandsIsNobodysWhoeverStandsBehind() {
    owned(1, "2026-03-01", "card", null, null, "bob");
    owned(1, "2026-03-01", "phone", null, null, "ann");
    owned(2, "2026-03-15", "phone", null, "2026-03-05", "ann");
    owned(2, "2026-03-15", "phone", "2026-03-05", null, null);
    event("before", "2026-03-04", "phone", "card");
    event("after", "2026-03-09", "phone", "card");

    assertThat(told())
        .containsExactlyInAnyOrder(
            "before, ann at 2026-03-10", "after, ann at 2026-03-10", "before, ann at 2026-03-20");
  }

  @Test
  void anchorsOfOnePersonAtATimeAreTheOthersTask() {
    owned(1, "2026-03-01", "same", null, null, "ann");
    owned(1, "2026-03-01", "merged", null, null, "visitor");
    owned(2, "2026-03-15", "merged", null, null, "ann");
    owned(1, "2026-03-01", "handed", null, "2026-03-05", "ann");
    owned(1, "2026-03-01", "handed", "2026-03-05", null, "bob");
    owned(1, "2026-03-01", "shared", null, "2026-03-05", "ann");
    owned(1, "2026-03-01", "shared", "2026-03-05", null, "visitor");
    owned(2, "2026-03-15", "shared", null, "2026-03-05", "ann");
    owned(2, "2026-03-15", "shared", "2026-03-05", null, "ann");
    owned(3, "2026-03-25", "blocked after all", null, null, "ann");
    blocked(4, "2026-03-26", "blocked after all");
    for (String id :
        List.of("same", "merged", "handed", "shared", "blocked after all", "unknown")) {
      event(id, "2026-03-09", id);
    }
    assertThat(
            KNOWN
                .others(events.on(spark), log.on(spark))
                .select(EventsTable.EVENT_ID.col())
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("same", "merged", "handed", "unknown");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "shared, visitor at 2026-03-10",
            "shared, ann at 2026-03-20",
            "blocked after all, ann at 2026-03-10",
            "blocked after all, ann at 2026-03-20");
  }

  private List<String> told() {
    Dataset<Row> known = KNOWN.apply(events.on(spark), log.on(spark));
    assertThat(known.where("known_to <> date_add(known_from, 1)").isEmpty()).isTrue();
    return known
        .select(
            functions.format_string(
                "%s, %s at %s",
                EventsTable.EVENT_ID.col(),
                EventsTable.ONE_ID.col(),
                functions.col(KnownPeopleTransform.FROM).cast("string")))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private void event(String id, String day, String... names) {
    events.row(
        EventsTable.SOURCE,
        "web",
        EventsTable.EVENT_ID,
        id,
        EventsTable.EVENT_TIME,
        day + "T10:00:00Z",
        EventsTable.EVENT_DATE,
        day,
        EventsTable.IDS,
        Arrays.stream(names).map(name -> RowFactory.create("cookie", "", name)).toArray(Row[]::new),
        EventsTable.ANCHOR_NODE,
        node(names[0]));
  }

  private static long node(String name) {
    return NodeIds.node("cookie", "", name);
  }

  private void blocked(long run, String asOf, String name) {
    said(run, asOf, name, IdentityMapTable.BLOCKED, null, null, null);
  }

  private void owned(
      long run,
      String asOf,
      String name,
      @Nullable String from,
      @Nullable String to,
      @Nullable String person) {
    said(run, asOf, name, "multi-owner", from, to, person);
  }

  private void said(
      long run,
      String asOf,
      String name,
      String cause,
      @Nullable String from,
      @Nullable String to,
      @Nullable String person) {
    log.row(
        IdentityLogTable.RUN_NUMBER,
        run,
        IdentityLogTable.AS_OF,
        asOf,
        IdentityLogTable.OPERATION,
        person == null ? "DETACH" : "MOVE",
        IdentityLogTable.NODE_ID,
        node(name),
        IdentityLogTable.VALID_FROM,
        (from == null ? "1970-01-01" : from) + "T00:00:00Z",
        IdentityLogTable.VALID_TO,
        to == null ? null : to + "T00:00:00Z",
        IdentityLogTable.TO_ONE_ID,
        person,
        IdentityLogTable.CAUSE,
        cause);
  }
}

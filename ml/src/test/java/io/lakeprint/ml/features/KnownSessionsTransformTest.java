package io.lakeprint.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.Settings;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every case has nodes and people of its own, so that one pass tells all of them. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownSessionsTransformTest {
  private static final LocalDate EARLY = LocalDate.of(2026, 3, 10);
  private static final LocalDate LATE = LocalDate.of(2026, 3, 20);
  private static final Instant ALWAYS = Instant.EPOCH;
  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");

  private final TableRows log = TableRows.of(IdentityLogTable.SPEC);
  private final TableRows events = TableRows.of(EventsTable.SPEC);
  private final List<String> sessions;
  private int eventCount;

  KnownSessionsTransformTest(SparkSession spark) {
    twoWhoBecomeOne();
    oneWhoBecomesTwo();
    oneWhoHandsOver();
    oneWhomNobodyOwnsToday();
    twoAboutMidnight();
    twoOfWhomNothingIsLearned();
    this.sessions = sessions(spark);
  }

  private void twoWhoBecomeOne() {
    moved("2026-03-01", 1, "one-ann");
    moved("2026-03-01", 2, "one-visitor");
    moved("2026-03-15", 2, "one-ann");
    did(1, "2026-03-09T12:00:00Z", "one-ann");
    did(2, "2026-03-09T12:20:00Z", "one-ann");
    did(1, "2026-03-09T12:40:00Z", "one-ann");
  }

  @Test
  void visitsOfTwoWhoBecameOneAreTheirsAsLongAsTheyWereTwo() {
    assertThat(of("one"))
        .containsExactlyInAnyOrder(
            "2026-03-10 one-ann 12:00 1 events 0 s",
            "2026-03-10 one-ann 12:40 1 events 0 s",
            "2026-03-10 one-visitor 12:20 1 events 0 s",
            "2026-03-20 one-ann 12:00 3 events 2400 s");
  }

  private void oneWhoBecomesTwo() {
    moved("2026-03-01", 11, "two-ann");
    moved("2026-03-01", 12, "two-ann");
    moved("2026-03-15", 12, "two-ben");
    did(11, "2026-03-09T12:00:00Z", "two-ann");
    did(12, "2026-03-09T12:20:00Z", "two-ben");
    did(11, "2026-03-09T12:40:00Z", "two-ann");
  }

  @Test
  void theVisitOfOneWhoBecameTwoIsOneAsLongAsItWas() {
    assertThat(of("two"))
        .containsExactlyInAnyOrder(
            "2026-03-10 two-ann 12:00 3 events 2400 s",
            "2026-03-20 two-ann 12:00 1 events 0 s",
            "2026-03-20 two-ann 12:40 1 events 0 s",
            "2026-03-20 two-ben 12:20 1 events 0 s");
  }

  private void oneWhoHandsOver() {
    moved("2026-03-01", 21, "hand-ann");
    moved("2026-03-01", 22, "hand-ben");
    log("2026-03-15", 21, ALWAYS, NOON.plusSeconds(900), "hand-ann");
    log("2026-03-15", 21, NOON.plusSeconds(900), null, "hand-ben");
    did(21, "2026-03-09T12:10:00Z", "hand-ann");
    did(21, "2026-03-09T12:20:00Z", "hand-ben");
    did(22, "2026-03-09T12:30:00Z", "hand-ben");
  }

  @Test
  void aVisitIsPartedWhereAnIdentifierChangesHands() {
    assertThat(of("hand"))
        .containsExactlyInAnyOrder(
            "2026-03-10 hand-ann 12:10 2 events 600 s",
            "2026-03-10 hand-ben 12:30 1 events 0 s",
            "2026-03-20 hand-ann 12:10 1 events 0 s",
            "2026-03-20 hand-ben 12:20 2 events 600 s");
  }

  /** What it does belongs to nobody today, or to whom the next identifier names. */
  private void oneWhomNobodyOwnsToday() {
    moved("2026-03-01", 31, "none-ann");
    moved("2026-03-01", 32, "none-ann");
    moved("2026-03-01", 33, "none-next");
    moved("2026-03-15", 32, null);
    did(31, "2026-03-09T12:00:00Z", "none-ann");
    did(32, "2026-03-09T12:20:00Z", null);
    did(32, "2026-03-09T12:40:00Z", "none-next", 33);
    did(33, "2026-03-09T13:00:00Z", "none-next");
  }

  @Test
  void whatNobodyOwnsTodayBelongsToWhoDidThen() {
    assertThat(of("none"))
        .containsExactlyInAnyOrder(
            "2026-03-10 none-ann 12:00 3 events 2400 s",
            "2026-03-10 none-next 13:00 1 events 0 s",
            "2026-03-20 none-ann 12:00 1 events 0 s",
            "2026-03-20 none-next 12:40 2 events 1200 s");
  }

  private void twoAboutMidnight() {
    moved("2026-03-01", 41, "late-ann");
    moved("2026-03-01", 42, "late-visitor");
    moved("2026-03-15", 42, "late-ann");
    did(41, "2026-03-10T23:50:00Z", "late-ann");
    did(42, "2026-03-10T23:55:00Z", "late-ann");
    did(41, "2026-03-11T00:10:00Z", "late-ann");
  }

  @Test
  void noSnapshotSeesAnEventOfALaterDay() {
    assertThat(of("late"))
        .containsExactlyInAnyOrder(
            "2026-03-10 late-ann 23:50 1 events 0 s",
            "2026-03-10 late-visitor 23:55 1 events 0 s",
            "2026-03-20 late-ann 23:50 3 events 1200 s");
  }

  private void twoOfWhomNothingIsLearned() {
    moved("2026-03-01", 51, "same-ann");
    moved("2026-03-15", 52, "same-ben");
    did(51, "2026-03-09T12:00:00Z", "same-ann");
    did(52, "2026-03-09T12:00:00Z", "same-ben");
  }

  @Test
  void whoIsNotConcernedKeepsTheRowsOfToday() {
    assertThat(of("same"))
        .containsExactlyInAnyOrder(
            "2026-03-10 same-ann 12:00 1 events 7 s",
            "2026-03-20 same-ann 12:00 1 events 7 s",
            "2026-03-10 same-ben 12:00 1 events 7 s",
            "2026-03-20 same-ben 12:00 1 events 7 s");
  }

  private List<String> of(String name) {
    return sessions.stream().filter(session -> session.contains(" " + name + "-")).toList();
  }

  /** The rows of today all say seven seconds, so that it shows where they are kept. */
  private List<String> sessions(SparkSession spark) {
    SessionsConfig cut = Settings.rollUps().sessions();
    Dataset<Row> today =
        new SessionsTransform(cut)
            .apply(new SessionizeTransform(cut).apply(events.on(spark)))
            .withColumn(SessionsTable.DURATION_SECONDS.name(), functions.lit(7L));
    return new KnownSessionsTransform(new Snapshots(List.of(LATE, EARLY)), cut)
            .apply(today, events.on(spark), log.on(spark))
            .withColumn(
                "at", functions.explode(functions.array(functions.lit(EARLY), functions.lit(LATE))))
            .where(KnownPeopleTransform.isKnownAt(functions.col("at")))
            .select(
                functions.format_string(
                    "%s %s %s %s events %s s",
                    functions.col("at").cast("string"),
                    SessionsTable.ONE_ID.col(),
                    functions.date_format(SessionsTable.STARTED_AT.col(), "HH:mm"),
                    SessionsTable.EVENT_COUNT.col(),
                    SessionsTable.DURATION_SECONDS.col()))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
  }

  private void did(int number, String at, @Nullable String today, int... behind) {
    Row[] ids =
        IntStream.concat(IntStream.of(number), IntStream.of(behind))
            .mapToObj(id -> RowFactory.create("cookie", "", "" + id))
            .toArray(Row[]::new);
    events.row(
        EventsTable.SOURCE,
        "web",
        EventsTable.EVENT_ID,
        "e" + eventCount++,
        EventsTable.EVENT_NAME,
        "page_view",
        EventsTable.EVENT_TIME,
        at,
        EventsTable.EVENT_DATE,
        at.substring(0, 10),
        EventsTable.IDS,
        ids,
        EventsTable.ANCHOR_NODE,
        node(number),
        EventsTable.ONE_ID,
        today);
  }

  private static long node(int number) {
    return NodeIds.node("cookie", "", "" + number);
  }

  private void moved(String day, int node, @Nullable String person) {
    log(day, node, ALWAYS, null, person);
  }

  private void log(
      String day, int number, Instant from, @Nullable Instant to, @Nullable String person) {
    log.row(
        IdentityLogTable.RUN_NUMBER,
        LocalDate.parse(day).toEpochDay(),
        IdentityLogTable.AS_OF,
        day,
        IdentityLogTable.OPERATION,
        person == null ? "DETACH" : "MOVE",
        IdentityLogTable.NODE_ID,
        node(number),
        IdentityLogTable.VALID_FROM,
        from,
        IdentityLogTable.VALID_TO,
        to,
        IdentityLogTable.TO_ONE_ID,
        person,
        IdentityLogTable.CAUSE,
        person == null ? IdentityMapTable.BLOCKED : "evidence");
  }
}

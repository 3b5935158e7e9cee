package io.lakeprint.ml.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.activity.DailyActivityTransform;
import io.lakeprint.common.activity.DailyDimensionsTransform;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.SessionEventsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.features.PastPeople.Deed;
import io.lakeprint.ml.features.PastPeople.Said;
import io.lakeprint.ml.features.PastPeople.Turn;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nothing that happens or is learned after a snapshot changes a bit of it: events, logins, merges,
 * splits, hand-overs, of people whose visits run into each other. People of different seeds never
 * meet and their names begin with the seed, so that all are looked at in one go and a row that
 * fails names its seed.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakageTest {
  private static final BusinessDays DAYS = PastPeople.DAYS;
  private static final LocalDate EARLY = PastPeople.FIRST_DAY.plusDays(15);
  private static final LocalDate SNAPSHOT = PastPeople.SNAPSHOT;
  private static final LocalDate LATE = PastPeople.FIRST_DAY.plusDays(55);
  private static final FeaturesConfig CONFIG =
      Settings.of(
          "features",
          FeaturesConfig.class,
          "features.attributes={ points { attribute = points, name-en = points, name-zh = 积分 } }");

  private static final RollUpRules RULES = Settings.rollUps(DAYS);

  private static final List<String> EVENTS =
      List.of("page_view", "click", "search", "purchase", "product_view");

  private final SparkSession spark;
  private final List<PastPeople> worlds =
      IntStream.rangeClosed(1, 12).mapToObj(PastPeople::of).toList();

  /** All dates as told on the last day. */
  private final List<Row> later;

  LeakageTest(SparkSession spark) {
    this.spark = spark;
    this.later = features(LATE, true, EARLY, SNAPSHOT, LATE);
  }

  @Test
  void nothingLearnedLaterChangesABit() {
    List<Row> then = features(SNAPSHOT, true, EARLY, SNAPSHOT);
    assertThat(then).hasSizeGreaterThan(12 * 2);
    assertThat(later.stream().filter(row -> !row.getDate(0).toLocalDate().equals(LATE)))
        .containsExactlyElementsOf(then);
    assertThat(people(later, LATE)).as("it does matter").isNotEqualTo(people(later, SNAPSHOT));
  }

  /** Each date by itself, of rows that carry the owner that the page on the log says. */
  @Test
  void peopleAreThoseWhomTheLogNamesAtTheDate() {
    for (LocalDate date : List.of(EARLY, SNAPSHOT)) {
      assertThat(later.stream().filter(row -> row.getDate(0).toLocalDate().equals(date)))
          .as("%s", date)
          .containsExactlyElementsOf(features(LATE, false, date));
    }
  }

  /** Else the two above would hold of the rows of today too. */
  @Test
  void visitsRunIntoEachOtherAndApartAgain() {
    Map<String, String> today = sessions(LATE);
    Map<String, String> then = sessions(SNAPSHOT);
    assertThat(torn(today, then)).as("one session of two visitors").hasSizeGreaterThan(20);
    assertThat(torn(then, today)).as("a session that is two today").hasSizeGreaterThan(20);
  }

  /** Else blocked identifiers, and those of nobody, would not matter. */
  @Test
  void othersAreNamedByTheNextIdentifierThenAndToday() {
    int named = 0;
    int nobodys = 0;
    for (PastPeople world : worlds) {
      for (Deed deed : world.deeds(LATE)) {
        boolean isPast = !DAYS.dayOf(deed.at()).isAfter(SNAPSHOT);
        String then = world.known(LATE, SNAPSHOT, deed);
        String today = world.known(LATE, LATE, deed);
        boolean byNext = world.turns(LATE, SNAPSHOT, deed.names().get(0)).get(0).blocked();
        named += isPast && byNext && then != null && !then.equals(today) ? 1 : 0;
        nobodys += isPast && then != null && today == null ? 1 : 0;
      }
    }
    assertThat(named).as("whom the next identifier named, and not today").isGreaterThan(100);
    assertThat(nobodys).as("whose deeds nobody did today").isGreaterThan(50);
  }

  /** The session of each event up to the snapshot, of the people known at a date. */
  private Map<String, String> sessions(LocalDate date) {
    return cut(events(LATE, date), SNAPSHOT).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs(EventsTable.EVENT_ID.name()),
                row -> row.<String>getAs(SessionEventsTable.SESSION_ID.name())));
  }

  /** Sessions whose events lie in more than one session of others. */
  private static Set<String> torn(Map<String, String> sessions, Map<String, String> others) {
    return sessions.entrySet().stream()
        .filter(event -> others.containsKey(event.getKey()))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                Collectors.mapping(event -> others.get(event.getKey()), Collectors.toSet())))
        .entrySet()
        .stream()
        .filter(session -> session.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Dataset<Row> cut(Dataset<Row> events, LocalDate asOf) {
    return new SessionizeTransform(RULES.sessions())
        .apply(events.where(EventsTable.EVENT_DATE.col().leq(functions.lit(asOf))));
  }

  /** What there is to be read on a day, with the people known at a date. */
  private Dataset<Row> events(LocalDate asOf, LocalDate date) {
    TableRows rows = TableRows.of(EventsTable.SPEC);
    for (PastPeople world : worlds) {
      for (Deed deed : world.deeds(asOf)) {
        String event = EVENTS.get(deed.number() % EVENTS.size());
        boolean isPurchase = event.equals("purchase");
        rows.row(
            EventsTable.SOURCE,
            "web",
            EventsTable.EVENT_ID,
            deed.id(),
            EventsTable.EVENT_NAME,
            event,
            EventsTable.EVENT_TIME,
            deed.at(),
            EventsTable.EVENT_DATE,
            DAYS.dayOf(deed.at()),
            EventsTable.IDS,
            deed.names().stream().map(LeakageTest::identifier).toArray(Row[]::new),
            EventsTable.ANCHOR_NODE,
            deed.anchor(),
            EventsTable.ONE_ID,
            world.known(asOf, date, deed),
            EventsTable.CATEGORY,
            event.equals("product_view") ? "c" + deed.number() % 7 : null,
            EventsTable.AMOUNT,
            isPurchase ? deed.number() + ".25" : null,
            EventsTable.CURRENCY,
            isPurchase ? "EUR" : null);
      }
    }
    return rows.on(spark);
  }

  private static Row identifier(String name) {
    return RowFactory.create(PastPeople.TYPE, "", name);
  }

  private static List<String> people(List<Row> rows, LocalDate date) {
    return rows.stream()
        .filter(row -> row.getDate(0).toLocalDate().equals(date))
        .map(row -> row.<String>getAs(FeaturesTable.ONE_ID.name()))
        .toList();
  }

  /**
   * Features by what was there on a day.
   *
   * @param replayed whether by the log, from rows of the day's people; else from rows of the people
   *     that were known at the one snapshot, without a log
   */
  private List<Row> features(LocalDate asOf, boolean replayed, LocalDate... snapshots) {
    LocalDate known = replayed ? asOf : snapshots[0];
    TableRows updates = TableRows.of(AttributeUpdatesTable.SPEC);
    TableRows map = TableRows.of(IdentityMapTable.SPEC);
    TableRows log = TableRows.of(IdentityLogTable.SPEC);
    for (PastPeople world : worlds) {
      world.deeds(asOf).forEach(deed -> changed(updates, deed));
      world.names().forEach(name -> owned(map, name, world.turns(asOf, known, name)));
      world.said(asOf).forEach(said -> log(log, said));
    }
    Dataset<Row> events = events(asOf, known);
    return new FeaturesTransform(CONFIG, new Snapshots(List.of(snapshots)), RULES)
        .apply(
            new FeaturesTransform.Inputs(
                new DailyActivityTransform(RULES.activity()).apply(events),
                new SessionsTransform(RULES.sessions()).apply(cut(events, asOf)),
                new DailyDimensionsTransform(RULES.activity(), DAYS.zone()).apply(events),
                Optional.of(new FeaturesTransform.Attributes(updates.on(spark), map.on(spark))),
                replayed
                    ? Optional.of(new FeaturesTransform.Identity(log.on(spark), events))
                    : Optional.empty()))
        .orderBy(FeaturesTable.AS_OF.col(), FeaturesTable.ONE_ID.col())
        .collectAsList();
  }

  private static void changed(TableRows updates, Deed deed) {
    updates.row(
        AttributeUpdatesTable.SOURCE,
        "crm",
        AttributeUpdatesTable.EVENT_ID,
        deed.id(),
        AttributeUpdatesTable.ATTRIBUTE,
        "points",
        AttributeUpdatesTable.OPERATION,
        deed.number() % 3 == 0 ? "set" : "increment",
        AttributeUpdatesTable.VALUE,
        "" + deed.number(),
        AttributeUpdatesTable.ANCHOR_NODE,
        deed.anchor(),
        AttributeUpdatesTable.UPDATED_AT,
        deed.at(),
        AttributeUpdatesTable.EVENT_DATE,
        DAYS.dayOf(deed.at()));
  }

  private static void owned(TableRows map, String name, List<Turn> turns) {
    turns.forEach(
        turn ->
            map.row(
                IdentityMapTable.NODE_ID, PastPeople.node(name),
                IdentityMapTable.ONE_ID, turn.owner(),
                IdentityMapTable.VALID_FROM, turn.from(),
                IdentityMapTable.VALID_TO, turn.to()));
  }

  private static void log(TableRows log, Said said) {
    said.turns()
        .forEach(
            turn ->
                log.row(
                    IdentityLogTable.RUN_NUMBER, said.run(),
                    IdentityLogTable.AS_OF, said.asOf(),
                    IdentityLogTable.OPERATION, turn.owner() == null ? "DETACH" : "MOVE",
                    IdentityLogTable.NODE_ID, PastPeople.node(said.name()),
                    IdentityLogTable.VALID_FROM, turn.from(),
                    IdentityLogTable.VALID_TO, turn.to(),
                    IdentityLogTable.TO_ONE_ID, turn.owner(),
                    IdentityLogTable.CAUSE,
                        turn.blocked() ? IdentityMapTable.BLOCKED : "evidence"));
  }
}

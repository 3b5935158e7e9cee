package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.OneIdAliasesTable.RETIRED_ID;
import static io.lakeprint.common.tables.SegmentMembersTable.ONE_ID;
import static io.lakeprint.common.tables.SegmentMembersTable.SEGMENT_ID;
import static io.lakeprint.common.tables.SegmentMembersTable.VALID_FROM;
import static io.lakeprint.common.tables.SegmentMembersTable.VALID_TO;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.StickinessTable;
import io.lakeprint.jobs.behaviour.reports.Told.Event;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reports that are of the people of a segment alone. */
@ExtendWith(SparkExtension.class)
class SegmentReportsTest {

  private static final LocalDate TODAY = Told.AS_OF;

  /** One report of each kind; %1$s is the end of its id, %2$s what else it says. */
  private static final String EVERY_KIND =
      """
      funnels.f%1$s { name-zh = f, name-en = f, %2$s
        steps = [ { event = product_view }, { event = purchase } ], window = 2 days
        breakdown { attribute = channel } }
      funnels.visits%1$s { name-zh = f, name-en = f, %2$s
        steps = [ { event = product_view }, { event = purchase } ], count = sessions }
      retentions.r%1$s { name-zh = r, name-en = r, %2$s
        start { event = "*" }, back { event = purchase }, cells = 3
        range { days = 14, periods = [day] } }
      lifecycles.l%1$s { name-zh = l, name-en = l, %2$s
        active { event = "*" }, range { days = 28, periods = [week] } }
      stickiness.s%1$s { name-zh = s, name-en = s, %2$s
        active { event = "*" }, range { days = 28, periods = [month] } }
      paths.p%1$s { name-zh = p, name-en = p, %2$s
        events { event = "*" }, unit = person, sequences { support = 0.2, longest = 3 } }
      attributions.a%1$s { name-zh = a, name-en = a, %2$s
        conversion { event = purchase }, touch { event = product_view }, touchpoint = channel
        once = "" }
      heatmaps.h%1$s { name-zh = h, name-en = h, %2$s
        kind = hours, events { event = "*" } }
      intervals.i%1$s { name-zh = i, name-en = i, %2$s
        from { event = product_view }, to { event = purchase }, within = 3 days }
      distributions.d%1$s { name-zh = d, name-en = d, %2$s
        events { event = "*" }, measure = times, buckets = [2, 4], range { periods = [total] } }
      comparisons.c%1$s { name-zh = c, name-en = c, %2$s
        groups = [ { name = web, event = product_view, where {
            attribute = channel, op = equals, value = web } }, { name = any, event = product_view } ]
        baseline = any, outcomes = [ { event = purchase } ], unit = person }
      """;

  private final SparkSession spark;

  SegmentReportsTest(SparkSession spark) {
    this.spark = spark;
  }

  /** Beside reports of everybody, which do not see that others look at fewer people. */
  @Test
  void ofEveryKindItTellsWhatItWouldTellIfThereWereNobodyElse() {
    Random random = new Random(11);
    List<Event> log = randomLog(random);
    Set<String> vips = Set.of("p0", "p3", "p4", "p7");
    TableRows members = TableRows.of(SegmentMembersTable.SPEC);
    vips.forEach(person -> stay(members, "vip", person, "2026-03-01", null));
    stay(members, "other", "p1", "2026-03-01", null);

    ReportPlan both =
        Told.plan(
            EVERY_KIND.formatted("_vip", "segment = vip,")
                + EVERY_KIND.formatted("_everybody", "")
                + EVERY_KIND.formatted("_other", "segment = other,"));
    Map<String, List<String>> told = tables(both, log, members);

    List<Event> ofVips = log.stream().filter(event -> vips.contains(event.person())).toList();
    assertThat(only(told, "_vip")).isEqualTo(tables(plain("_vip"), ofVips, none()));
    assertThat(only(told, "_everybody")).isEqualTo(tables(plain("_everybody"), log, none()));
    assertThat(only(told, "_vip").values()).as("of every kind").noneMatch(List::isEmpty);
    assertThat(only(told, "_other")).isNotEqualTo(only(told, "_vip"));
  }

  /** As of the beginning of the day: the segments of this day may follow from its reports. */
  @Test
  void whoIsInTheSegmentIsWhoWasInItWhenTheDayBegan() {
    TableRows members = TableRows.of(SegmentMembersTable.SPEC);
    stay(members, "vip", "inside", "2026-03-01", null);
    stay(members, "vip", "leaves_today", "2026-03-01", "2026-03-31");
    stay(members, "vip", "left_before", "2026-03-01", "2026-03-30");
    stay(members, "vip", "comes_today", "2026-03-31", null);
    stay(members, "vip", "came_back", "2026-02-01", "2026-02-05");
    stay(members, "vip", "came_back", "2026-03-02", null);
    stay(members, "other", "elsewhere", "2026-03-01", null);
    stay(members, "vip", "retired", "2026-03-01", null);
    Dataset<Row> aliases =
        TableRows.of(OneIdAliasesTable.SPEC)
            .row(RETIRED_ID, "retired", OneIdAliasesTable.ONE_ID, "survivor")
            .on(spark);

    assertThat(
            Told.rows(
                new MembersTransform(TODAY, List.of("other", "vip"))
                    .apply(members.on(spark), aliases),
                "one_id",
                "segment_number"))
        .containsExactly("came_back 1", "elsewhere 0", "inside 1", "leaves_today 1", "survivor 1");
  }

  @Test
  void membersGoThroughTheShuffleThatEventsGoThrough() {
    TableRows members = TableRows.of(SegmentMembersTable.SPEC);
    stay(members, "vip", "p0", "2026-03-01", null);
    ReportPlan plan = Told.plan(EVERY_KIND.formatted("_vip", "segment = vip,"));
    String explained =
        facts(plan, randomLog(new Random(1)), members).queryExecution().executedPlan().toString();
    assertThat(explained.split("Exchange hashpartitioning", -1)).hasSize(2);
  }

  @Test
  void aRunAgainAfterTheSegmentsOfItsDayFindsTheSame(@TempDir Path folder) {
    TrialContext context =
        TrialContext.at(
            spark,
            folder,
            ZoneId.of("UTC"),
            TODAY,
            "reports.stickiness.vips={ name-zh = v, name-en = v, segment = vip, active {"
                + " event = \"*\" }, range { days = 31, periods = [month] } }",
            "reports.stickiness.news={ name-zh = n, name-en = n, segment = newcomers, active {"
                + " event = \"*\" }, range { days = 31, periods = [month] } }");
    context
        .lake()
        .append(
            EventsTable.SPEC,
            Told.events(
                spark,
                List.of(
                    Event.of("ann", "2026-03-02T10:00:00Z", "purchase"),
                    Event.of("bob", "2026-03-03T10:00:00Z", "purchase"))),
            new Transaction("test", 1));
    TableRows yesterday = TableRows.of(SegmentMembersTable.SPEC);
    stay(yesterday, "vip", "ann", "2026-03-30", null);
    context.lake().sync(SegmentMembersTable.SPEC, yesterday.on(spark));
    JobReport report = context.run(new ReportsJob());
    assertThat(report.notes())
        .containsExactly(
            "nobody was in segment newcomers before 2026-03-31: reports of it tell from the day"
                + " after segments finds its people");

    TableRows today = TableRows.of(SegmentMembersTable.SPEC);
    stay(today, "vip", "ann", "2026-03-30", "2026-03-31");
    stay(today, "vip", "bob", "2026-03-31", null);
    stay(today, "newcomers", "bob", "2026-03-31", null);
    context.lake().sync(SegmentMembersTable.SPEC, today.on(spark));
    assertThat(context.run(new ReportsJob()).rowsWritten()).isZero();
    assertThat(
            Told.rows(
                context.lake().read(StickinessTable.SPEC).where("report_id in ('vips', 'news')"),
                "report_id",
                "active_users"))
        .containsExactly("vips 1");
  }

  private static ReportPlan plain(String suffix) {
    return Told.plan(EVERY_KIND.formatted(suffix, ""));
  }

  private static List<Event> randomLog(Random random) {
    String[] names = {"product_view", "add_to_cart", "purchase", "page_view"};
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String time =
          "2026-03-%02dT%02d:%02d:00Z"
              .formatted(1 + random.nextInt(31), random.nextInt(24), random.nextInt(60));
      log.add(
          Event.of("p" + random.nextInt(10), time, names[random.nextInt(4)])
              .by(random.nextBoolean() ? "web" : "app"));
    }
    return log;
  }

  private static TableRows none() {
    return TableRows.of(SegmentMembersTable.SPEC);
  }

  private static void stay(
      TableRows members, String segment, String person, String from, @Nullable String to) {
    List<@Nullable Object> row = new ArrayList<>(List.of(SEGMENT_ID, segment, ONE_ID, person));
    row.addAll(Arrays.asList(VALID_FROM, LocalDate.parse(from)));
    row.addAll(Arrays.asList(VALID_TO, to == null ? null : LocalDate.parse(to)));
    members.row(row.toArray());
  }

  private Dataset<Row> facts(ReportPlan plan, List<Event> log, TableRows members) {
    PackTransform pack = new PackTransform(plan, Told.DAYS);
    Dataset<Row> noAliases = TableRows.of(OneIdAliasesTable.SPEC).on(spark);
    return new FactsTransform(plan)
        .apply(
            pack.beside(
                pack.apply(Told.events(spark, log), visits(log)),
                new MembersTransform(TODAY, plan.segments()).apply(members.on(spark), noAliases)));
  }

  /** One visit a day for everybody. */
  private Dataset<Row> visits(List<Event> log) {
    TableRows sessions = TableRows.of(SessionsTable.SPEC);
    log.stream()
        .map(event -> List.of(event.person(), event.time().substring(0, 10)))
        .distinct()
        .forEach(
            visit ->
                sessions.row(
                    SessionsTable.ONE_ID, visit.get(0),
                    SessionsTable.STARTED_AT, Instant.parse(visit.get(1) + "T00:00:00Z"),
                    SessionsTable.ENDED_AT, Instant.parse(visit.get(1) + "T23:59:59Z")));
    return sessions.on(spark);
  }

  /** All rows of every table as text, but what hashes the definition. */
  private Map<String, List<String>> tables(ReportPlan plan, List<Event> log, TableRows members) {
    Dataset<Row> facts = facts(plan, log, members).cache();
    ReportKind.Known known = new ReportKind.Known(facts, TableRows.of(AdCostsTable.SPEC).on(spark));
    Map<String, List<String>> all = new TreeMap<>();
    ReportKinds.tell(new Telling(plan.series()), known)
        .forEach((table, rows) -> all.put(table.name(), texts(rows)));
    facts.unpersist();
    return all;
  }

  private static List<String> texts(Dataset<Row> rows) {
    Column[] compared =
        Arrays.stream(rows.columns())
            .filter(name -> !name.equals(ReportColumns.REPORT_VERSION.name()))
            .map(functions::col)
            .toArray(Column[]::new);
    return rows.select(functions.to_json(functions.struct(compared))).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static Map<String, List<String>> only(Map<String, List<String>> told, String suffix) {
    Map<String, List<String>> some = new TreeMap<>(told);
    some.replaceAll(
        (table, rows) -> rows.stream().filter(row -> row.contains(suffix + "\"")).toList());
    return some;
  }
}

package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.Identifier;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.RawIdentifier;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SegmentOverlapsTable;
import io.lakeprint.common.tables.SegmentSizesTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job segments on a real lake. */
@ExtendWith(SparkExtension.class)
class SegmentsJobTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 10);
  private static final String CARTS =
      "carts { name-zh = 车, name-en = Carts, when { done { event = add_to_cart, window = 3d } } }";
  private static final String MEMBERS =
      "members { name-zh = 会, name-en = Members,"
          + " when { portrait = person_kind, op = equals, value = member } }";

  private final SparkSession spark;

  @TempDir Path folder;

  SegmentsJobTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void peopleComeAndGoAndARunAgainOrBackLeavesWhatTheFirstOfThatDayLeft() {
    Lake lake = run(0).lake();
    people(lake, "ann", "bob", "cid");
    cart(lake, "ann 2026-03-10", "bob 2026-03-12");

    run(0);
    assertThat(stays())
        .containsExactly("carts ann 2026-03-10 -", members("ann"), members("bob"), members("cid"));
    run(2);
    run(3);
    assertThat(stays("carts"))
        .containsExactly("carts ann 2026-03-10 2026-03-13", "carts bob 2026-03-12 -");
    assertThat(
            rows(
                SegmentSizesTable.SPEC,
                "segment_id = 'carts'",
                "as_of",
                "people",
                "all_people",
                "entered",
                "left"))
        .containsExactly("2026-03-10 1 3 1 0", "2026-03-12 2 3 1 0", "2026-03-13 1 3 0 1");
    assertThat(
            rows(
                SegmentOverlapsTable.SPEC,
                "true",
                "segment_id",
                "other_segment_id",
                "shared_people",
                "people",
                "other_people",
                "shared_ratio"))
        .containsExactly("carts members 1 1 3 1.0", "members carts 1 3 1 0.3333333333333333");

    List<String> told = new ArrayList<>();
    context(2).run(new PreviewTool("carts", 5, told::add));
    context(2).run(new OverlapTool(Optional.of("carts"), 5, told::add));
    assertThat(told)
        .containsExactly(
            "carts: Carts · 车, as of 2026-03-12",
            "  2 of 3 people (66.7 %)",
            "  for example ann, bob",
            "         alone  left of all  condition",
            "             2            2  done { counted=times, event=\"add_to_cart\", window=\"3d\" }",
            "           1 in both carts (100.0 % of 1) and members (33.3 % of 3)");

    assertThat(report(3).rowsWritten()).as("again").isZero();
    cart(lake, "bob 2026-03-12");
    run(3);
    assertThat(stays("carts"))
        .as("what was on earlier days stays said")
        .containsExactly("carts ann 2026-03-10 2026-03-13", "carts bob 2026-03-12 -");
    run(1);
    assertThat(stays("carts"))
        .as("ann's cart was a mistake")
        .containsExactly("carts ann 2026-03-10 2026-03-11");
    assertThat(rows(SegmentSizesTable.SPEC, "segment_id = 'carts'", "as_of", "people"))
        .containsExactly("2026-03-10 1", "2026-03-11 0");
  }

  @Test
  void staysFollowPeopleWhoTurnOutToBeOne() {
    Lake lake = run(0).lake();
    people(lake, "ann", "bob", "cid");
    cart(lake, "ann 2026-03-10", "bob 2026-03-12", "cid 2026-03-12");
    run(0);
    run(2);
    people(lake, "bob", "cid");
    lake.sync(
        OneIdAliasesTable.SPEC,
        TableRows.of(OneIdAliasesTable.SPEC)
            .row(OneIdAliasesTable.RETIRED_ID, "ann", OneIdAliasesTable.ONE_ID, "bob")
            .on(spark));
    run(3);
    assertThat(stays())
        .as("ann left, and her earlier stay is bob's")
        .containsExactly(
            "carts bob 2026-03-10 -", "carts cid 2026-03-12 -", members("bob"), members("cid"));
    people(lake, "bob");
    run(4);
    assertThat(stays("carts"))
        .containsExactly("carts bob 2026-03-10 -", "carts cid 2026-03-12 2026-03-14");
  }

  @Test
  void aChangedRuleIsANewVersionAndLeavesHistoryAlone() {
    Lake lake = run(0).lake();
    people(lake, "ann", "bob");
    cart(lake, "ann 2026-03-10", "bob 2026-03-10", "bob 2026-03-11");
    run(0);
    String before =
        rows(SegmentMembersTable.SPEC, "segment_id = 'carts'", "segment_version").get(0);

    String twice = CARTS.replace("window = 3d", "window = 3d, op = greater-than, value = 1");
    JobReport report = context(1, "{ " + twice + " }").run(new SegmentsJob());

    assertThat(report.notes()).isEmpty();
    assertThat(stays())
        .as("members is no longer in the catalogue")
        .containsExactly(
            "carts ann 2026-03-10 2026-03-11",
            "carts bob 2026-03-10 -",
            "members ann 2026-03-10 2026-03-11",
            "members bob 2026-03-10 2026-03-11");
    assertThat(rows(SegmentMembersTable.SPEC, "segment_id = 'carts'", "segment_version"))
        .containsExactly(before, before);
    assertThat(
            rows(
                DefinitionsTable.SPEC,
                "definition_id = 'carts'",
                "kind",
                "name_en",
                "first_used_on"))
        .containsExactlyInAnyOrder("segment Carts 2026-03-10", "segment Carts 2026-03-11");
  }

  @Test
  void aListFindsPeopleByTheFormInWhichIdentifiersAreKept() throws IOException {
    Lake lake = run(0).lake();
    people(lake, "ann", "bob");
    Path file =
        Files.writeString(
            folder.resolve("vip.csv"), "name,card\nA, 12 34\nB,1234\nC,5678\nD,null\n");
    TrialContext context =
        context(
            0,
            "{ vip { name-zh = 贵, name-en = VIP, when { list = cards } } }",
            "segments.lists.cards={ path=\"" + file + "\", type=pos_card, column=card }",
            "identifiers.types.pos_card.storage=token",
            "privacy.demo-secret=true");
    Identifier card = stored(context, "1234");
    assertThat(card.value()).doesNotContain("1234");
    lake.sync(
        IdentityMapTable.SPEC,
        TableRows.of(IdentityMapTable.SPEC)
            .row(
                IdentityMapTable.ID_TYPE, "pos_card",
                IdentityMapTable.ID_VALUE, card.value(),
                IdentityMapTable.NODE_ID, card.node(),
                IdentityMapTable.ONE_ID, "ann",
                IdentityMapTable.VALID_FROM, "1970-01-01T00:00:00Z")
            .on(spark));

    assertThat(context.run(new SegmentsJob()).notes())
        .containsExactly("list cards: 4 lines, 2 identifiers, 1 known (50.0 %), 1 people");
    assertThat(stays("vip")).containsExactly("vip ann 2026-03-10 -");
  }

  private Identifier stored(TrialContext context, String value) {
    IdSecret secret =
        IdSecret.from(
            context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
            spark.sparkContext().hadoopConfiguration());
    IdentifiersConfig types = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    return new IdResolver(types, secret)
        .resolve(List.of(new RawIdentifier("pos_card", "", value)))
        .ids()
        .get(0);
  }

  private static String members(String person) {
    return "members " + person + " 2026-03-10 -";
  }

  private TrialContext context(int day, String definitions, String... more) {
    List<String> settings =
        new ArrayList<>(List.of("tags.definitions=null", "tags.definitions={}"));
    settings.add("segments.definitions=null");
    settings.add("segments.definitions=" + definitions);
    settings.add("portraits.models=[]");
    settings.addAll(List.of(more));
    return TrialContext.at(
        spark, folder, Crowd.ZONE, FIRST.plusDays(day), settings.toArray(String[]::new));
  }

  private TrialContext context(int day) {
    return context(day, "{ " + CARTS + "\n" + MEMBERS + " }");
  }

  /** Before there are people there is nobody to find. */
  private TrialContext run(int day) {
    TrialContext context = context(day);
    if (context.lake().exists(PortraitsTable.SPEC)) {
      context.run(new SegmentsJob());
    }
    return context;
  }

  private JobReport report(int day) {
    return context(day).run(new SegmentsJob());
  }

  private void people(Lake lake, String... people) {
    TableRows rows = TableRows.of(PortraitsTable.SPEC);
    for (String person : people) {
      rows.row(PortraitsTable.ONE_ID, person, PortraitsTable.PERSON_KIND, "member");
    }
    lake.sync(PortraitsTable.SPEC, rows.on(spark));
  }

  private void cart(Lake lake, String... carts) {
    TableRows rows = TableRows.of(DailyActivityTable.SPEC);
    for (String cart : carts) {
      String[] words = cart.split(" ", -1);
      rows.row(
          DailyActivityTable.ONE_ID,
          words[0],
          DailyActivityTable.EVENT_NAME,
          "add_to_cart",
          DailyActivityTable.EVENT_DATE,
          words[1],
          DailyActivityTable.EVENT_COUNT,
          1L);
    }
    lake.sync(DailyActivityTable.SPEC, rows.on(spark));
  }

  private List<String> stays(String... segments) {
    String where = segments.length == 0 ? "true" : "segment_id = '" + segments[0] + "'";
    return rows(
        SegmentMembersTable.SPEC,
        where,
        "segment_id",
        "one_id",
        "valid_from",
        "coalesce(string(valid_to), '-')");
  }

  private List<String> rows(TableSpec table, String where, String... columns) {
    return context(0).lake().read(table).where(where).selectExpr(columns).collectAsList().stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(at -> String.valueOf(row.get(at)))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }
}

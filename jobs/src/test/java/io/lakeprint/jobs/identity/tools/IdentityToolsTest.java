package io.lakeprint.jobs.identity.tools;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.OwnersAsOfTransform;
import io.lakeprint.common.ids.RawIdentifier;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.jobs.identity.IdentityConfig;
import io.lakeprint.jobs.identity.reference.LakeUnderTest;
import io.lakeprint.jobs.identity.reference.RuleBook;
import io.lakeprint.jobs.identity.reference.Rules;
import io.lakeprint.jobs.identity.reference.World;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityToolsTest {
  private static final LocalDate EARLY = LocalDate.of(2026, 3, 4);
  private static final LocalDate LATE = LocalDate.of(2026, 3, 12);
  private static final String[] SETTINGS = {"privacy.demo-secret=true", RuleBook.NO_ALARM};
  private static final String PHONE = "phone:138 1234 5678";

  private final SparkSession spark;

  private Path folder;

  IdentityToolsTest(SparkSession spark) {
    this.spark = spark;
  }

  /** Ann's cookie becomes Bob's, her phone is on a card, and a stranger's cookie saw her once. */
  @BeforeAll
  void aShop(@TempDir Path lakes) {
    folder = lakes;
    Rules rules = RuleBook.rules(SETTINGS);
    String phone =
        new IdResolver(rules.identifiers(), IdSecret.demo())
            .resolve(List.of(new RawIdentifier("phone", "", "13812345678")))
            .ids()
            .get(0)
            .value();
    World world =
        new World("", rules)
            .event("01T10:00", "login", "cookie:shared", "member_id:ann")
            .event("01T11:00", "bind", "phone:" + phone, "member_id:ann")
            .event("02T10:00", "purchase", "phone:" + phone, "pos_card:card1")
            .event("03T10:00", "page_view", "cookie:stranger", "device_id:d")
            .event("04T10:00", "page_view", "cookie:stranger", "device_id:d")
            .event("08T10:00", "login", "cookie:shared", "member_id:bob")
            .event("08T10:30", "identify", "cookie:bobs", "member_id:bob")
            .event("09T10:00", "identify", "cookie:bobs", "member_id:ann");
    LakeUnderTest lake = new LakeUnderTest(spark, folder, SETTINGS);
    lake.deliver(world.deeds(), 1);
    lake.run(EARLY);
    lake.run(LATE);
  }

  @Test
  void explainsWhyTwoAreNotOne() {
    assertThat(String.join("\n", explain("member_id:.ann", "member_id:.bob")))
        .contains("are not one person")
        .contains("SUPPRESSED by multi-owner");
  }

  @Test
  void showsWhoItWasOnAPastDateAndWhoOwnedAnEventThen() {
    List<String> then = show("cookie:.shared", EARLY);
    List<String> now = show("cookie:.shared", LATE);

    assertThat(then.get(0)).isEqualTo("As known at the end of 2026-03-04:");
    assertThat(then.get(1)).isEqualTo("cookie:.shared (multi-owner today)");
    assertThat(then.get(2)).matches("  [0-9a-v]{16}");
    assertThat(now).anyMatch(line -> line.matches("  [0-9a-v]{16} from 2026-03-08T10:00:00Z.*"));
    String ann = then.get(2).strip();
    assertThat(show(ann, LATE)).anyMatch(line -> line.startsWith("Person " + ann + " (member)"));

    var events =
        OwnersAsOfTransform.ofEvents(
            at(LATE).input(EventsTable.SPEC).where("event_time = '2026-03-08T10:00:00Z'"),
            new OwnersAsOfTransform(EARLY).apply(at(LATE).input(IdentityLogTable.SPEC)));
    assertThat(events.select(EventsTable.ONE_ID.col()).first().isNullAt(0))
        .as("nobody knew bob on the 4th")
        .isTrue();
    assertThat(
            OwnersAsOfTransform.ofEvents(
                    at(LATE).input(EventsTable.SPEC),
                    new OwnersAsOfTransform(LATE).apply(at(LATE).input(IdentityLogTable.SPEC)))
                .select(EventsTable.EVENT_ID.col(), EventsTable.ONE_ID.col())
                .exceptAll(
                    at(LATE)
                        .input(EventsTable.SPEC)
                        .select(EventsTable.EVENT_ID.col(), EventsTable.ONE_ID.col()))
                .count())
        .as("replayed to today the log says what events say")
        .isZero();
  }

  @Test
  void decisionsAreForecastWrittenOnceContradictedAndWithdrawn() {
    List<String> dry = new ArrayList<>();
    decide(at(LATE).dry(), dry, Decision.MUST_LINK, "cookie:.stranger", "member_id:.ann");
    assertThat(dry).anyMatch(line -> line.startsWith("Would become one person: "));
    List<String> lines = decide(Decision.MUST_LINK, "cookie:.stranger", "member_id:.ann");
    String id = lines.get(lines.size() - 1).replaceFirst("Override ([0-9a-f]+) .*", "$1");
    assertThat(decide(Decision.MUST_LINK, "member_id:.ann", "cookie:.stranger"))
        .singleElement()
        .asString()
        .startsWith("Nothing to do: MUST_LINK " + id);
    assertThat(overrides("withdrawn_at is null")).isEqualTo(1);

    for (String kind : List.of(Decision.CANNOT_LINK, Decision.CUT)) {
      assertThatThrownBy(() -> decide(kind, "member_id:.ann", "cookie:.stranger"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("CONTRADICTORY_OVERRIDE")
          .hasMessageContaining("lakeprint identity withdraw " + id);
    }
    withdraw(id);
    assertThat(overrides("withdrawn_at is null")).isZero();
    assertThatThrownBy(() -> withdraw(id))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("UNKNOWN_OVERRIDE");
  }

  @Test
  void saysWhatIsWrongWithAnIdentifier() {
    assertThatThrownBy(() -> explain("cooky:.shared", "member_id:.ann"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("UNKNOWN_IDENTIFIER_TYPE")
        .hasMessageContaining("Did you mean 'cookie'?");
    assertThatThrownBy(() -> explain("cookie:" + "x".repeat(2000), "member_id:.ann"))
        .hasMessageContaining("IDENTIFIER_REFUSED")
        .hasMessageContaining("identifiers.max-length = 1024");
    assertThatThrownBy(() -> explain("phone:12", "member_id:.ann"))
        .hasMessageContaining("malformed")
        .hasMessageNotContaining("12 ");
    assertThatThrownBy(() -> explain("shared", "member_id:.ann"))
        .hasMessageContaining("NOT_AN_IDENTIFIER");
    assertThatThrownBy(() -> explain("phone:13812345678", PHONE)).hasMessageContaining("SELF_LINK");
    assertThatThrownBy(() -> explain("cookie:.nobody", PHONE))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("UNKNOWN_IDENTIFIER");
    assertThatThrownBy(() -> decide(Decision.BLOCK, "member_id:.ann"))
        .hasMessageContaining("PRINCIPAL_NOT_BLOCKED");
    assertThatThrownBy(() -> show("0123456789abcdef", LATE)).hasMessageContaining("UNKNOWN_PERSON");
  }

  @Test
  void auditShowsHubsRulesAndChurn() {
    List<String> lines = new ArrayList<>();
    new AuditTool(5, lines::add).run(at(LATE), config());
    assertThat(lines)
        .anyMatch(line -> line.matches(" +[0-9]+  member +[0-9a-v]{16}"))
        .anyMatch(line -> line.endsWith("SUPPRESSED limit:member_id"))
        .anyMatch(line -> line.matches(" +2 +2 +[a-z-]+ +cookie:.bobs"))
        .anyMatch(line -> line.startsWith("  2026-03-12"));
  }

  /** The tables are in order, until somebody touches them. */
  @Test
  void reconcilesWithAFullRebuildAndNoticesATouchedRow() {
    List<String> lines = new ArrayList<>();
    new ReconcileTool(lines::add).run(at(LATE), config());
    assertThat(lines).last().isEqualTo("Equal, as of 2026-03-12.");

    String stranger = "id_value = '.stranger'";
    var map = at(LATE).input(IdentityMapTable.SPEC).where(stranger).localCheckpoint();
    assertThat(map.count()).isEqualTo(1);
    Part one = Part.where(stranger);
    at(LATE).lake().sync(IdentityMapTable.SPEC, map.withColumn("one_id", lit("someone")), one);
    assertThatThrownBy(() -> new ReconcileTool(lines::add).run(at(LATE), config()))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("1 rows differ from a full rebuild");
    assertThat(lines).anyMatch(line -> line.contains("update id_type="));
    at(LATE).lake().sync(IdentityMapTable.SPEC, map, one);
  }

  private List<String> explain(String a, String b) {
    List<String> lines = new ArrayList<>();
    new ExplainTool(new Typed(List.of(a, b)), lines::add).run(at(LATE), config());
    return lines;
  }

  private List<String> show(String asked, LocalDate asOf) {
    List<String> lines = new ArrayList<>();
    new ShowTool(asked, lines::add).run(at(asOf), config());
    return lines;
  }

  private List<String> decide(String kind, String... identifiers) {
    List<String> lines = new ArrayList<>();
    decide(at(LATE), lines, kind, identifiers);
    return lines;
  }

  private void decide(
      TrialContext context, List<String> lines, String kind, String... identifiers) {
    var wish = new OverrideTool.Wish(kind, new Typed(List.of(identifiers)), "tester", "a test");
    new OverrideTool("link", wish, lines::add).run(context, config());
  }

  private void withdraw(String id) {
    new OverrideTool.Withdraw(id, "tester", line -> {}).run(at(LATE), config());
  }

  private long overrides(String where) {
    return at(LATE).input(IdOverridesTable.SPEC).where(where).count();
  }

  private TrialContext at(LocalDate asOf) {
    return TrialContext.at(spark, folder, ZoneOffset.UTC, asOf, SETTINGS);
  }

  private IdentityConfig config() {
    return at(LATE).settings("identity", IdentityConfig.class);
  }
}

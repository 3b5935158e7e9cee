package io.lakeprint.jobs.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.common.tables.AssignmentsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From people to targets: who, without whom, by which identifier. */
@ExtendWith(SparkExtension.class)
class AudienceTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
  private static final Instant END = Instant.parse("2026-03-10T16:00:00Z");

  private final SparkSession spark;

  AudienceTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void anAudienceIsASegmentOrTheBestOfAModelOrThoseOfTheSegmentAmongThem() {
    assertThat(people(rule("vip", null, null, null))).containsExactlyInAnyOrder("ann", "bob");
    assertThat(people(rule(null, "churn", 0.5, null)))
        .as("the champion's latest day; eve, who is fay by now, under today's id")
        .containsExactlyInAnyOrder("ann", "cat", "fay");
    assertThat(people(rule(null, "churn", null, 2)))
        .as("cat and fay score alike: the smaller id")
        .containsExactlyInAnyOrder("ann", "cat");
    assertThat(people(rule("vip", "churn", null, 1)))
        .as("the best of the segment")
        .containsExactly("ann");
  }

  private static AudienceRule rule(
      @Nullable String segment,
      @Nullable String model,
      @Nullable Double minScore,
      @Nullable Integer top) {
    return new AudienceRule(
        Optional.ofNullable(segment),
        Optional.ofNullable(model),
        Optional.ofNullable(minScore),
        Optional.ofNullable(top));
  }

  private List<String> people(AudienceRule rule) {
    return texts(
        new AudienceTransform(rule, DAY)
            .apply(
                new AudienceTransform.Inputs(
                    TableRows.of(SegmentMembersTable.SPEC)
                        .row(member("vip", "ann", null))
                        .row(member("vip", "bob", null))
                        .row(member("vip", "cat", DAY))
                        .row(member("other", "dan", null))
                        .on(spark),
                    TableRows.of(PredictionsTable.SPEC)
                        .row(score("champion", DAY.minusDays(1), "ann", 0.9))
                        .row(score("champion", DAY.minusDays(1), "bob", 0.2))
                        .row(score("champion", DAY.minusDays(1), "cat", 0.6))
                        .row(score("champion", DAY.minusDays(1), "eve", 0.6))
                        .row(score("champion", DAY.minusDays(1), "fay", 0.1))
                        .row(score("champion", DAY.minusDays(5), "bob", 1.0))
                        .row(score("champion", DAY.plusDays(1), "bob", 1.0))
                        .row(score("challenger", DAY, "bob", 1.0))
                        .on(spark),
                    TableRows.of(OneIdAliasesTable.SPEC)
                        .row(
                            OneIdAliasesTable.RETIRED_ID, "eve",
                            OneIdAliasesTable.ONE_ID, "fay",
                            OneIdAliasesTable.RETIRED_ON, DAY)
                        .on(spark))));
  }

  @Test
  void theSamePeopleAreHeldOutInEveryRunAndOthersByAnotherActivation() {
    Dataset<Row> audience = spark.range(4000).selectExpr("concat('p', id) AS one_id");
    Dataset<Row> nobody = TableRows.of(AssignmentsTable.SPEC).on(spark);
    Set<String> first = heldOut(new ArmsTransform("one", 0.2, DAY).apply(audience, nobody));
    assertThat(first.size() / 4000.0).as("four standard errors").isCloseTo(0.2, within(0.026));
    assertThat(heldOut(new ArmsTransform("one", 0.2, DAY).apply(audience.repartition(7), nobody)))
        .isEqualTo(first);
    Set<String> both = heldOut(new ArmsTransform("two", 0.2, DAY).apply(audience, nobody));
    both.retainAll(first);
    assertThat(both.size() / 4000.0).as("independent").isCloseTo(0.04, within(0.013));
    assertThat(heldOut(new ArmsTransform("one", 0, DAY).apply(audience, nobody))).isEmpty();

    Dataset<Row> assigned =
        TableRows.of(AssignmentsTable.SPEC)
            .row(
                AssignmentsTable.ACTIVATION, "one",
                AssignmentsTable.ONE_ID, "p7",
                AssignmentsTable.ARM, "held_out",
                AssignmentsTable.ASSIGNED_ON, DAY.minusDays(9))
            .on(spark);
    assertThat(heldOut(new ArmsTransform("one", 0, DAY).apply(audience, assigned)))
        .as("whoever was held out once stays so, or a measurement would be blurred")
        .containsExactly("p7");
  }

  @Test
  void aTargetIsWhatThePersonOwnsAtTheEndOfTheDayAndTheVaultCanTell() {
    assertThat(targets(TargetRule.Choice.LATEST))
        .as(
            "ann's latest, of two that were seen at the same time the smaller; bob has none to tell")
        .containsExactly("ann t2");
    assertThat(targets(TargetRule.Choice.ALL))
        .containsExactlyInAnyOrder("ann t1", "ann t2", "ann t3");
    assertThat(targets(TargetRule.Choice.LATEST_VERIFIED))
        .as("t3 was verified later by somebody else, t2 later in a link that joins nothing")
        .containsExactly("ann t1");
  }

  private List<String> targets(TargetRule.Choice choice) {
    TargetRule rule =
        new TargetRule(
            "phone",
            Optional.empty(),
            Optional.empty(),
            choice,
            TargetRule.Text.CANONICAL,
            TargetRule.Form.CLEAR);
    Instant late = END.minusSeconds(60);
    Dataset<Row> map =
        TableRows.of(IdentityMapTable.SPEC)
            .row(owned("phone", "t1", "ann", "active", null, late.minusSeconds(60)))
            .row(owned("phone", "t3", "ann", "active", null, late))
            .row(owned("phone", "t2", "ann", "active", END.plusSeconds(60), late))
            .row(owned("phone", "t4", "ann", "active", late, late))
            .row(owned("phone", "t5", "ann", "blocked", null, late))
            .row(owned("email", "t6", "ann", "active", null, late))
            .row(owned("phone", "not in the vault", "bob", "active", null, late))
            .row(owned("phone", "t7", "cat", "active", null, late))
            .row(owned("member_id", "m-ann", "ann", "active", null, late))
            .row(owned("device_id", "d-ann", "ann", "active", null, late))
            .row(owned("member_id", "m-cat", "cat", "active", null, late))
            .on(spark);
    TableRows vault = TableRows.of(VaultTable.SPEC);
    for (int i = 1; i <= 7; i++) {
      vault.row(
          VaultTable.ID_TYPE,
          i == 6 ? "email" : "phone",
          VaultTable.TOKEN,
          "t" + i,
          VaultTable.KEY_VERSION,
          1);
    }
    Dataset<Row> links =
        TableRows.of(IdLinksTable.SPEC)
            .row(link("t1", "m-ann", "ACTIVE", late))
            .row(link("m-ann", "t3", "ACTIVE", late.minusSeconds(9)))
            .row(link("m-cat", "t3", "ACTIVE", late.plusSeconds(9)))
            .row(link("t2", "m-ann", "SUPPRESSED", late.plusSeconds(9)))
            .row(link("t2", "d-ann", "ACTIVE", null))
            .on(spark);
    Dataset<Row> people =
        TableRows.of(PersonsTable.SPEC)
            .row(PersonsTable.ONE_ID, "ann")
            .row(PersonsTable.ONE_ID, "bob")
            .on(spark)
            .select(PersonsTable.ONE_ID.col());
    return texts(
        new TargetsTransform(rule, true, END)
            .apply(new TargetsTransform.Inputs(people, map, links, vault.on(spark)))
            .selectExpr("concat(one_id, ' ', id_value)"));
  }

  private static @Nullable Object[] owned(
      String type,
      String token,
      String person,
      String state,
      @Nullable Instant to,
      Instant lastSeen) {
    return new @Nullable Object[] {
      IdentityMapTable.ID_TYPE, type,
      IdentityMapTable.ID_VALUE, token,
      IdentityMapTable.NODE_ID, node(token),
      IdentityMapTable.ONE_ID, person,
      IdentityMapTable.STATE, state,
      IdentityMapTable.VALID_TO, to,
      IdentityMapTable.LAST_SEEN_AT, lastSeen
    };
  }

  private static @Nullable Object[] link(
      String left, String right, String state, @Nullable Instant verifiedAt) {
    return new @Nullable Object[] {
      IdLinksTable.NODE_A,
      node(left),
      IdLinksTable.NODE_B,
      node(right),
      IdLinksTable.STATE,
      state,
      IdLinksTable.VERIFIED_AT,
      verifiedAt
    };
  }

  private static long node(String value) {
    return value.hashCode();
  }

  private static @Nullable Object[] member(String segment, String person, @Nullable LocalDate to) {
    return new @Nullable Object[] {
      SegmentMembersTable.SEGMENT_ID, segment,
      SegmentMembersTable.ONE_ID, person,
      SegmentMembersTable.VALID_FROM, DAY.minusDays(3),
      SegmentMembersTable.VALID_TO, to
    };
  }

  private static Object[] score(String role, LocalDate day, String person, double score) {
    return new Object[] {
      PredictionsTable.MODEL, "churn",
      PredictionsTable.MODEL_VERSION, role.equals("champion") ? "v2" : "v3",
      PredictionsTable.ROLE, role,
      PredictionsTable.AS_OF, day,
      PredictionsTable.ONE_ID, person,
      PredictionsTable.SCORE, score
    };
  }

  private static Set<String> heldOut(Dataset<Row> arms) {
    return new HashSet<>(texts(arms.where("arm = 'held_out'").select("one_id")));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}

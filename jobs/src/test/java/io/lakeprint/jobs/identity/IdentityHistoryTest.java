package io.lakeprint.jobs.identity;

import static io.lakeprint.jobs.identity.IdentityCases.CALLERS;
import static io.lakeprint.jobs.identity.IdentityHistory.MARCH_10;
import static io.lakeprint.jobs.identity.IdentityHistory.MARCH_11;
import static io.lakeprint.jobs.identity.IdentityHistory.MARCH_12;
import static io.lakeprint.jobs.identity.IdentityHistory.MARCH_20;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.ids.OneIds;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.identity.reference.LakeUnderTest;
import io.lakeprint.jobs.identity.reference.LakeUnderTest.Ownership;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worked examples and adversarial cases by name; {@link IdentityCases} has what happens in them.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class IdentityHistoryTest {
  private static final List<TableSpec> TABLES =
      List.of(
          IdentityLogTable.SPEC,
          IdLinksTable.SPEC,
          IdentityMapTable.SPEC,
          PersonsTable.SPEC,
          OneIdAliasesTable.SPEC,
          EventsTable.SPEC);

  private final SparkSession spark;
  private IdentityHistory history;

  private Path folder;

  IdentityHistoryTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void happen(@TempDir Path lakes) {
    folder = lakes;
    history = new IdentityHistory(spark, folder.resolve("daily"));
  }

  // ---- all worlds ------------------------------------------------------------------------------

  @Test
  void dayByDayTheEngineAgreesWithTheRulings() {
    List<String> found = history.differences();
    assertThat(found.size())
        .as("worlds differ, the smallest: %s", found.subList(0, Math.min(8, found.size())))
        .isZero();
  }

  @Test
  void theLogReplaysToTheMap() {
    assertThat(IdentityHistory.replayed(history.lake()))
        .isEqualTo(IdentityHistory.owners(history.lake()));
  }

  @Test
  void featuresTakenLaterAreOfThePeopleOfTheirDay() {
    PastSnapshots past = new PastSnapshots(spark, history, MARCH_11);
    assertThat(past.eventsOfOthersAtTheEnd()).isGreaterThan(10);
    assertThat(past.takenLater()).isEqualTo(past.takenOnTheDay());
  }

  @Test
  void everyPublishedIdMeansSomebodyDirectly() {
    Set<String> alive = new HashSet<>();
    history.said(MARCH_20).map().values().stream()
        .flatMap(List::stream)
        .map(Ownership::oneId)
        .filter(Objects::nonNull)
        .forEach(alive::add);
    Map<String, String> aliases = history.said(MARCH_20).aliases();
    assertThat(aliases.keySet()).doesNotContainAnyElementsOf(alive);
    assertThat(alive).containsAll(aliases.values());
    assertThat(history.published())
        .filteredOn(id -> !alive.contains(id) && !aliases.containsKey(id))
        .isSubsetOf(history.gone(alive));
  }

  /** Last, because it moves the lake on: silence alone ends lives, and takes nobody's history. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aRerunWritesNothingAndAFullRebuildFromTheLogIsTheSameInAnyOrderAndPlan() {
    LakeUnderTest daily = history.lake();
    List<Long> versions = TABLES.stream().map(daily::version).toList();
    assertThat(daily.run(MARCH_20)).isZero();
    assertThat(TABLES.stream().map(daily::version).toList()).isEqualTo(versions);
    LocalDate silent = MARCH_20.plusDays(8);
    daily.run(silent);

    LakeUnderTest whole =
        new LakeUnderTest(spark, folder.resolve("whole"), history.settings())
            .planned(
                Map.of("spark.sql.adaptive.enabled", "true", "spark.sql.shuffle.partitions", "5"));
    whole.deliver(history.arrived(MARCH_20), 1);
    whole.hear(history.words(LocalDate.EPOCH, silent));
    whole.take(daily.read(IdentityLogTable.SPEC));
    whole.run(silent);
    assertThat(whole.map()).isEqualTo(daily.map());
    assertThat(whole.links()).isEqualTo(daily.links());
    assertThat(whole.events(silent)).isEqualTo(daily.events(silent));
    assertThat(whole.aliases()).isEqualTo(daily.aliases());
  }

  // ---- worked examples -------------------------------------------------------------------------

  /** Example 1: no id changes, no event is rewritten, the visits before the login count. */
  @Test
  void aLoginClaimsTheVisitsBeforeIt() {
    String anonymous = history.now(MARCH_10, "claimed", "cookie:c");
    assertThat(history.now(MARCH_11, "claimed", "cookie:c")).isEqualTo(anonymous);
    assertThat(history.now(MARCH_11, "claimed", "member_id:m1")).isEqualTo(anonymous);
  }

  /** Example 2. */
  @Test
  void aSecondLoginSharesTheCookieFromThenOn() {
    String m1 = history.now(MARCH_20, "claimed", "member_id:m1");
    String m2 = history.now(MARCH_20, "claimed", "member_id:m2");
    assertThat(m2).isNotEqualTo(m1);
    assertThat(history.at(MARCH_20, "claimed", "cookie:c", "2026-03-01T10:00:00Z")).isEqualTo(m1);
    assertThat(history.at(MARCH_20, "claimed", "cookie:c", "2026-03-12T10:00:00Z")).isEqualTo(m2);
    assertThat(m1).isEqualTo(history.now(MARCH_10, "claimed", "cookie:c"));
  }

  /** Example 3. */
  @Test
  void aWeakLinkBetweenTwoMembersIsSuppressed() {
    assertThat(history.link("weak", "cookie:c", "phone:p"))
        .contains("SUPPRESSED limit:member_id co_seen");
    assertThat(history.now(MARCH_20, "weak", "phone:p"))
        .isEqualTo(history.now(MARCH_20, "weak", "member_id:m1"));
    assertThat(history.now(MARCH_20, "weak", "cookie:c"))
        .isEqualTo(history.now(MARCH_20, "weak", "member_id:m2"));
  }

  /**
   * Example 4: under the rulings the phone has owners in turn, and the old owner keeps what was.
   */
  @Test
  void aRecycledPhoneMovesAndTheOldOwnersOrdersStayHis() {
    String m1 = history.now(MARCH_20, "recycled", "member_id:m1");
    assertThat(history.at(MARCH_20, "recycled", "phone:p", "2026-03-10T09:00:00Z")).isEqualTo(m1);
    assertThat(history.now(MARCH_20, "recycled", "phone:p"))
        .isEqualTo(history.now(MARCH_20, "recycled", "member_id:m2"))
        .isNotEqualTo(m1);
    assertThat(history.now(MARCH_20, "recycled", "pos_card:old")).isEqualTo(m1);
    assertThat(history.now(MARCH_11, "recycled", "member_id:m1")).isEqualTo(m1);
  }

  /** Example 5; the numbers here are small. */
  @Test
  void aValueThatTooManyVerifyIsBlockedFromThatRunOn() {
    assertThat(history.standing(MARCH_11, "testers", "email:e")).isEqualTo("multi-owner");
    assertThat(history.standing(MARCH_12, "testers", "email:e")).isEqualTo("blocked");
    for (int member = 0; member < 2; member++) {
      assertThat(history.now(MARCH_12, "testers", "member_id:m" + member))
          .isEqualTo(history.now(MARCH_11, "testers", "member_id:m" + member));
    }
  }

  // ---- shapes of graphs ------------------------------------------------------------------------

  @Test
  void aLongChainWithSortedIdsBreaksWhereTheLimitIsAndNowhereElse() {
    Map<String, Long> sizes =
        history.people(MARCH_20, "chain").stream()
            .collect(Collectors.groupingBy(person -> person, Collectors.counting()));
    assertThat(sizes.values()).allMatch(size -> size <= 5);
    assertThat(sizes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(17);
    assertThat(history.links("chain")).anyMatch(link -> link.contains("SUPPRESSED limit:cookie"));
  }

  @Test
  void aHubJoinsItsLeavesWhetherItIsTheSmallestOrTheLargestIdentifier() {
    assertThat(new HashSet<>(history.people(MARCH_20, "hubs"))).hasSize(2);
  }

  @Test
  void twoCliquesJoinedByOneWeakLinkAreOnePersonUnlessTheyAreTwoMembers() {
    assertThat(history.now(MARCH_20, "cliques", "phone:left"))
        .isEqualTo(history.now(MARCH_20, "cliques", "phone:right"));
    assertThat(history.now(MARCH_20, "members", "phone:left"))
        .isNotEqualTo(history.now(MARCH_20, "members", "phone:right"));
    assertThat(history.link("members", "cookie:left0", "cookie:right0"))
        .contains("SUPPRESSED limit:member_id co_seen");
  }

  @Test
  void aSelfLinkIsNoLink() {
    assertThat(history.links("self")).isEmpty();
    assertThat(history.now(MARCH_20, "self", "cookie:c")).isNotEmpty();
  }

  @Test
  void theSameValueUnderTwoTypesOrInTwoAppsIsTwoIdentifiers() {
    assertThat(new HashSet<>(history.people(MARCH_20, "twins"))).hasSize(4);
  }

  @Test
  void idsOfTheExtremeHashesAreIdsLikeOthers() {
    Set<String> ids = new HashSet<>();
    for (long node : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
      ids.add(OneIds.ofFounder(node, 0));
      ids.add(OneIds.ofFounder(node, -1));
    }
    assertThat(ids).hasSize(8).allMatch(id -> id.matches("[0-9a-v]{16}"));
  }

  // ---- sharing ---------------------------------------------------------------------------------

  @Test
  void twoMembersNeverMergeHoweverManyCookiesTheyShare() {
    assertThat(history.now(MARCH_20, "between", "member_id:m1"))
        .isNotEqualTo(history.now(MARCH_20, "between", "member_id:m2"));
  }

  @Test
  void aRingOfSharedDevicesJoinsNobody() {
    Set<String> members = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      members.add(history.now(MARCH_20, "ring", "member_id:m" + i));
      assertThat(history.standing(MARCH_20, "ring", "device_id:d" + i)).isEqualTo("multi-owner");
    }
    assertThat(members).hasSize(5);
  }

  @Test
  void aHubThatCrossesTheLimitOnALaterDayIsBlockedThenAndStaysSo() {
    assertThat(history.standing(MARCH_10, "clerk", "phone:dummy")).isEqualTo("active");
    assertThat(history.standing(MARCH_11, "clerk", "phone:dummy")).isEqualTo("blocked");
    assertThat(history.standing(MARCH_12, "clerk", "phone:dummy")).isEqualTo("blocked");
    List<String> cards = history.people(MARCH_12, "clerk");
    assertThat(cards).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aCallCentresPhoneJoinsNoneOfItsThousandsOfCallers() {
    assertThat(history.standing(MARCH_20, "callcentre", "phone:desk")).isEqualTo("blocked");
    assertThat(history.people(MARCH_20, "callcentre")).hasSize(CALLERS).doesNotHaveDuplicates();
  }

  @Test
  void aDeviceThatFlapsBetweenTwoMembersEveryDayRenamesNobody() {
    for (String member : List.of("member_id:m0", "member_id:m1")) {
      assertThat(List.of(MARCH_11, MARCH_12, MARCH_20))
          .allMatch(
              day ->
                  history.now(day, "flap", member).equals(history.now(MARCH_10, "flap", member)));
    }
    assertThat(history.at(MARCH_20, "flap", "device_id:d", "2026-03-08T11:00:00Z"))
        .isEqualTo(history.now(MARCH_20, "flap", "member_id:m0"));
    assertThat(history.at(MARCH_20, "flap", "device_id:d", "2026-03-09T11:00:00Z"))
        .isEqualTo(history.now(MARCH_20, "flap", "member_id:m1"));
  }

  // ---- times -----------------------------------------------------------------------------------

  @Test
  void anEventThatArrivesDaysLateCountsAsIfItHadNot() {
    assertThat(history.now(MARCH_10, "late", "cookie:c")).isNotEmpty();
    assertThat(history.said(MARCH_10).map().get(history.id("late", "member_id:m"))).isNull();
    assertThat(history.now(MARCH_11, "late", "cookie:c"))
        .isEqualTo(history.now(MARCH_11, "late", "member_id:m"));
    assertThat(history.now(MARCH_11, "late", "cookie:c"))
        .isEqualTo(history.now(MARCH_10, "late", "cookie:c"));
  }

  @Test
  void loginsOfTwoMembersAtOneInstantAreTwoMembersAndTheSameOwnerInEveryRun() {
    assertThat(history.now(MARCH_10, "tie", "member_id:m1"))
        .isNotEqualTo(history.now(MARCH_10, "tie", "member_id:m2"));
    assertThat(history.at(MARCH_20, "tie", "cookie:c", "2026-03-05T10:00:00Z"))
        .isEqualTo(history.at(MARCH_10, "tie", "cookie:c", "2026-03-05T10:00:00Z"));
  }

  @Test
  void loginsAndLogoutsOutOfOrderEndAsIfTheyHadBeenInOrder() {
    assertThat(history.at(MARCH_12, "disorder", "device_id:d", "2026-03-08T10:00:00Z"))
        .isEqualTo(history.now(MARCH_12, "disorder", "member_id:m1"));
    assertThat(history.at(MARCH_12, "disorder", "device_id:d", "2026-03-09T12:00:00Z"))
        .isEqualTo(history.now(MARCH_12, "disorder", "member_id:m2"));
  }

  @Test
  void anEventBeforeAllTimeCountsAndOneAfterTheAsOfDateDoesNotYet() {
    assertThat(history.now(MARCH_20, "clocks", "cookie:old"))
        .isEqualTo(history.now(MARCH_20, "clocks", "member_id:m"));
    assertThat(history.now(MARCH_20, "clocks", "cookie:new"))
        .isNotEqualTo(history.now(MARCH_20, "clocks", "member_id:m"));
  }

  @Test
  void aDayOfNothingButReSightingsChangesNobody() {
    assertThat(history.now(MARCH_20, "again", "cookie:c"))
        .isEqualTo(history.now(MARCH_10, "again", "cookie:c"));
  }

  // ---- lives -----------------------------------------------------------------------------------

  @Test
  void aValueThatComesBackAfterItsTtlStartsANewLifeAndTakesNoHistoryFromAnybody() {
    assertThat(history.at(MARCH_20, "lives", "cookie:c", "2025-10-01T10:00:00Z"))
        .isEqualTo(history.now(MARCH_20, "lives", "member_id:m1"));
    assertThat(history.now(MARCH_20, "lives", "cookie:c"))
        .isEqualTo(history.now(MARCH_20, "lives", "member_id:m2"))
        .isNotEqualTo(history.now(MARCH_20, "lives", "member_id:m1"));
    assertThat(history.standing(MARCH_20, "lives", "cookie:c")).isEqualTo("active");
    assertThat(history.at(MARCH_20, "back", "cookie:c", "2025-10-01T10:00:00Z"))
        .isEqualTo(history.at(MARCH_10, "back", "cookie:c", "2025-10-01T10:00:00Z"));
    assertThat(history.now(MARCH_20, "back", "cookie:c"))
        .isNotEqualTo(history.at(MARCH_20, "back", "cookie:c", "2025-10-01T10:00:00Z"));
  }

  @Test
  void silenceOfExactlyTheTtlStillBelongsToTheLife() {
    assertThat(history.standing(MARCH_20, "silence", "cookie:c")).isEqualTo("multi-owner");
  }

  // ---- operators -------------------------------------------------------------------------------

  /** Example 6, and what comes after: the next sighting does not merge them again. */
  @Test
  void aMergeTakenBackGivesBothTheirOldIdsForGood() {
    String member = history.now(MARCH_10, "unlinked", "member_id:m1");
    String anonymous = history.now(MARCH_10, "unlinked", "oaid:x20");
    assertThat(history.now(MARCH_11, "unlinked", "oaid:x20"))
        .isEqualTo(member)
        .isNotEqualTo(anonymous);
    assertThat(history.said(MARCH_11).aliases()).containsEntry(anonymous, member);
    for (LocalDate day : List.of(MARCH_12, MARCH_20)) {
      assertThat(history.now(day, "unlinked", "oaid:x20")).isEqualTo(anonymous);
      assertThat(history.now(day, "unlinked", "member_id:m1")).isEqualTo(member);
      assertThat(history.said(day).aliases()).doesNotContainKey(anonymous);
    }
  }

  @Test
  void aCutVoidsEvidenceUpToItsDayAndNoneAfter() {
    assertThat(history.now(MARCH_11, "cut", "oaid:c"))
        .isEqualTo(history.now(MARCH_11, "cut", "phone:p"));
    assertThat(history.now(MARCH_12, "cut", "oaid:c"))
        .isNotEqualTo(history.now(MARCH_12, "cut", "phone:p"));
    assertThat(history.now(MARCH_20, "cut", "oaid:c"))
        .isEqualTo(history.now(MARCH_20, "cut", "phone:p"));
  }

  @Test
  void anOperatorsLinkHoldsUnlessAnotherWordOrALimitForbidsIt() {
    assertThat(history.now(MARCH_11, "must", "cookie:c"))
        .isEqualTo(history.now(MARCH_11, "must", "cookie:d"))
        .isEqualTo(history.now(MARCH_11, "must", "cookie:e"));
    assertThat(history.now(MARCH_12, "must", "cookie:c"))
        .isEqualTo(history.now(MARCH_12, "must", "cookie:d"));
    assertThat(history.now(MARCH_12, "must", "cookie:e"))
        .isNotEqualTo(history.now(MARCH_12, "must", "cookie:d"));
    assertThat(history.now(MARCH_12, "two", "member_id:m1"))
        .isNotEqualTo(history.now(MARCH_12, "two", "member_id:m2"));
    assertThat(history.link("two", "member_id:m1", "member_id:m2"))
        .contains("SUPPRESSED limit:member_id operator");
  }

  @Test
  void aBlockedValueLetsGoOfAllItJoined() {
    assertThat(history.now(MARCH_10, "kiosk", "cookie:c"))
        .isEqualTo(history.now(MARCH_10, "kiosk", "cookie:d"));
    assertThat(history.now(MARCH_11, "kiosk", "cookie:c"))
        .isNotEqualTo(history.now(MARCH_11, "kiosk", "cookie:d"));
    assertThat(history.standing(MARCH_11, "kiosk", "device_id:k")).isEqualTo("blocked");
  }
}

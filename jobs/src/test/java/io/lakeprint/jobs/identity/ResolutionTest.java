package io.lakeprint.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.ids.OneIds;
import io.lakeprint.testkit.SparkExtension;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
final class ResolutionTest {
  private static final String LAST = "2026-03-31";

  private final SparkSession spark;

  ResolutionTest(SparkSession spark) {
    this.spark = spark;
  }

  /** Worked examples 1 and 2: a login joins what was anonymous, a second one shares the cookie. */
  @Test
  void aLoginClaimsTheVisitsBeforeItAndASecondLoginSharesTheCookie() {
    IdentityWorld world =
        new IdentityWorld()
            .event("01T10:00", "page_view", "cookie:c")
            .event("02T10:00", "login", "cookie:c", "member_id:ann")
            .event("05T10:00", "login", "cookie:c", "member_id:bob");
    Dataset<Row> events = world.on(spark);

    IdentityWorld.Outcome first =
        IdentityWorld.run(events, IdentityWorld.emptyLog(spark), "2026-03-01");
    String ann = OneIds.ofFounder(IdentityWorld.node("cookie:c"), 0);
    assertThat(first.map()).containsExactlyEntriesOf(Map.of("cookie:c", ann));

    IdentityWorld.Outcome second = IdentityWorld.run(events, first.journal(), "2026-03-02");
    assertThat(second.map()).isEqualTo(Map.of("cookie:c", ann, "member_id:ann", ann));
    assertThat(second.operations()).containsExactly("MOVE");
    assertThat(second.aliases())
        .isEqualTo(Map.of(OneIds.ofFounder(IdentityWorld.node("member_id:ann"), 0), ann));

    IdentityWorld.Outcome third = IdentityWorld.run(events, second.journal(), LAST);
    String bob = Objects.requireNonNull(third.owner("member_id:bob"));
    assertThat(third.owner("member_id:ann")).isEqualTo(ann);
    assertThat(bob).isNotEqualTo(ann);
    assertThat(third.owner("cookie:c@" + Instant.EPOCH)).isEqualTo(ann);
    assertThat(third.owner("cookie:c@2026-03-05T10:00:00Z")).isEqualTo(bob);
    assertThat(third.owner("cookie:c@2026-03-06T10:00:00Z"))
        .isEqualTo(OneIds.ofFounder(IdentityWorld.node("cookie:c"), -1));
    assertThat(third.persons())
        .extracting(row -> row.<String>getAs("person_kind"))
        .containsExactlyInAnyOrder("member", "member", "anonymous");
  }

  @Test
  void coSeenIdentifiersNeedTwoDaysAndNoLimitMayBreak() {
    IdentityWorld world =
        new IdentityWorld()
            .event("01T10:00", "page_view", "cookie:once", "member_id:ann")
            .event("01T11:00", "page_view", "cookie:twice", "member_id:ann")
            .event("02T11:00", "page_view", "cookie:twice", "member_id:ann")
            .event("03T11:00", "page_view", "cookie:twice", "member_id:bob")
            .event("04T11:00", "page_view", "cookie:twice", "member_id:bob");

    IdentityWorld.Outcome outcome =
        IdentityWorld.run(world.on(spark), IdentityWorld.emptyLog(spark), LAST);

    assertThat(outcome.links())
        .isEqualTo(
            Map.of(
                "cookie:once|member_id:ann", "WEAK min-days co_seen",
                "cookie:twice|member_id:ann", "SUPPRESSED limit:member_id co_seen",
                "cookie:twice|member_id:bob", "ACTIVE null co_seen"));
    assertThat(outcome.owner("cookie:twice")).isEqualTo(outcome.owner("member_id:bob"));
    assertThat(outcome.owner("cookie:once")).isNotEqualTo(outcome.owner("member_id:ann"));
  }

  @Test
  void aRecycledPhoneMovesAndEvidenceThroughItCountsForItsOwnerAtThatTime() {
    IdentityWorld world =
        new IdentityWorld()
            .event("01T10:00", "bind", "phone:p", "member_id:ann")
            .event("02T10:00", "purchase", "phone:p", "pos_card:early")
            .event("09T10:00", "bind", "phone:p", "member_id:bob")
            .event("10T10:00", "purchase", "phone:p", "pos_card:late");

    IdentityWorld.Outcome outcome =
        IdentityWorld.run(world.on(spark), IdentityWorld.emptyLog(spark), LAST);

    assertThat(outcome.owner("phone:p@" + Instant.EPOCH))
        .isEqualTo(outcome.owner("member_id:ann"))
        .isEqualTo(outcome.owner("pos_card:early"));
    assertThat(outcome.owner("phone:p@2026-03-09T10:00:00Z"))
        .isEqualTo(outcome.owner("member_id:bob"))
        .isEqualTo(outcome.owner("pos_card:late"));
    assertThat(outcome.links().get("phone:p|pos_card:late"))
        .isEqualTo("SUPPRESSED multi-owner till");
  }

  @Test
  void aValueThatManyVerifyIsBlocked() {
    IdentityWorld world = new IdentityWorld();
    for (int member = 0; member < 5; member++) {
      world.event("0" + (member + 1) + "T10:00", "bind", "phone:p", "member_id:m" + member);
    }
    world.event("07T10:00", "page_view", "phone:p");

    IdentityWorld.Outcome outcome =
        IdentityWorld.run(world.on(spark), IdentityWorld.emptyLog(spark), LAST);

    assertThat(outcome.states()).containsEntry("phone:p", "blocked");
    assertThat(outcome.owner("phone:p")).isNull();
    assertThat(outcome.persons()).hasSize(5);
  }

  /** A later tie merges two; a still later owner takes it away: both old ids are back. */
  @Test
  void aMergeLeavesAnAliasAndASplitRevivesTheOldId() {
    IdentityWorld world =
        new IdentityWorld()
            .event("01T10:00", "page_view", "cookie:c")
            .event("02T10:00", "login", "cookie:other", "member_id:ann")
            .event("03T10:00", "login", "cookie:c", "member_id:ann")
            .event("04T10:00", "unbind", "member_id:ann", "phone:never-bound");
    Dataset<Row> events = world.on(spark);
    IdentityWorld.Outcome apart =
        IdentityWorld.run(events, IdentityWorld.emptyLog(spark), "2026-03-02");
    String anonymous = Objects.requireNonNull(apart.owner("cookie:c"));
    String ann = Objects.requireNonNull(apart.owner("member_id:ann"));

    IdentityWorld.Outcome joined = IdentityWorld.run(events, apart.journal(), LAST);

    assertThat(joined.owner("cookie:c")).isEqualTo(ann);
    assertThat(joined.aliases()).containsEntry(anonymous, ann);
    assertThat(joined.operations()).contains("MERGE");

    Dataset<Row> withoutTheTie =
        events.where("not (event_name = 'login' and array_contains(ids.value, 'c'))");
    IdentityWorld.Outcome again = IdentityWorld.run(withoutTheTie, joined.journal(), "2026-04-01");
    assertThat(again.owner("cookie:c")).isEqualTo(anonymous);
    assertThat(again.owner("member_id:ann")).isEqualTo(ann);
    assertThat(again.operations()).contains("REVIVE", "SPLIT").doesNotContain("CREATE");
    assertThat(again.aliases()).doesNotContainKey(anonymous);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderAndPartitioningDoNotMatterARerunChangesNothingAndTheLogReplays(long seed) {
    IdentityWorld world = IdentityWorld.random(seed);
    Dataset<Row> events = world.on(spark);
    IdentityWorld.Outcome once = IdentityWorld.run(events, IdentityWorld.emptyLog(spark), LAST);
    IdentityWorld.Outcome shuffled =
        IdentityWorld.run(
            world.shuffled(seed + 1).on(spark).repartition(5), IdentityWorld.emptyLog(spark), LAST);
    IdentityWorld.Outcome rerun = IdentityWorld.run(events, once.journal(), LAST);

    assertThat(shuffled.map()).as("seed " + seed).isEqualTo(once.map());
    assertThat(shuffled.links()).as("seed " + seed).isEqualTo(once.links());
    assertThat(rerun.log()).as("seed " + seed).isEmpty();
    assertThat(rerun.map()).as("seed " + seed).isEqualTo(once.map());
    assertThat(rerun.aliases()).as("seed " + seed).isEqualTo(once.aliases());
    assertThat(replayed(once.journal())).as("seed " + seed).isEqualTo(owners(once));
    assertOneMemberEach(once);

    IdentityWorld.Outcome half =
        IdentityWorld.run(events, IdentityWorld.emptyLog(spark), "2026-03-07");
    IdentityWorld.Outcome whole = IdentityWorld.run(events, half.journal(), LAST);
    assertThat(whole.links()).as("seed " + seed).isEqualTo(once.links());
    assertThat(partition(whole)).as("seed " + seed).isEqualTo(partition(once));
    assertThat(replayed(whole.journal())).as("seed " + seed).isEqualTo(owners(whole));
    assertOneMemberEach(whole);
    for (String published : half.map().values()) {
      boolean alive = whole.map().containsValue(published);
      assertThat(alive || whole.aliases().containsKey(published))
          .as("seed " + seed + ": " + published + " means somebody")
          .isTrue();
    }
  }

  private static void assertOneMemberEach(IdentityWorld.Outcome outcome) {
    assertThat(
            outcome.map().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("member_id:"))
                .map(Map.Entry::getValue))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  /** Owner by identifier and start, with names replaced by the order of their first identifier. */
  private static Map<String, String> partition(IdentityWorld.Outcome outcome) {
    Map<String, String> labels = new HashMap<>();
    Map<String, String> partition = new HashMap<>();
    outcome.map().keySet().stream()
        .sorted()
        .forEach(
            id -> {
              String owner = String.valueOf(outcome.owner(id));
              partition.put(id, labels.computeIfAbsent(owner, key -> id));
            });
    return partition;
  }

  private static Map<String, String> owners(IdentityWorld.Outcome outcome) {
    Map<String, String> owners = new HashMap<>();
    outcome
        .map()
        .forEach(
            (id, owner) -> {
              int at = id.indexOf('@');
              String name = at < 0 ? id : id.substring(0, at);
              Instant from = at < 0 ? Instant.EPOCH : Instant.parse(id.substring(at + 1));
              owners.put(IdentityWorld.node(name) + "@" + from, String.valueOf(owner));
            });
    return owners;
  }

  private static Map<String, String> replayed(Dataset<Row> log) {
    List<Row> rows = new IdentityJournal(log).owners().collectAsList();
    Map<String, String> owners = new HashMap<>();
    rows.forEach(
        row ->
            owners.put(
                row.getLong(0) + "@" + row.getTimestamp(2).toInstant(),
                String.valueOf(row.getString(4))));
    return owners;
  }
}
